import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { findEnded } from './conservation.query.ts'

const MOTIF = { min: 10, max: 500 }

/**
 * Keeps a demande beyond its time, an appeal or an inspection being under way: what was announced is called off.
 * @returns why the form is not right; undefined when it is done @throws ConservationIntrouvable
 */
export async function suspendConservation(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  reference: string,
  typed: string,
): Promise<string | undefined> {
  const motif = typed.trim()
  if (motif.length < MOTIF.min) return `Écrivez pourquoi, en ${MOTIF.min} caractères au moins.`
  if (motif.length > MOTIF.max) return `Écrivez ${MOTIF.max} caractères au plus.`
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const { id } = await lockEnded(tx, acteur, reference)
    const made = await tx
      .insertInto('conservation_suspendue')
      .values({ demande_id: id, motif, depuis: le, agent_id: acteur.agentId })
      .onConflict((conflict) => conflict.doNothing())
      .returning('demande_id')
      .executeTakeFirst()
    if (!made) return
    await tx.deleteFrom('fin_de_conservation').where('demande_id', '=', id).execute()
    await appendJournal(tx, { le, acteur, action: 'demande.conservation-suspendue', demandeId: id })
  })
  return undefined
}

/** The appeal or the inspection is over: the time is what it was, and its end will be announced. @throws ConservationIntrouvable */
export async function resumeConservation(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  reference: string,
): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const { id } = await lockEnded(tx, acteur, reference)
    const gone = await tx
      .deleteFrom('conservation_suspendue')
      .where('demande_id', '=', id)
      .returning('demande_id')
      .executeTakeFirst()
    if (gone) await appendJournal(tx, { le, acteur, action: 'demande.conservation-reprise', demandeId: id })
  })
}

/** Its row held, so that the night job and a withdrawal take turns. @throws ConservationIntrouvable */
async function lockEnded(tx: Tx, acteur: AgentActor, reference: string): Promise<{ id: string }> {
  await tx
    .selectFrom('demande')
    .select('id')
    .where('reference', '=', reference)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return findEnded(tx, acteur, reference)
}
