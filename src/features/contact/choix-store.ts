import type { Db, Tx } from '../../platform/db/database.ts'
import { type Choix, GENRES_LIBRES, type GenreLibre } from './genres.ts'

/** What a person chose; by mail where they chose nothing. */
export async function choixOf(db: Db | Tx, usagerId: string): Promise<Choix> {
  const rows = await db
    .selectFrom('choix_de_contact')
    .select(['genre', 'courriel'])
    .where('usager_id', '=', usagerId)
    .execute()
  const dits = new Map(rows.map(({ genre, courriel }) => [genre, courriel]))
  return Object.fromEntries(GENRES_LIBRES.map((genre) => [genre, dits.get(genre) ?? true])) as Choix
}

/** Whether a message of this kind also goes by mail. Asked in the transaction that would queue it. */
export async function wantsMail(tx: Tx, usagerId: string, genre: GenreLibre): Promise<boolean> {
  const row = await tx
    .selectFrom('choix_de_contact')
    .select('courriel')
    .where('usager_id', '=', usagerId)
    .where('genre', '=', genre)
    .executeTakeFirst()
  return row?.courriel ?? true
}

export async function upsertChoix(tx: Tx, usagerId: string, choix: Choix, le: Date): Promise<void> {
  await tx
    .insertInto('choix_de_contact')
    .values(
      GENRES_LIBRES.map((genre) => ({
        usager_id: usagerId,
        genre,
        courriel: choix[genre],
        choisi_le: le,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['usager_id', 'genre']).doUpdateSet((eb) => ({
        courriel: eb.ref('excluded.courriel'),
        choisi_le: eb.ref('excluded.choisi_le'),
      })),
    )
    .execute()
}
