import type { PieceVue } from '../pieces/index.ts'
import { champDElement, type ElementVue } from './complement.ts'

/** Documents of answers that were received before each element kept its own. */
export const SANS_ELEMENT = 0

/**
 * The documents that were sent with each element of a complement, by its rank; SANS_ELEMENT holds those that are known
 * to answer the complement and no more.
 */
export function piecesDElements(
  { id, elements }: { id: string; elements: readonly ElementVue[] },
  pieces: readonly PieceVue[],
): ReadonlyMap<number, PieceVue[]> {
  const rangDe = ({ champ }: PieceVue): number =>
    elements.find((element) => (element.champ ?? champDElement(element.rang)) === champ)?.rang ?? SANS_ELEMENT
  return Map.groupBy(
    pieces.filter(({ complementId }) => complementId === id),
    rangDe,
  )
}
