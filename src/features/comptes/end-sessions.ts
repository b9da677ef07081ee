import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { endSession, endSessionsOfUsager, sessionsOfUsager } from '../../platform/session/session-store.ts'
import { SessionIntrouvable } from './refusals.ts'

type Deps = { db: Db; clock: Clock }

/** Ends one session of the person, from another. @throws SessionIntrouvable also for somebody else's */
export async function endOneSession(deps: Deps, acteur: UsagerActor, id: string): Promise<void> {
  const le = deps.clock.now()
  const mine = await sessionsOfUsager(deps.db, acteur.usagerId, le)
  if (!mine.some((session) => session.id === id)) throw new SessionIntrouvable()
  await inTransaction(deps.db, async (tx) => {
    await endSession(tx, id, le)
    await appendJournal(tx, { le, acteur, action: 'session.terminee-a-distance', objetId: id })
  })
}

/** Ends every session of the person but this one. */
export async function endOtherSessions(deps: Deps, acteur: UsagerActor): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const fermees = await endSessionsOfUsager(tx, acteur.usagerId, le, acteur.sessionId)
    await appendJournal(tx, {
      le,
      acteur,
      action: 'session.autres-terminees',
      objetId: acteur.usagerId,
      donnees: { fermees },
    })
  })
}
