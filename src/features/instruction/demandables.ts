import type { documentsDuFormulaire } from '../demandes/index.ts'
import { aRemplacer, type PieceVue, type SortDePiece } from '../pieces/index.ts'
import type { Demandable } from './elements-saisis.ts'

/** What a complement may ask for with one choice: documents to replace first, then every document of the form. */
export function demandablesOf(
  champs: ReturnType<typeof documentsDuFormulaire>,
  pieces: readonly PieceVue[],
  sorts: ReadonlyMap<string, SortDePiece>,
): Demandable[] {
  const refusees = pieces.filter((piece) => aRemplacer(piece, sorts.get(piece.id)))
  const libelleOf = (piece: PieceVue): string =>
    champs.find(({ chemin }) => chemin === piece.champ)?.libelle ?? 'Un autre document'
  return [
    ...refusees.map((piece) => ({
      cle: `piece:${piece.id}`,
      libelle: `${libelleOf(piece)}, à la place de « ${piece.nomFichier} »`,
      champ: piece.champ,
      pieceId: piece.id,
    })),
    ...champs
      .filter(({ chemin }) => refusees.every(({ champ }) => champ !== chemin))
      .map(({ chemin, libelle }) => ({ cle: `champ:${chemin}`, libelle, champ: chemin })),
  ]
}
