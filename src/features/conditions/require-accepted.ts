import type { Tx } from '../../platform/db/database.ts'
import { conditionsOf } from './conditions-a-lire.query.ts'
import { ConditionsAAccepter } from './refusals.ts'
import { GENERAL } from './texte.ts'

/** The numbers of the terms that a demande is filed under. */
export interface ConditionsAcceptees {
  generales: number
  particulieres: number
}

/**
 * The terms in force, both accepted by this person. A publication of the same moment comes before (and is seen here) or
 * after (and counts for the next demande).
 * @throws ConditionsAAccepter
 */
export async function requireAccepted(
  tx: Tx,
  usagerId: string,
  demarche: string,
): Promise<ConditionsAcceptees> {
  const textes = await conditionsOf(tx, usagerId, demarche)
  const accepted = (texte: string): number => {
    const found = textes.find((one) => one.texte === texte)
    // A text that was never published asks nothing of anybody.
    if (!found) return 0
    if (found.acceptee !== found.numero) throw new ConditionsAAccepter(demarche)
    return found.numero
  }
  return { generales: accepted(GENERAL), particulieres: accepted(demarche) }
}
