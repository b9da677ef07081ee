import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { AgentActor, AgentRole } from '../../platform/session/actor.ts'
import type { InstructionDeps } from '../instruction/index.ts'
import { type ActeDeLot, actesDeLot, type Valeurs } from './actes-de-lot.ts'
import { refusDeLot } from './refus-de-lot.ts'

/** A form that the use case refuses for this demande alone. */
class SaisieRefusee extends Error {}

interface LotConfirme {
  id: string
  acte: ActeDeLot
  valeurs: Valeurs
  acteur: AgentActor
}

/**
 * Does what is left of a confirmed lot, a transaction each: the demande leaves `prevue` in the transaction of its act, so
 * that it is done once, whoever runs the lot and whatever is killed. One that is impossible does not hold up the others.
 * @throws the first fault, when all the others were tried: they stay to do
 */
export async function runLot(deps: InstructionDeps, lotId: string): Promise<void> {
  const lot = await findConfirmed(deps, lotId)
  if (!lot) return
  const left = await deps.db
    .selectFrom('lot_demande')
    .select('demande_id')
    .where('lot_id', '=', lotId)
    .where('etat', '=', 'prevue')
    .orderBy('rang')
    .execute()
  const faults: unknown[] = []
  for (const { demande_id } of left) {
    try {
      await runOne(deps, lot, demande_id)
    } catch (error) {
      faults.push(error)
    }
  }
  if (faults.length > 0) throw faults[0]
}

/** One demande of a lot: done, refused with its reason, or found done. */
export async function runOne(deps: InstructionDeps, lot: LotConfirme, demandeId: string): Promise<void> {
  try {
    await inTransaction(deps.db, async (tx) => {
      const item = await lockItem(tx, lot.id, demandeId)
      if (!item) return
      const erreurs = await actesDeLot[lot.acte].run({ ...deps, db: tx }, lot.acteur, item, lot.valeurs)
      if (erreurs[0]) throw new SaisieRefusee(erreurs[0].message)
      await settle(tx, deps, lot.id, demandeId, { etat: 'faite', motif: '' })
    })
  } catch (error) {
    const motif = error instanceof SaisieRefusee ? error.message : refusDeLot(error)
    if (motif === undefined) throw error
    await inTransaction(deps.db, (tx) => settle(tx, deps, lot.id, demandeId, { etat: 'refusee', motif }))
  }
}

async function lockItem(tx: Tx, lotId: string, demandeId: string) {
  return tx
    .selectFrom('lot_demande')
    .innerJoin('demande', 'demande.id', 'lot_demande.demande_id')
    .select([
      'demande.reference',
      'lot_demande.revision_vue as revisionVue',
      'lot_demande.agent_vu as agentVu',
    ])
    .where('lot_demande.lot_id', '=', lotId)
    .where('lot_demande.demande_id', '=', demandeId)
    .where('lot_demande.etat', '=', 'prevue')
    .forUpdate('lot_demande')
    .executeTakeFirst()
}

async function settle(
  tx: Tx,
  { clock }: InstructionDeps,
  lotId: string,
  demandeId: string,
  result: { etat: 'faite' | 'refusee'; motif: string },
): Promise<void> {
  await tx
    .updateTable('lot_demande')
    .set({ ...result, traitee_le: clock.now() })
    .where('lot_id', '=', lotId)
    .where('demande_id', '=', demandeId)
    .where('etat', '=', 'prevue')
    .execute()
}

/** A confirmed lot, with its agent as they are today: a right taken away meanwhile is not used. */
export async function findConfirmed({ db }: InstructionDeps, id: string): Promise<LotConfirme | undefined> {
  const row = await db
    .selectFrom('lot')
    .innerJoin('agent', 'agent.id', 'lot.agent_id')
    .select([
      'lot.acte',
      'lot.valeurs',
      'agent.id as agentId',
      'agent.role',
      'agent.prenom',
      'agent.nom',
      'agent.actif',
    ])
    .where('lot.id', '=', id)
    .where('lot.confirme_le', 'is not', null)
    .executeTakeFirst()
  if (!row) return undefined
  const given = await db
    .selectFrom('agent_demarche')
    .select('demarche')
    .where('agent_id', '=', row.agentId)
    .execute()
  return {
    id,
    acte: row.acte as ActeDeLot,
    valeurs: row.valeurs as Valeurs,
    acteur: {
      kind: 'agent',
      agentId: row.agentId,
      // No session: the lot goes on after the agent has signed out.
      sessionId: id,
      role: row.role as AgentRole,
      demarches: row.actif ? given.map(({ demarche }) => demarche) : [],
      nomAffiche: `${row.prenom} ${row.nom}`,
    },
  }
}
