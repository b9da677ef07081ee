import type { Erreurs } from './acte-saisie.ts'
import type { ActeDAgent } from './actes-labels.ts'
import type { FaitVue } from './demande-a-instruire.query.ts'

/** The form of an act that comes back, with all that was typed in it. */
export interface SaisieRendue {
  acte: ActeDAgent
  valeurs: Readonly<Record<string, string>>
  erreurs: Erreurs
  /** Why nothing was done, when the fault is not in the form. */
  refus?: RefusRendu
}

export type RefusRendu =
  /** Somebody else acted; what they did since the page was shown, oldest first. */
  | { kind: 'modifiee'; changements: readonly FaitVue[] }
  /** Silence has already accepted the demande, on this day (YYYY-MM-DD). */
  | { kind: 'acceptation-implicite'; le: string }
  /** The public knows the agent by a number: a decision bears a name. */
  | { kind: 'decideur-anonyme' }

/** What the labels of the typed fields are, where the form itself cannot be shown any more. */
export const CHAMPS_EN_MOTS: Readonly<Record<string, string>> = {
  elements: 'Éléments indispensables',
  utiles: 'Éléments utiles',
  echeance: 'Date limite',
  message: 'Message',
  motivation: 'Texte de la décision',
}
