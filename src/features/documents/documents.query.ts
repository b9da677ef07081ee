import { type RawBuilder, sql } from 'kysely'
import type { NatureDeDocument } from '../../formulaire/definition.ts'
import type { RefusDePiece } from '../../formulaire/refus-de-piece.ts'
import type { Db } from '../../platform/db/database.ts'
import { type EtatDePiece, isPieceId, MAX_DOCUMENTS, REFUSEE } from '../pieces/index.ts'
import { DocumentIntrouvable, type Usage } from './refusals.ts'
import type { Validite } from './validite.ts'

/** A document as « Mes documents » shows it. */
export interface DocumentVu {
  id: string
  nature: NatureDeDocument
  nom: string
  ajouteLe: Date
  dateDuDocument: string | null
  validite: Validite
  valableJusquAu: string | null
  genre: string
  taille: number
  etat: EtatDePiece
  /** Why it cannot serve. */
  refusee: RefusDePiece | null
  /** The demandes that were sent with it, the newest first; five at most. */
  demandes: readonly string[]
  /** The demandes under way that keep it from being deleted. */
  enCours: readonly Usage[]
}

// One content is one file, whatever the number of demandes: each is found by piece_par_fichier.
const DEMANDES = sql<string[]>`array(select r.reference from (
    select distinct dem.reference, dem.deposee_le from piece p join demande dem on dem.id = p.demande_id
    where p.fichier_id = d.fichier_id) r order by r.deposee_le desc limit 5)`
const EN_COURS = sql<Usage[]>`(select coalesce(json_agg(json_build_object('reference', r.reference,
    'reponseAvant', r.avant) order by r.reference), '[]') from (
    select distinct dem.reference, dem.decision_implicite_le as avant from piece p join demande dem on dem.id = p.demande_id
    where p.fichier_id = d.fichier_id and dem.statut in ('deposee', 'en_instruction', 'a_completer') limit 20) r)`

const documents = (where: RawBuilder<unknown>) => sql<DocumentVu>`
  select d.id, d.nature, d.nom, d.ajoute_le as "ajouteLe", d.date_du_document as "dateDuDocument", d.validite,
    d.valable_jusqu_au as "valableJusquAu", f.genre, f.taille, f.etat, ${sql.raw(REFUSEE)} as refusee, ${DEMANDES} as demandes, ${EN_COURS} as "enCours"
  from document d join fichier f on f.id = d.fichier_id
  where ${where} order by d.ajoute_le desc, d.id desc limit ${MAX_DOCUMENTS}`

/** Everything that a person keeps, the newest first, in one round trip: there are never more than `MAX_DOCUMENTS`. */
export async function documentsOf(db: Db, usagerId: string): Promise<readonly DocumentVu[]> {
  return (await documents(sql`d.usager_id = ${usagerId}`).execute(db)).rows
}

/** One of them. @throws DocumentIntrouvable */
export async function documentOf(db: Db, usagerId: string, id: string): Promise<DocumentVu> {
  if (!isPieceId(id)) throw new DocumentIntrouvable()
  const { rows } = await documents(sql`d.usager_id = ${usagerId} and d.id = ${id}`).execute(db)
  const [row] = rows
  if (!row) throw new DocumentIntrouvable()
  return row
}
