import type { Demarche } from '../../formulaire/demarche.ts'
import { longDate, longDay, parisDay } from '../../platform/legal-clock/paris.ts'

/**
 * When a démarche may be filed: its campaign (`prolongee`: longer than was decided, for the service was closed), what is
 * said while no date is known, or why it was closed.
 */
export type Ouverture =
  | Demarche['ouverture']
  | { du: string; au: string; fictif?: boolean; prolongee: true }
  | { fermee: string; depuis: Date }

export interface EtatCampagne {
  etat: 'a-venir' | 'ouverte' | 'fermee' | 'prochainement'
  /** What the page says of it. */
  phrase: string
  /** The dates are examples: the real ones are not known. */
  fictif: boolean
}

/** Where a campaign stands at a moment. Both days are whole days in Paris (CRPA L112-13): the last second counts. */
export function etatCampagne(ouverture: Ouverture, now: Date): EtatCampagne {
  if ('prochainement' in ouverture)
    return { etat: 'prochainement', phrase: ouverture.prochainement, fictif: false }
  if ('fermee' in ouverture)
    return {
      etat: 'fermee',
      phrase: `Fermé depuis le ${longDate(ouverture.depuis)} : ${ouverture.fermee}`,
      fictif: false,
    }
  const { du, au } = ouverture
  const fictif = ouverture.fictif ?? false
  const today = parisDay(now)
  if (today < du)
    return { etat: 'a-venir', phrase: `Ouvre le ${longDay(du)}, jusqu’au ${longDay(au)} inclus`, fictif }
  if (today <= au) {
    const pourquoi = 'prolongee' in ouverture ? ', prolongé car le service a été fermé' : ''
    return { etat: 'ouverte', phrase: `Ouvert jusqu’au ${longDay(au)} inclus, 23 h 59${pourquoi}`, fictif }
  }
  return {
    etat: 'fermee',
    phrase: `Fermé depuis le ${longDay(au)}, 23 h 59. Les prochaines dates seront annoncées ici.`,
    fictif,
  }
}
