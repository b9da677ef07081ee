import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { ActeDeLot } from './actes-de-lot.ts'

/** As many as one page of the queue shows. */
export const LOT_MAX = 50

export interface Selection {
  reference: string
  /** The revision that the page showed. */
  revisionVue: number
}

export interface LotDemande {
  acte: ActeDeLot
  selection: readonly Selection[]
  /** Query of the queue to come back to. */
  retour: string
}

/**
 * Prepares one act on the demandes that were ticked; nothing happens to them before it is confirmed. Those of another
 * démarche are left out, like those that do not exist.
 * @returns its id; undefined when nothing is left to do it to
 */
export async function createLot(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  { acte, selection, retour }: LotDemande,
): Promise<string | undefined> {
  const seen = new Map(selection.slice(0, LOT_MAX).map((s) => [s.reference, s.revisionVue]))
  if (seen.size === 0 || acteur.demarches.length === 0) return undefined
  return inTransaction(db, async (tx) => {
    const found = await tx
      .selectFrom('demande')
      .select(['id', 'reference', 'agent_id'])
      .where('reference', 'in', [...seen.keys()])
      .where('demarche', 'in', acteur.demarches)
      .execute()
    if (found.length === 0) return undefined
    const rangs = [...seen.keys()]
    const id = uuidv7()
    await tx
      .insertInto('lot')
      .values({ id, agent_id: acteur.agentId, acte, retour, cree_le: clock.now() })
      .execute()
    await tx
      .insertInto('lot_demande')
      .values(
        found.map((demande) => ({
          lot_id: id,
          demande_id: demande.id,
          rang: rangs.indexOf(demande.reference),
          revision_vue: seen.get(demande.reference) ?? -1,
          agent_vu: demande.agent_id,
        })),
      )
      .execute()
    return id
  })
}
