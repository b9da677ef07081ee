import fc from 'fast-check'
import { expect, test } from 'vitest'
import { preuveDe, racineDe, racineProuvee } from './merkle.ts'

const feuilles = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 40 })

test('the roots of RFC 9162 for no leaf and for one empty leaf', () => {
  expect(racineDe([]).toString('hex')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
  expect(racineDe([new Uint8Array()]).toString('hex')).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
})

test('each leaf is proved to the root, and to no other place of it', () => {
  fc.assert(
    fc.property(feuilles, fc.nat(), (leaves, seed) => {
      const rang = seed % leaves.length
      const leaf = leaves[rang] ?? new Uint8Array()
      const proof = preuveDe(leaves, rang)
      const root = racineDe(leaves)
      expect(racineProuvee(leaf, rang, leaves.length, proof)).toEqual(root)
      const changed = Uint8Array.from(leaf, (byte, i) => (i === 0 ? byte ^ 1 : byte))
      expect(racineProuvee(changed, rang, leaves.length, proof)).not.toEqual(root)
      expect(racineProuvee(leaf, rang, leaves.length, [...proof, Buffer.alloc(32)])).not.toEqual(root)
      expect(racineProuvee(leaf, leaves.length, leaves.length, proof)).toBeUndefined()
    }),
  )
})

test('two leaves exchanged make another root', () => {
  const leaves = [1, 2, 3].map((byte) => Buffer.alloc(32, byte))
  const [a, b, c] = leaves
  expect(racineDe([b, a, c].flatMap((leaf) => leaf ?? []))).not.toEqual(racineDe(leaves))
})
