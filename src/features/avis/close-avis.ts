import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { AvisDeps } from './avis-deps.ts'
import { avisSansObjet } from './courriels/avis-demande.ts'
import { tellAgent } from './tell-agent.ts'

interface Fin {
  /** A row that `lockDemande` holds. */
  demande: { id: string; reference: string }
  acteur: AgentActor
  le: Date
}

/**
 * A demande that ends, or whose decision is withdrawn, awaits no opinion any more: each colleague who did not answer is
 * told so by a mail, and a demande that is examined again does not open itself again to them.
 */
export async function closeAvis(
  tx: Tx,
  deps: Pick<AvisDeps, 'publicOrigin' | 'mailIdentity'>,
  titre: string,
  { demande, acteur, le }: Fin,
): Promise<void> {
  const closed = await tx
    .updateTable('avis')
    .set({ retire_le: le })
    .where('demande_id', '=', demande.id)
    .where('repondu_le', 'is', null)
    .where('retire_le', 'is', null)
    .returning(['id', 'consulte_id as consulte', 'pour_le as pourLe'])
    .execute()
  for (const { id, consulte, pourLe } of closed) {
    await appendJournal(tx, { le, acteur, action: 'avis.sans-objet', demandeId: demande.id, objetId: id })
    // Who decides was asked too: they know.
    if (consulte === acteur.agentId) continue
    const { reference } = demande
    await tellAgent(tx, deps, consulte, le, avisSansObjet, { reference, demarche: titre, pourLe })
  }
}
