import type { CleDeCarte } from '../../../src/simulateur-payline/index.ts'
import type { Foyer } from './foyers.ts'
import { pick } from './hasard.ts'

export type GesteDEssai = CleDeCarte | 'annuler' | 'quitter'

/** What people do on the page of the provider, in a hundred. A card that nobody ever says anything of is no end. */
const GESTES = {
  acceptee: 56,
  refusee: 4,
  plafond: 3,
  decouvert: 2,
  perdue: 1,
  expiree: 1,
  numero_invalide: 1,
  erreur: 2,
  annuler: 6,
  abandon_3ds: 4,
  lente: 5,
  lente_refusee: 2,
  fraude: 4,
  fraude_en_attente: 2,
  quitter: 4,
  quittee: 3,
} as const satisfies Partial<Record<GesteDEssai, number>>

/** How « payer » is pressed: once, twice in a hurry, or in two tabs of which each pays. */
const MANIERES = { simple: 70, 'double clic': 15, 'deux onglets': 15 } as const
export type Maniere = keyof typeof MANIERES

/** Of those whose payment failed, how many try again. */
const INSISTE = 0.8

/** One demande to pay, and what its person will do about it. */
export interface Dossier {
  reference: string
  foyer: Foyer
  maniere: Maniere
  /** One an attempt; when none is left its person gives up. */
  gestes: GesteDEssai[]
  /** The page of the provider that its person has seen last. */
  vue: string | null
}

/** What a person will do, drawn before anything begins: the same seed, the same people. */
export function drawDossier(reference: string, foyer: Foyer, random: () => number): Dossier {
  const gestes: GesteDEssai[] = [pick(GESTES, random)]
  while (gestes.at(-1) !== 'acceptee' && gestes.length < 4 && random() < INSISTE)
    gestes.push(pick(GESTES, random))
  return { reference, foyer, maniere: pick(MANIERES, random), gestes, vue: null }
}
