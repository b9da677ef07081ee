import { type Db, inTransaction } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { countSource, sourceKey } from '../../platform/session/lockout-store.ts'
import { countLiens, normaliseEmail, queueAlerte } from '../comptes/index.ts'
import { gelPropose } from './courriels/gel-propose.ts'
import type { SignalementDeps } from './freeze-compte.ts'
import { TropDeSignalements } from './refusals.ts'
import { insertSignalement } from './signalement-store.ts'

const LIMIT = { max: 5, windowMs: 3_600_000 }
const DAY_MS = 86_400_000
/** Security mails that a stranger's reports may send to one person in a day. */
const MAILS_A_DAY = 2

/**
 * A report without proof: a ticket, and a job that mails the holder the way to freeze. The same answer and the same
 * work for a known and an unknown address.
 * @returns the reference
 * @throws TropDeSignalements
 */
export function reportPublicly(
  deps: { db: Db; clock: SignalementDeps['clock']; lockoutKey: Buffer },
  { courriel, recit, ip }: { courriel: string; recit: string; ip: string },
): Promise<string> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const until = await countSource(tx, sourceKey(deps.lockoutKey, ip, 'signalement'), le, LIMIT)
    if (until) throw new TropDeSignalements(until)
    const { id, reference } = await insertSignalement(tx, {
      origine: 'public',
      courriel,
      recit,
      gele: false,
      indices: [],
      le,
    })
    await appendJournal(tx, { le, acteur: { kind: 'anonyme' }, action: 'signalement.recu', objetId: id })
    await addJob(tx, 'signalement:repond', { id })
    return reference
  })
}

/** The job behind a public report: the freeze link to the holder, if the address has an account. Runs twice harmlessly. */
export async function answerSignalement(deps: SignalementDeps, id: string): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const ticket = await tx
      .selectFrom('signalement')
      .select(['courriel', 'reference'])
      .where('id', '=', id)
      .where('usager_id', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!ticket) return
    const compte = await tx
      .selectFrom('usager')
      .select(['id', 'email', 'email_normalise'])
      .where('email_normalise', '=', normaliseEmail(ticket.courriel))
      .forUpdate()
      .executeTakeFirst()
    if (!compte) return
    await tx.updateTable('signalement').set({ usager_id: compte.id }).where('id', '=', id).execute()
    const since = new Date(le.getTime() - DAY_MS)
    if ((await countLiens(tx, compte.id, 'signalement', since)) >= MAILS_A_DAY) return
    await queueAlerte(tx, deps.linkKey, {
      usagerId: compte.id,
      destinataire: compte.email,
      emailNormalise: compte.email_normalise,
      genre: 'signalement',
      courriel: gelPropose(deps, { le, reference: ticket.reference }),
      le,
    })
  })
}
