import type { Selectable } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../platform/db/database.ts'
import type { DB } from '../../platform/db/schema.ts'
import { linkToken, linkTokenHash } from '../../platform/mail/link-token.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How long each kind of mailed link opens what it is for, in milliseconds. */
export const DUREES = {
  reinitialisation: 30 * MINUTE,
  deblocage: DAY,
  'nouvelle-adresse': DAY,
  'annulation-adresse': 7 * DAY,
  cloture: 30 * DAY,
  /** Opens nothing of its own: it only freezes. */
  alerte: 0,
  /** The same, after a public report. */
  signalement: 0,
} as const
export type GenreDeLien = keyof typeof DUREES

/** « Ce n’était pas moi »: whatever a link is for, its mail also freezes the account that long. */
export const GEL_MS = 30 * DAY

export interface NewLien {
  genre: GenreDeLien
  emailNormalise: string
  /** Absent until the job finds whether the address has an account. */
  usagerId?: string
  /** What the link brings about, e.g. the new address. */
  donnees?: Readonly<Record<string, string>>
  le: Date
}

/** Notes that a link is to be sent. @returns its id */
export async function insertLien(tx: Tx, lien: NewLien): Promise<string> {
  const id = uuidv7()
  await tx
    .insertInto('lien')
    .values({
      id,
      genre: lien.genre,
      email_normalise: lien.emailNormalise,
      usager_id: lien.usagerId ?? null,
      donnees: JSON.stringify(lien.donnees ?? {}),
      cree_le: lien.le,
      expire_le: new Date(lien.le.getTime() + DUREES[lien.genre]),
    })
    .execute()
  return id
}

/** Makes a noted link work, for the mail that carries it. @returns where its token comes from (`jetonDe` of the mail) */
export async function armLien(tx: Tx, linkKey: Buffer, id: string, usagerId: string): Promise<string> {
  const source = `lien:${id}`
  await tx
    .updateTable('lien')
    .set({ usager_id: usagerId, jeton_hash: linkTokenHash(linkToken(linkKey, source)) })
    .where('id', '=', id)
    .execute()
  return source
}

export interface LienSuivi {
  id: string
  genre: GenreDeLien
  usagerId: string
  emailNormalise: string
  donnees: Readonly<Record<string, string>>
}

/**
 * Finds the link of a token and holds its account, then its row may be changed: always in this order, as whoever
 * changes the account first and its links afterwards.
 */
async function holdAccountOf(tx: Tx, jeton: string): Promise<void> {
  const row = await tx
    .selectFrom('lien')
    .select('usager_id')
    .where('jeton_hash', '=', linkTokenHash(jeton))
    .executeTakeFirst()
  if (row?.usager_id)
    await tx.selectFrom('usager').select('id').where('id', '=', row.usager_id).forNoKeyUpdate().execute()
}

/** Uses a link for what it is for, once. @returns undefined when it served, has expired, or was never ours */
export async function useLien(
  tx: Tx,
  jeton: string,
  genre: GenreDeLien,
  now: Date,
): Promise<LienSuivi | undefined> {
  await holdAccountOf(tx, jeton)
  const row = await tx
    .updateTable('lien')
    .set({ utilise_le: now })
    .where('jeton_hash', '=', linkTokenHash(jeton))
    .where('genre', '=', genre)
    .where('utilise_le', 'is', null)
    .where('expire_le', '>', now)
    .returning(CHAMPS)
    .executeTakeFirst()
  return row && suivi(row)
}

const CHAMPS = ['id', 'genre', 'usager_id', 'email_normalise', 'donnees'] as const

function suivi(row: Pick<Selectable<DB['lien']>, (typeof CHAMPS)[number]>): LienSuivi | undefined {
  if (!row.usager_id) return undefined
  return {
    id: row.id,
    genre: row.genre as GenreDeLien,
    usagerId: row.usager_id,
    emailNormalise: row.email_normalise,
    donnees: row.donnees as Record<string, string>,
  }
}

/** « Ce n’était pas moi »: any mailed link of the last thirty days proves the mailbox, whatever else it was for. */
export async function findLienDeGel(tx: Tx, jeton: string, now: Date): Promise<LienSuivi | undefined> {
  await holdAccountOf(tx, jeton)
  const row = await tx
    .selectFrom('lien')
    .select(CHAMPS)
    .where('jeton_hash', '=', linkTokenHash(jeton))
    // Sent to a mailbox that nobody has proved to be the holder's.
    .where('genre', '!=', 'nouvelle-adresse')
    .where('cree_le', '>', new Date(now.getTime() - GEL_MS))
    .executeTakeFirst()
  return row && suivi(row)
}

/** What changes who may enter: left open, such a link would undo a new password or a freeze. */
const CHANGENT_L_ENTREE = ['reinitialisation', 'nouvelle-adresse'] as const satisfies readonly GenreDeLien[]

/** The links that could still change the password or the address open nothing any more. */
export async function retireLiensDEntree(tx: Tx, usagerId: string, now: Date): Promise<void> {
  for (const genre of CHANGENT_L_ENTREE) await retireLiens(tx, usagerId, genre, now)
}

/** The other links of one kind die with the one that served. */
export async function retireLiens(tx: Tx, usagerId: string, genre: GenreDeLien, now: Date): Promise<void> {
  await tx
    .updateTable('lien')
    .set({ utilise_le: now })
    .where('usager_id', '=', usagerId)
    .where('genre', '=', genre)
    .where('utilise_le', 'is', null)
    .execute()
}

/** How many links of one kind were mailed to a person since a moment. */
export async function countLiens(tx: Tx, usagerId: string, genre: GenreDeLien, since: Date): Promise<number> {
  const { mailed } = await tx
    .selectFrom('lien')
    .select((eb) => eb.fn.countAll<string>().as('mailed'))
    .where('usager_id', '=', usagerId)
    .where('genre', '=', genre)
    .where('jeton_hash', 'is not', null)
    .where('cree_le', '>', since)
    .executeTakeFirstOrThrow()
  return Number(mailed)
}
