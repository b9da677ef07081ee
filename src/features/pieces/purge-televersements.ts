import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import type { PiecesDeps } from './destination.ts'
import { eraseChunks, releaseFichiers } from './erase-files.ts'

const UPLOAD_DAYS = 2
const BATCH = 200

/** Uploads begun two days ago, ended or not, with their chunks. */
export async function purgeTeleversements({ db, clock }: Pick<PiecesDeps, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - UPLOAD_DAYS * 86_400_000)
  await repeat(() =>
    inTransaction(db, async (tx) => {
      const { rows } = await sql<{ id: string }>`delete from televersement where id in
        (select id from televersement where cree_le < ${before} limit ${BATCH} for update skip locked)
        returning id`.execute(tx)
      await eraseChunks(
        tx,
        rows.map(({ id }) => id),
      )
      return rows.length
    }),
  )
}

/** Documents that nobody will send: of fields that a dépôt left out, of complements that closed without them. */
export async function purgeLeftPieces({ db }: Pick<PiecesDeps, 'db'>): Promise<void> {
  await repeat(() =>
    inTransaction(db, async (tx) => {
      const { rows } = await sql<{ fichier_id: string }>`delete from piece where id in (
        select p.id from piece p
          left join brouillon b on b.id = p.brouillon_id left join complement c on c.id = p.complement_id
        where p.demande_id is null and (b.demande_id is not null or c.clos_le is not null)
        limit ${BATCH} for update of p skip locked)
        returning fichier_id`.execute(tx)
      await releaseFichiers(
        tx,
        rows.map(({ fichier_id }) => fichier_id),
      )
      return rows.length
    }),
  )
}

/** A batch a transaction, until one is not full. */
async function repeat(batch: () => Promise<number>): Promise<void> {
  while ((await batch()) === BATCH);
}
