import { type Selectable, sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { JournalSceau } from '../db/schema.ts'
import type { LigneScellee, SceauScelle } from './empreinte.ts'

export interface LigneLue extends LigneScellee {
  /** The fingerprint that the base keeps, in hexadecimal. */
  empreinte: string
}

export interface SceauLu extends SceauScelle {
  empreinte: string
  attestation: string
}

/** The fields of a line in the text that is hashed; `j` is the journal. */
export const CHAMPS_DE_LIGNE = sql`j.id::text as id,
  to_char(j.le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as le, j.acteur, j.acteur_id::text as "acteurId",
  j.action, j.demande_id::text as "demandeId", j.objet_id::text as "objetId", j.donnees::text as donnees,
  encode(j.precedent, 'hex') as precedent, encode(j.empreinte, 'hex') as empreinte`

/** Seals from this number on, in their order, `limit` at most. */
export async function readSceaux(db: Db, depuis: number, limit: number): Promise<SceauLu[]> {
  const rows = await db
    .selectFrom('journal_sceau')
    .selectAll()
    .where('numero', '>=', depuis)
    .orderBy('numero')
    .limit(limit)
    .execute()
  return rows.map(sceauOf)
}

/** These seals, in their order. */
export async function readSceauxNumbered(db: Db, numeros: readonly number[]): Promise<SceauLu[]> {
  const rows = await db
    .selectFrom('journal_sceau')
    .selectAll()
    .where('numero', '=', (eb) => eb.fn.any(eb.val([...numeros])))
    .orderBy('numero')
    .execute()
  return rows.map(sceauOf)
}

const sceauOf = (row: Selectable<JournalSceau>): SceauLu => ({
  numero: row.numero,
  apresId: row.apres_id,
  jusquAId: row.jusqu_a_id,
  lignes: row.lignes,
  racine: row.racine.toString('hex'),
  scelleLe: row.scelle_le.toISOString(),
  precedent: row.precedent ? row.precedent.toString('hex') : null,
  empreinte: row.empreinte.toString('hex'),
  attestation: row.attestation.toString('hex'),
})

/** The newest seal; undefined while nothing is sealed. */
export async function dernierSceau(db: Db): Promise<SceauLu | undefined> {
  const last = await db
    .selectFrom('journal_sceau')
    .select('numero')
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last && (await readSceaux(db, last.numero, 1))[0]
}

export interface LigneAVerifier extends LigneLue {
  /** Whether the line that it follows stands before it in the same demande, or it is the first. */
  suitUneLigne: boolean
}

/** The lines after an id, in the order of their ids, `limit` at most, up to `jusquA` when given. */
export async function readLignes(
  db: Db,
  apresId: string,
  limit: number,
  jusquA?: string,
): Promise<LigneAVerifier[]> {
  const { rows } = await sql<LigneAVerifier>`select ${CHAMPS_DE_LIGNE},
      case when j.precedent is null then not exists (select from journal p where p.demande_id = j.demande_id
          and p.id < j.id)
        else exists (select from journal p where p.demande_id = j.demande_id and p.id < j.id
          and p.empreinte = j.precedent) end as "suitUneLigne"
    from journal j where j.id > ${apresId}::bigint
      and j.id <= ${jusquA ?? '9223372036854775807'}::bigint
    order by j.id limit ${limit}`.execute(db)
  return rows
}
