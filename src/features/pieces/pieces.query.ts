import { sql } from 'kysely'
import type { PieceRecue } from '../../formulaire/definition.ts'
import type { RefusDePiece } from '../../formulaire/refus-de-piece.ts'
import type { Alerte } from '../../platform/cleaning/cleaned.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { EtatDePiece } from './piece.ts'

export interface PieceVue {
  id: string
  /** `racine.<champ>` or `<groupe>.<instance>.<champ>`; `complement.<rank>` for a document that no field asked for. */
  champ: string
  /** The complement that it answers. */
  complementId: string | null
  nomFichier: string
  genre: string
  taille: number
  etat: EtatDePiece
  /** Why it does not count as received. */
  refusee: RefusDePiece | null
  alertes: Alerte[]
  recueLe: Date
}

/** Why a document does not count, where `fichier` is joined as `f`. */
export const REFUSEE = `case f.etat when 'infectee' then 'virus' when 'ecartee' then f.motif end`

const COLUMNS = [
  'piece.id',
  'champ',
  'complement_id as complementId',
  'nom_fichier as nomFichier',
  'genre',
  'taille',
  'etat',
  'alertes',
  sql<RefusDePiece | null>`${sql.raw(REFUSEE.replaceAll('f.', 'fichier.'))}`.as('refusee'),
  'recue_le as recueLe',
] as const

/**
 * The documents of a brouillon as the form engine reads them, for a query on `brouillon`: a round trip less on every
 * page. Not for a `select … for update`: the row that was waited for is read anew, what is joined to it is not.
 */
export const PIECES_RECUES = `(
  select coalesce(json_agg(json_build_object('id', p.id, 'chemin', p.champ, 'nomFichier', p.nom_fichier,
    'refusee', ${REFUSEE}) order by p.id), '[]')
  from piece p join fichier f on f.id = p.fichier_id where p.brouillon_id = brouillon.id)`

/** Documents as the form engine reads them. */
export const recuesDe = (pieces: readonly PieceVue[]): PieceRecue[] =>
  pieces.map(({ id, champ, nomFichier, refusee }) => ({ id, chemin: champ, nomFichier, refusee }))

export async function piecesOfBrouillon(db: Db | Tx, brouillonId: string): Promise<PieceVue[]> {
  const rows = await db
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .select(COLUMNS)
    .where('brouillon_id', '=', brouillonId)
    .orderBy('piece.id')
    .execute()
  return rows as PieceVue[]
}

export async function piecesOfDemande(db: Db | Tx, demandeId: string): Promise<PieceVue[]> {
  const rows = await db
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .select(COLUMNS)
    .where('demande_id', '=', demandeId)
    .orderBy('piece.id')
    .execute()
  return rows as PieceVue[]
}

/** Documents waiting to be sent with the answer to a complement. */
export async function piecesOfComplement(db: Db | Tx, complementId: string): Promise<PieceVue[]> {
  const rows = await db
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .select(COLUMNS)
    .where('complement_id', '=', complementId)
    .where('demande_id', 'is', null)
    .orderBy('piece.id')
    .execute()
  return rows as PieceVue[]
}
