import type { Db } from '../../platform/db/database.ts'

/** A closing that is over, or goes on; without a reason, an interruption that nobody planned. */
export interface FermeturePassee {
  numero: number
  demarche: string | null
  debut: Date
  fin: Date
  motif: string | null
}

/** The closings that began, from a moment to another, the last first; and since when the portal is watched. */
export async function fermeturesEntre(
  db: Db,
  from: Date,
  now: Date,
): Promise<{ fermetures: FermeturePassee[]; depuis: Date | undefined }> {
  const [fermetures, battement] = await Promise.all([
    db
      .selectFrom('fermeture')
      .select(['numero', 'demarche', 'debut', 'fin', 'motif'])
      .where('annulee_le', 'is', null)
      .where('fin', '>', from)
      .where('debut', '<=', now)
      .orderBy('debut', 'desc')
      .limit(500)
      .execute(),
    db.selectFrom('battement').select('depuis').executeTakeFirst(),
  ])
  return { fermetures, depuis: battement?.depuis }
}

/** A closing that is over. */
export function fermeturePassee(db: Db, numero: number, now: Date): Promise<FermeturePassee | undefined> {
  return db
    .selectFrom('fermeture')
    .select(['numero', 'demarche', 'debut', 'fin', 'motif'])
    .where('numero', '=', numero)
    .where('annulee_le', 'is', null)
    .where('fin', '<=', now)
    .executeTakeFirst()
}
