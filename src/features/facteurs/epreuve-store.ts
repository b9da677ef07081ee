import { type Insertable, type Selectable, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { DB } from '../../platform/db/schema.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import type { Titulaire } from './facteur.ts'
import { EpreuvePerimee } from './refusals.ts'

export const EPREUVE_MS = 5 * 60_000
const MAX_ESSAIS = 5

export interface Epreuve {
  id: string
  titulaire: Titulaire
  /** The challenge, or the sealed secret that waits for its first code. */
  defi: string
  creeeLe: Date
}

/** Which challenge, and the key of the browser that shows it. */
export interface EpreuveMontree {
  id: string
  thumbprint: string
}

const proprietaire = ({ kind, id }: Titulaire): Pick<Insertable<DB['epreuve']>, 'usager_id' | 'agent_id'> =>
  kind === 'usager' ? { usager_id: id } : { agent_id: id }

/** @param defi made from the new challenge's id, where its seal names it */
export async function insertEpreuve(
  tx: Tx,
  epreuve: {
    titulaire: Titulaire
    usage: 'connexion' | 'ajout'
    thumbprint: string
    defi: string | ((id: string) => string)
    le: Date
  },
): Promise<string> {
  const id = uuidv7()
  await tx
    .insertInto('epreuve')
    .values({
      id,
      ...proprietaire(epreuve.titulaire),
      usage: epreuve.usage,
      defi: typeof epreuve.defi === 'string' ? epreuve.defi : epreuve.defi(id),
      cle_empreinte: epreuve.thumbprint,
      expire_le: new Date(epreuve.le.getTime() + EPREUVE_MS),
    })
    .execute()
  return id
}

function toEpreuve(row: Selectable<DB['epreuve']>): Epreuve {
  const titulaire: Titulaire = row.usager_id
    ? { kind: 'usager', id: row.usager_id }
    : { kind: 'agent', id: row.agent_id ?? '' }
  return { id: row.id, titulaire, defi: row.defi, creeeLe: new Date(row.expire_le.getTime() - EPREUVE_MS) }
}

/** The challenge of a sign-in, while it may still be answered. */
export async function findConnexion(
  db: Db,
  { id, thumbprint }: EpreuveMontree,
  pour: Titulaire['kind'],
  now: Date,
): Promise<Epreuve | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('epreuve')
    .selectAll()
    .where('id', '=', id)
    .where('usage', '=', 'connexion')
    .where(`${pour}_id`, 'is not', null)
    .where('cle_empreinte', '=', thumbprint)
    .where('expire_le', '>', now)
    .where('essais', '<', MAX_ESSAIS)
    .executeTakeFirst()
  return row && toEpreuve(row)
}

/** Takes one of the five tries, before the answer is looked at. @throws EpreuvePerimee */
export async function takeTry(db: Db, id: string): Promise<void> {
  const row = await db
    .updateTable('epreuve')
    .set({ essais: sql`essais + 1` })
    .where('id', '=', id)
    .where('essais', '<', MAX_ESSAIS)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new EpreuvePerimee()
}

/** The challenge has served: of several answers at once, one gets through. @throws EpreuvePerimee */
export async function spendEpreuve(tx: Tx, id: string): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('epreuve').where('id', '=', id).executeTakeFirst()
  if (numDeletedRows !== 1n) throw new EpreuvePerimee()
}

/** The challenge of an addition by a signed-in person. @throws EpreuvePerimee */
export async function getAjout(
  db: Db | Tx,
  { id, thumbprint }: EpreuveMontree,
  { kind, id: titulaireId }: Titulaire,
  now: Date,
): Promise<Epreuve> {
  if (!isUuid(id)) throw new EpreuvePerimee()
  const row = await db
    .selectFrom('epreuve')
    .selectAll()
    .where('id', '=', id)
    .where('usage', '=', 'ajout')
    .where(`${kind}_id`, '=', titulaireId)
    .where('cle_empreinte', '=', thumbprint)
    .where('expire_le', '>', now)
    .executeTakeFirst()
  if (!row) throw new EpreuvePerimee()
  return toEpreuve(row)
}

/** With another password: what was begun by the former one is over. To be called once the new one is written. */
export async function dropEpreuves(tx: Tx, titulaire: Titulaire): Promise<void> {
  const whose = titulaire.kind === 'usager' ? 'usager_id' : 'agent_id'
  await tx.deleteFrom('epreuve').where(whose, '=', titulaire.id).execute()
}

/** Nightly: what nobody answered in time. */
export async function purgeEpreuves(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('epreuve').where('expire_le', '<', now).execute()
}
