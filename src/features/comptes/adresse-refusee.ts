import type { Db } from '../../platform/db/database.ts'

/** The address of an account, where mail servers refuse our mails to it. */
export interface AdresseRefusee {
  email: string
  depuis: Date
}

/** @returns undefined while mails arrive */
export async function findAdresseRefusee(db: Db, usagerId: string): Promise<AdresseRefusee | undefined> {
  const row = await db
    .selectFrom('usager')
    .select(['email', 'adresse_refusee_le'])
    .where('id', '=', usagerId)
    .executeTakeFirst()
  return row?.adresse_refusee_le ? { email: row.email, depuis: row.adresse_refusee_le } : undefined
}
