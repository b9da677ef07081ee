import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { type Facteurs, hasFacteur, type Titulaire } from './facteur.ts'

const owner = ({ kind }: Titulaire) => `${kind}_id` as const

/** Factors of one person are changed one at a time. */
export async function lockTitulaire(tx: Tx, { kind, id }: Titulaire): Promise<void> {
  await sql`select from ${sql.table(kind)} where id = ${id} for no key update`.execute(tx)
}

/** The factors of a person. An agent always has an application. */
export async function facteursDe(db: Db | Tx, titulaire: Titulaire): Promise<Facteurs> {
  const cles = await db
    .selectFrom('cle_d_acces')
    .select(['id', 'nom', 'cree_le as creeLe', 'utilisee_le as utiliseeLe'])
    .where(owner(titulaire), '=', titulaire.id)
    .orderBy('cree_le')
    .orderBy('id')
    .execute()
  if (titulaire.kind === 'agent') return { cles, application: true, codesRestants: 0 }
  const { application, restants } = await db
    .selectFrom('usager')
    .select((eb) => [
      eb('totp_chiffre', 'is not', null).as('application'),
      eb
        .selectFrom('code_de_secours')
        .select(eb.fn.countAll<string>().as('n'))
        .whereRef('usager_id', '=', 'usager.id')
        .where('utilise_le', 'is', null)
        .as('restants'),
    ])
    .where('id', '=', titulaire.id)
    .executeTakeFirstOrThrow()
  return { cles, application: Boolean(application), codesRestants: Number(restants) }
}

/** Whether a sign-in has a second step: one read, for every sign-in asks it. An agent has it for the sake of a key. */
export async function hasSecondStep(db: Db | Tx, { kind, id }: Titulaire): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`
    select exists (select from cle_d_acces where ${sql.ref(`${kind}_id`)} = ${id})
      or exists (select from usager where id = ${kind === 'usager' ? id : null} and totp_chiffre is not null) as oui`.execute(
    db,
  )
  return rows[0]?.oui ?? false
}

export async function connues(db: Db | Tx, titulaire: Titulaire) {
  return db
    .selectFrom('cle_d_acces')
    .select(['id', 'transports'])
    .where(owner(titulaire), '=', titulaire.id)
    .orderBy('cree_le')
    .execute()
}

export interface NewCle {
  id: string
  nom: string
  clePublique: Buffer
  compteur: number
  transports: string[]
}

/** @returns false when the key is registered already, by whomever */
export async function insertCle(tx: Tx, titulaire: Titulaire, cle: NewCle, le: Date): Promise<boolean> {
  const created = await tx
    .insertInto('cle_d_acces')
    .values({
      id: cle.id,
      [owner(titulaire)]: titulaire.id,
      nom: cle.nom,
      cle_publique: cle.clePublique,
      compteur: String(cle.compteur),
      transports: cle.transports,
      cree_le: le,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return created !== undefined
}

/** @returns whether there was such a key of this person */
export async function deleteCle(tx: Tx, titulaire: Titulaire, id: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('cle_d_acces')
    .where('id', '=', id)
    .where(owner(titulaire), '=', titulaire.id)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

export async function findCle(db: Db, titulaire: Titulaire, id: string) {
  const row = await db
    .selectFrom('cle_d_acces')
    .select(['id', 'cle_publique', 'compteur'])
    .where('id', '=', id)
    .where(owner(titulaire), '=', titulaire.id)
    .executeTakeFirst()
  return row && { id: row.id, clePublique: row.cle_publique, compteur: Number(row.compteur) }
}

/** Notes the use of a key. @returns false when another use came first: its counter went further, or the key is gone */
export async function spendCounter(tx: Tx, id: string, compteur: number, le: Date): Promise<boolean> {
  const spent = await tx
    .updateTable('cle_d_acces')
    .set({ compteur: String(compteur), utilisee_le: le })
    .where('id', '=', id)
    // Keys that do not count (synchronised ones) stay at zero.
    .where(sql<boolean>`compteur < ${compteur} or (compteur = 0 and ${compteur} = 0)`)
    .returning('id')
    .executeTakeFirst()
  return spent !== undefined
}

/** The sealed secret of the application; null when there is none. */
export async function findTotp(db: Db, { kind, id }: Titulaire): Promise<Buffer | null> {
  const row = await db.selectFrom(kind).select('totp_chiffre').where('id', '=', id).executeTakeFirst()
  return row?.totp_chiffre ?? null
}

/** A code serves once, and none older than it after it. @returns false when it served */
export async function spendTotpStep(tx: Tx, { kind, id }: Titulaire, step: number): Promise<boolean> {
  const { rows } = await sql`update ${sql.table(kind)} set totp_dernier_pas = ${step}
    where id = ${id} and totp_dernier_pas < ${step} returning id`.execute(tx)
  return rows.length === 1
}

export async function replaceCodes(tx: Tx, usagerId: string, empreintes: readonly Buffer[]): Promise<void> {
  await tx.deleteFrom('code_de_secours').where('usager_id', '=', usagerId).execute()
  if (empreintes.length === 0) return
  await tx
    .insertInto('code_de_secours')
    .values(empreintes.map((empreinte) => ({ usager_id: usagerId, empreinte })))
    .execute()
}

/** @returns false when it is not one of the person's, or served */
export async function spendCode(tx: Tx, usagerId: string, empreinte: Buffer, le: Date): Promise<boolean> {
  const spent = await tx
    .updateTable('code_de_secours')
    .set({ utilise_le: le })
    .where('usager_id', '=', usagerId)
    .where('empreinte', '=', empreinte)
    .where('utilise_le', 'is', null)
    .returning('empreinte')
    .executeTakeFirst()
  return spent !== undefined
}

/** Recovery codes stand in for a factor: without one they open nothing and are dropped. */
export async function dropCodesWithLastFacteur(tx: Tx, titulaire: Titulaire): Promise<void> {
  if (titulaire.kind === 'usager' && !hasFacteur(await facteursDe(tx, titulaire)))
    await replaceCodes(tx, titulaire.id, [])
}

/** Holds the person's own row until the end of the transaction. */
export async function holdTitulaire(tx: Tx, { kind, id }: Titulaire): Promise<void> {
  await tx.selectFrom(kind).select('id').where('id', '=', id).forNoKeyUpdate().execute()
}
