import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { choixOf, upsertChoix } from './choix-store.ts'
import type { Choix } from './genres.ts'

/** Keeps the choice of a person. The same again changes nothing and leaves no line. */
export async function chooseContact(
  deps: { db: Db; clock: Clock },
  acteur: UsagerActor,
  choix: Choix,
): Promise<void> {
  const le = deps.clock.now()
  const { usagerId } = acteur
  await inTransaction(deps.db, async (tx) => {
    // One at a time for a person: the choice that was compared is the one that is replaced.
    await tx.selectFrom('usager').select('id').where('id', '=', usagerId).forNoKeyUpdate().execute()
    if (isDeepStrictEqual(await choixOf(tx, usagerId), choix)) return
    await upsertChoix(tx, usagerId, choix, le)
    await appendJournal(tx, { le, acteur, action: 'contact.choisi', objetId: usagerId, donnees: choix })
  })
}
