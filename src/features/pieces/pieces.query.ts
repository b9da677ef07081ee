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
  'id',
  'champ',
  'nom_fichier as nomFichier',
  'genre',
  'taille',
  'etat',
  'recue_le as recueLe',
] as const

export async function piecesOfBrouillon(db: Db | Tx, brouillonId: string): Promise<PieceVue[]> {
  const rows = await db
    .selectFrom('piece')
    .select(COLUMNS)
    .where('brouillon_id', '=', brouillonId)
    .orderBy('id')
    .execute()
  return rows as PieceVue[]
}

export async function piecesOfDemande(db: Db | Tx, demandeId: string): Promise<PieceVue[]> {
  const rows = await db
    .selectFrom('piece')
    .select(COLUMNS)
    .where('demande_id', '=', demandeId)
    .orderBy('id')
    .execute()
  return rows as PieceVue[]
}

/** Documents waiting to be sent with the answer to a complement. */
export async function piecesOfComplement(db: Db | Tx, complementId: string): Promise<PieceVue[]> {
  const rows = await db
    .selectFrom('piece')
    .select(COLUMNS)
    .where('complement_id', '=', complementId)
    .where('demande_id', 'is', null)
    .orderBy('id')
    .execute()
  return rows as PieceVue[]
}
