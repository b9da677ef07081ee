import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextStatut, STATUTS_DE_PAIEMENT, statutsDePaiement } from './paiement.ts'
import type { EtatLu } from './prestataire.ts'

const LUS = ['accepte', 'refuse', 'annule', 'expire', 'erreur', 'en_cours', 'a_verifier', 'inconnu'] as const
const readings = fc.array(fc.tuple(fc.constantFrom<EtatLu>(...LUS), fc.boolean()), { maxLength: 12 })

test('whatever the order of what is read, an end stays an end, but for money that moved', () => {
  fc.assert(
    fc.property(readings, (said) => {
      let statut: (typeof STATUTS_DE_PAIEMENT)[number] = 'prepare'
      for (const [lu, conforme] of said) {
        const next = nextStatut(statut, lu, conforme)
        if (statutsDePaiement[statut].final && next !== statut)
          expect([lu, conforme, next]).toEqual(['accepte', true, 'accepte'])
        statut = next
      }
      // Accepted as ordered once, accepted for good.
      if (said.some(([lu, conforme]) => lu === 'accepte' && conforme)) expect(statut).toBe('accepte')
    }),
  )
})

test.each([
  ['prepare', 'en_cours', true, 'en_cours'],
  ['en_cours', 'inconnu', true, 'en_cours'],
  ['en_cours', 'accepte', false, 'a_verifier'],
  ['a_verifier', 'accepte', true, 'accepte'],
  ['a_verifier', 'refuse', true, 'refuse'],
  ['a_verifier', 'en_cours', true, 'a_verifier'],
  ['expire', 'accepte', true, 'accepte'],
  ['accepte', 'annule', true, 'accepte'],
] as const)('%s, reading %s (as ordered: %s): %s', (de, lu, conforme, vers) => {
  expect(nextStatut(de, lu, conforme)).toBe(vers)
})
