import type { Db, Tx } from '../../platform/db/database.ts'
import type { EtatDePiece } from './piece.ts'

export interface PieceVue {
  id: string
  /** `racine.<champ>` or `<groupe>.<instance>.<champ>`; `complement` for a document sent later. */
  champ: string
  nomFichier: string
  genre: string
  taille: number
  etat: EtatDePiece
  recueLe: Date
}

const COLUMNS = [
  'piece.id',
  'champ',
  'nom_fichier as nomFichier',
  'genre',
  'taille',
  'etat',
  'recue_le as recueLe',
] as const

/**
 * The documents of a brouillon as the form engine reads them, for a query on `brouillon`: a round trip less on every
 * page. Not for a `select … for update`: the row that was waited for is read anew, what is joined to it is not.
 */
export const PIECES_RECUES = `(
  select coalesce(json_agg(json_build_object('id', p.id, 'chemin', p.champ, 'nomFichier', p.nom_fichier)
    order by p.id), '[]')
  from piece p where p.brouillon_id = brouillon.id)`

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
