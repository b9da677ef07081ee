import type { Panne, SimulateurPayline } from '../../../src/simulateur-payline/index.ts'

const LECTURE = { operations: ['getWebPaymentDetails'] } as const
const OUVERTURE = { operations: ['doWebPayment'] } as const

/** All that goes wrong at the provider and on the way to it, and how often. */
const PANNES: readonly Panne[] = [
  { nature: 'retour_perdu', probabilite: 0.2 },
  { nature: 'notifications_doublees', probabilite: 0.8 },
  { nature: 'notifications_desordonnees', probabilite: 0.5 },
  { nature: 'notifications_perdues', probabilite: 0.1 },
  { nature: 'http_avant', probabilite: 0.02 },
  { nature: 'http_apres', probabilite: 0.02 },
  { nature: 'http_apres', probabilite: 0.005, statut: 500 },
  { nature: 'xml_malforme', probabilite: 0.01 },
  { nature: 'html', probabilite: 0.005 },
  { nature: 'code_inconnu', probabilite: 0.02, ...LECTURE },
  // The bank is silent for now: it is asked again.
  { nature: 'code_inconnu', probabilite: 0.02, code: '02102', ...LECTURE },
  // A first card was refused, and the page lets its person give another one.
  { nature: 'code_inconnu', probabilite: 0.006, code: '01100', ...LECTURE },
  { nature: 'code_inconnu', probabilite: 0.005, code: '02101', ...OUVERTURE },
  { nature: 'mauvais_montant', probabilite: 0.005, ...LECTURE },
]

/** Each costs a quarter of a minute of true time. */
const DELAIS: readonly Panne[] = [
  { nature: 'delai_avant', probabilite: 0.003 },
  { nature: 'delai_apres', probabilite: 0.003 },
]

/** Turns the faults on, each with a chance of its own that the seed fixes. */
export function breakProvider(payline: SimulateurPayline, graine: number, delais: boolean): void {
  const all = delais ? [...PANNES, ...DELAIS] : PANNES
  for (const [rang, panne] of all.entries()) payline.addPanne({ ...panne, graine: graine + rang })
}

/** How often each fault struck. */
export function struck(payline: SimulateurPayline): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { nature, survenues } of payline.pannes())
    counts.set(nature, (counts.get(nature) ?? 0) + survenues)
  return counts
}
