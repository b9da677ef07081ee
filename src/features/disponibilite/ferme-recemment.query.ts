import type { Db } from '../../platform/db/database.ts'
import { INTERRUPTION_MS } from './battement.ts'

const JOUR_MS = 86_400_000

/**
 * Whether the portal, or any démarche, was closed at some moment of the last day, or does not answer now: what erases
 * for good waits another night, so that nobody loses what they could not use that evening.
 */
export async function fermeRecemment(db: Db, now: Date): Promise<boolean> {
  const [closing, beat] = await Promise.all([
    db
      .selectFrom('fermeture')
      .select('numero')
      .where('annulee_le', 'is', null)
      .where('debut', '<=', now)
      .where('fin', '>', new Date(now.getTime() - JOUR_MS))
      .limit(1)
      .executeTakeFirst(),
    db.selectFrom('battement').select('dernier').executeTakeFirst(),
  ])
  const silent = beat !== undefined && now.getTime() - beat.dernier.getTime() >= INTERRUPTION_MS
  return closing !== undefined || silent
}
