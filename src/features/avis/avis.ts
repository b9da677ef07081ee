import { dateEnMots } from '../../formulaire/dates.ts'
import { lireTexte } from '../../formulaire/texte.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'

export const SENS_D_AVIS = ['favorable', 'reserve', 'defavorable'] as const
export type SensDAvis = (typeof SENS_D_AVIS)[number]

export const sensDAvisEnMots = {
  favorable: 'Favorable',
  reserve: 'Réservé',
  defavorable: 'Défavorable',
} as const satisfies Record<SensDAvis, string>

/** Days that a colleague may be given. */
export const AVIS_JOURS = { propose: 15, max: 90 } as const
/** Opinions asked on one demande, whatever became of them. */
export const AVIS_MAX = 20
const QUESTION = { min: 10, max: 2000 } as const
const REPONSE = { min: 10, max: 4000 } as const

export interface DemandeDAvisTapee {
  consulte: string
  question: string
  pourLe: string
}
export interface AvisTape {
  sens: string
  reponse: string
}
export type ErreursDAvis = Partial<Record<keyof DemandeDAvisTapee | keyof AvisTape, string>>
type Lecture<T> = { valeur: T } | { erreurs: ErreursDAvis }

/**
 * Reads the form that asks for an opinion.
 * @param consultables ids of the colleagues who may be asked @param today day in Paris
 */
export function parseDemandeDAvis(
  tape: DemandeDAvisTapee,
  consultables: readonly string[],
  today: string,
): Lecture<DemandeDAvisTapee> {
  const erreurs: ErreursDAvis = {}
  if (!consultables.includes(tape.consulte)) erreurs.consulte = 'Choisissez un collègue dans la liste.'
  const question = parseTexte(tape.question, QUESTION, 'Écrivez votre question')
  if ('erreur' in question) erreurs.question = question.erreur
  const last = addDays(today, AVIS_JOURS.max)
  if (!isDay(tape.pourLe) || tape.pourLe <= today || tape.pourLe > last)
    erreurs.pourLe = `Choisissez un jour entre demain et le ${dateEnMots(last)}.`
  if ('erreur' in question || Object.keys(erreurs).length > 0) return { erreurs }
  return { valeur: { ...tape, question: question.texte } }
}

/** Reads an opinion: reserved or unfavourable, it is always explained. */
export function parseAvis(tape: AvisTape): Lecture<{ sens: SensDAvis; reponse: string }> {
  const erreurs: ErreursDAvis = {}
  const sens = SENS_D_AVIS.find((one) => one === tape.sens)
  if (!sens) erreurs.sens = 'Choisissez le sens de votre avis.'
  const free = (!sens || sens === 'favorable') && tape.reponse.trim() === ''
  const reponse = free ? { texte: '' } : parseTexte(tape.reponse, REPONSE, 'Expliquez votre avis')
  if ('erreur' in reponse) erreurs.reponse = reponse.erreur
  if (!sens || 'erreur' in reponse) return { erreurs }
  return { valeur: { sens, reponse: reponse.texte } }
}

function parseTexte(
  brut: string,
  { min, max }: { min: number; max: number },
  invite: string,
): { texte: string } | { erreur: string } {
  const lu = lireTexte(brut.replaceAll('\0', '\u0001'), { max, lignes: true })
  if ('probleme' in lu) return { erreur: lu.probleme }
  // Characters counted as PostgreSQL counts them: an emoji is one.
  return [...lu.texte].length < min
    ? { erreur: `${invite}\u00a0: ${min} caractères au moins.` }
    : { texte: lu.texte }
}
