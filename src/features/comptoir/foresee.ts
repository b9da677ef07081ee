import { dateEnMots } from '../../formulaire/dates.ts'
import { type ActeDeLot, opens } from './actes-de-lot.ts'
import type { LigneDeLot } from './lot.query.ts'

export type Prevision = { possible: true } | { possible: false; motif: string }

/** What will become of one demande of a lot, as far as it can be known before. */
export function foresee(
  acte: ActeDeLot,
  ligne: LigneDeLot,
  facts: { today: string; silenceAccepte: boolean; etatEnMots: string },
): Prevision {
  if (ligne.changee) return { possible: false, motif: 'Elle a changé depuis votre sélection : relisez-la.' }
  if (!opens(acte, ligne.statut))
    return { possible: false, motif: `Pas possible dans son état : « ${facts.etatEnMots} ».` }
  const le = ligne.decisionImpliciteLe
  const accepted = facts.silenceAccepte && le !== null && le <= facts.today
  if (accepted && (acte === 'classer-sans-suite' || acte === 'demander-complement'))
    return { possible: false, motif: `Le silence l’a déjà acceptée le ${dateEnMots(le)}.` }
  return { possible: true }
}
