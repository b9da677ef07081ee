import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'

const EVERY_MS = 30_000
/** Shorter, it may be a beat that came late. */
export const INTERRUPTION_MS = 2 * 60_000

/**
 * Says that the portal answers, and notes as an interruption the time since the last beat when it is too long: the base,
 * or every portal, was gone. Of several portals, the first to come back notes it.
 */
export function beat({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const last = await tx.selectFrom('battement').select('dernier').forUpdate().executeTakeFirst()
    if (!last) {
      await tx
        .insertInto('battement')
        .values({ depuis: le, dernier: le })
        .onConflict((conflict) => conflict.column('un').doNothing())
        .execute()
      return
    }
    if (last.dernier >= le) return
    await tx.updateTable('battement').set({ dernier: le }).execute()
    if (le.getTime() - last.dernier.getTime() < INTERRUPTION_MS) return
    const { numero } = await tx
      .insertInto('fermeture')
      .values({ demarche: null, debut: last.dernier, fin: le, motif: null, notee_le: le, notee_par: null })
      .returning('numero')
      .executeTakeFirstOrThrow()
    await addJob(tx, 'delai:prolonge', { id: String(numero) })
    const donnees = { numero, debut: last.dernier, fin: le }
    await appendJournal(tx, { le, acteur: { kind: 'systeme' }, action: 'interruption.constatee', donnees })
  })
}

/** Beats now and every thirty seconds. @returns how to stop */
export function startBattement(deps: {
  db: Db
  clock: Clock
  onError: (error: unknown) => void
}): () => void {
  let beating = false
  const once = (): void => {
    if (beating) return
    beating = true
    beat(deps)
      .catch(deps.onError)
      .finally(() => {
        beating = false
      })
  }
  once()
  const timer = setInterval(once, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
