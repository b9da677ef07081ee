import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import type { Catalogue } from '../demarches/index.ts'

/** Keeps the whole choice as it is now; what is not in the catalogue is left out. */
export async function chooseServices(
  { db, clock, catalogue }: { db: Db; clock: Clock; catalogue: Catalogue },
  acteur: UsagerActor,
  slugs: readonly string[],
): Promise<void> {
  const le = clock.now()
  const chosen = [...new Set(slugs)].filter((slug) => catalogue.find(slug))
  await inTransaction(db, async (tx) => {
    await tx.selectFrom('usager').select('id').where('id', '=', acteur.usagerId).forUpdate().execute()
    await tx
      .deleteFrom('service_choisi')
      .where('usager_id', '=', acteur.usagerId)
      .$if(chosen.length > 0, (query) => query.where('demarche', 'not in', chosen))
      .execute()
    if (chosen.length > 0)
      await tx
        .insertInto('service_choisi')
        .values(chosen.map((demarche) => ({ usager_id: acteur.usagerId, demarche, choisi_le: le })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    await appendJournal(tx, { le, acteur, action: 'compte.services-choisis', objetId: acteur.usagerId })
  })
}

/** The slugs that a person chose. */
export async function servicesOf(db: Db, usagerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('service_choisi')
    .select('demarche')
    .where('usager_id', '=', usagerId)
    .execute()
  return rows.map(({ demarche }) => demarche)
}
