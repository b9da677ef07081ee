import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal, type JournalActor } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { type DemandeRow, lockDemande, statuts } from '../demandes/index.ts'
import { AttributionChangee, CollegueIntrouvable, DemandeTerminee } from './refusals.ts'

export interface AttributionRecue {
  reference: string
  /** Who gets it; undefined when what was sent cannot be an agent. */
  agentId: string | undefined
  /** Who had it on the page; null for nobody. */
  agentVu: string | null
}

/**
 * Gives a demande to an agent of its démarche, the one who asks or a colleague. Neither its state nor its revision
 * changes: whoever is reading it is not held up. Giving it to whoever has it already changes nothing.
 * @throws DemandeIntrouvable | AttributionChangee | DemandeTerminee | CollegueIntrouvable
 */
export async function assignDemande(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  { reference, agentId, agentVu }: AttributionRecue,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    if (demande.agent_id === agentId) return
    if (demande.agent_id !== agentVu)
      throw new AttributionChangee(reference, await nomDe(tx, demande.agent_id))
    if (statuts[demande.statut].final) throw new DemandeTerminee(reference)
    if (agentId === undefined || !(await examines(tx, agentId, demande.demarche)))
      throw new CollegueIntrouvable(reference)
    await giveTo(tx, demande, agentId, { le: clock.now(), acteur })
  })
}

/** Writes who has a demande now, on a row that is held, with its line of the journal. */
export async function giveTo(
  tx: Tx,
  demande: Pick<DemandeRow, 'id' | 'agent_id'>,
  agentId: string,
  { le, acteur }: { le: Date; acteur: JournalActor },
): Promise<void> {
  await tx.updateTable('demande').set({ agent_id: agentId }).where('id', '=', demande.id).execute()
  await appendJournal(tx, {
    le,
    acteur,
    action: 'demande.attribuee',
    demandeId: demande.id,
    objetId: agentId,
    donnees: { avant: demande.agent_id },
  })
}

async function nomDe(tx: Tx, agentId: string | null): Promise<string | null> {
  if (agentId === null) return null
  const agent = await tx
    .selectFrom('agent')
    .select(['prenom', 'nom'])
    .where('id', '=', agentId)
    .executeTakeFirst()
  return agent ? `${agent.prenom} ${agent.nom}` : null
}

async function examines(tx: Tx, agentId: string, demarche: string): Promise<boolean> {
  const found = await tx
    .selectFrom('agent')
    .innerJoin('agent_demarche', 'agent_demarche.agent_id', 'agent.id')
    .select('agent.id')
    .where('agent.id', '=', agentId)
    .where('agent.actif', '=', true)
    .where('agent_demarche.demarche', '=', demarche)
    .executeTakeFirst()
  return found !== undefined
}
