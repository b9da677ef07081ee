import { createHash } from 'node:crypto'

const hash = (...parts: readonly Uint8Array[]): Buffer => {
  const all = createHash('sha256')
  for (const part of parts) all.update(part)
  return all.digest()
}
// A leaf can never be taken for a node (RFC 9162, 2.1.1).
const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

/** The greatest power of two that is smaller than `count`. */
function splitOf(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** The Merkle tree hash of the leaves (RFC 9162, 2.1.1). */
export function racineDe(feuilles: readonly Uint8Array[]): Buffer {
  const [only] = feuilles
  if (!only) return hash()
  if (feuilles.length === 1) return hash(LEAF, only)
  const split = splitOf(feuilles.length)
  return hash(NODE, racineDe(feuilles.slice(0, split)), racineDe(feuilles.slice(split)))
}

/** What proves that the leaf of this rank is under the root: the hashes beside its way up (RFC 9162, 2.1.3.1). */
export function preuveDe(feuilles: readonly Uint8Array[], rang: number): Buffer[] {
  if (feuilles.length <= 1) return []
  const split = splitOf(feuilles.length)
  const [left, right] = [feuilles.slice(0, split), feuilles.slice(split)]
  return rang < split
    ? [...preuveDe(left, rang), racineDe(right)]
    : [...preuveDe(right, rang - split), racineDe(left)]
}

/** The root that a leaf and its proof lead to; undefined when the proof has not the length that it must have. */
export function racineProuvee(
  feuille: Uint8Array,
  rang: number,
  lignes: number,
  preuve: readonly Uint8Array[],
): Buffer | undefined {
  if (!Number.isInteger(rang) || rang < 0 || rang >= lignes) return undefined
  if (lignes === 1) return preuve.length === 0 ? hash(LEAF, feuille) : undefined
  const [rest, last] = [preuve.slice(0, -1), preuve.at(-1)]
  if (!last) return undefined
  const split = splitOf(lignes)
  const below =
    rang < split
      ? racineProuvee(feuille, rang, split, rest)
      : racineProuvee(feuille, rang - split, lignes - split, rest)
  if (!below) return undefined
  return rang < split ? hash(NODE, below, last) : hash(NODE, last, below)
}
