import type { EffetDuComplement } from '../../platform/legal-clock/complement.ts'
import { longDay } from '../../platform/legal-clock/paris.ts'

const CODE = 'du code des relations entre le public et l’administration'

/**
 * What asking for something does to our time to answer, how long that time is and what its end means: all of it must be
 * told with the list (CRPA L114-5, R112-11-4).
 */
export function effetEnMots(complement: {
  effet: EffetDuComplement
  /** Whether silence has decided already. */
  nee: boolean
  /** Months of silence. */
  mois: number
  /** Last day to answer, YYYY-MM-DD. */
  echeance: string
}): string {
  const { effet, nee, mois, echeance } = complement
  if (effet === 'suspend')
    return `Notre délai de réponse (${mois} mois) est suspendu. Il reprend dès que nous avons reçu ce qui est indispensable, et au plus tard le lendemain du ${longDay(echeance)}. Sans réponse de notre part à la fin, votre demande sera considérée comme refusée (article L. 114-5 ${CODE}).`
  if (effet === 'recommence')
    return `Notre délai de réponse (${mois} mois) commencera le jour où nous aurons reçu tout ce qui est indispensable. Sans réponse de notre part à la fin, votre demande sera acceptée (article L. 114-5 ${CODE}).`
  return nee
    ? 'Le délai de réponse est déjà passé. Le service peut encore examiner votre demande : envoyez-nous ce qui manque.'
    : `Cela ne change pas notre délai de réponse (article L. 114-5-1 ${CODE}).`
}

/** What an answer after the last day is still good for. */
export const APRES_LA_DATE =
  'Après cette date, vous pouvez encore répondre tant que la décision n’est pas prise, mais nous pouvons décider sans attendre.'
