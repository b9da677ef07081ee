import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import {
  operationDe,
  peutPasser,
  peutValider,
  prochaineSequence,
  resteARendre,
  STATUTS_DE_REMBOURSEMENT,
  type StatutDeRemboursement,
  seuilDeValidation,
  statutsDeRemboursement,
} from './remboursement.ts'
import { parseMotif, parseRemboursement } from './remboursement-saisie.ts'

const PASSAGES: readonly [StatutDeRemboursement, StatutDeRemboursement][] = [
  ['a_valider', 'a_envoyer'],
  ['a_valider', 'refuse'],
  ['a_valider', 'abandonne'],
  ['a_envoyer', 'envoye'],
  ['a_envoyer', 'fait'],
  ['a_envoyer', 'abandonne'],
  ['envoye', 'fait'],
  ['envoye', 'refuse'],
  ['envoye', 'incertain'],
  ['envoye', 'a_envoyer'],
  ['incertain', 'fait'],
  ['incertain', 'a_envoyer'],
  ['incertain', 'abandonne'],
  ['abandonne', 'fait'],
]

test.each(
  STATUTS_DE_REMBOURSEMENT.flatMap((de) => STATUTS_DE_REMBOURSEMENT.map((vers) => [de, vers] as const)),
)('from %s to %s, as the table says', (de, vers) => {
  expect(peutPasser(de, vers)).toBe(PASSAGES.some(([from, to]) => from === de && to === vers))
})

test('money that went back never comes back into play, and nothing is sent before it was approved', () => {
  expect(statutsDeRemboursement.fait.vers).toEqual([])
  expect(STATUTS_DE_REMBOURSEMENT.filter((de) => peutPasser(de, 'envoye'))).toEqual(['a_envoyer'])
})

const orders = fc.array(
  fc.record({
    montantCents: fc.integer({ min: 1, max: 500 }),
    statut: fc.constantFrom(...STATUTS_DE_REMBOURSEMENT),
  }),
  { maxLength: 12 },
)

test('whatever was asked before, what is left and what counts make the payment; numbers only rise', () => {
  fc.assert(
    fc.property(orders, (rows) => {
      const deja = rows.map((row, i) => ({ ...row, sequence: i + 1 }))
      const given = deja
        .filter(({ statut }) => statut !== 'refuse' && statut !== 'abandonne')
        .reduce((sum, { montantCents }) => sum + montantCents, 0)
      expect(resteARendre(10_000, deja) + given).toBe(10_000)
      expect(prochaineSequence(deja)).toBe(rows.length + 1)
      const nothing = given === 0
      expect(operationDe({ moyen: 'carte', montantCents: 10_000 }, 10_000, deja)).toBe(
        nothing ? 'annulation' : 'remboursement',
      )
      expect(operationDe({ moyen: 'carte', montantCents: 10_000 }, 9_999, deja)).toBe('remboursement')
      expect(operationDe({ moyen: 'cheque', montantCents: 10_000 }, 10_000, deja)).toBe('virement')
    }),
  )
})

test.each([
  ['12,50', 1250],
  ['12.5', 1250],
  ['22', 2200],
  ['22,00 €', 2200],
  ['0,01', 1],
  [' 1 234,56 ', 123_456],
])('« %s » is %i cents', (montant, montantCents) => {
  const motif = 'Une raison.'
  expect(parseRemboursement({ montant, motif }, 200_000)).toEqual({
    ok: true,
    valeur: { montantCents, motif },
  })
})

test.each([
  ['', /par exemple 12,50/],
  ['0', /par exemple/],
  ['-5', /par exemple/],
  ['douze', /par exemple/],
  ['1e3', /par exemple/],
  ['12,505', /deux chiffres au plus/],
  ['22,01', /22,00\s€ au plus/],
  ['99999999999', /au plus/],
])('« %s » is no amount to give back of 22 €', (montant, message) => {
  expect(parseRemboursement({ montant, motif: 'Une raison.' }, 2200)).toEqual({
    ok: false,
    erreurs: { montant: expect.stringMatching(message) },
  })
})

test('a reason has five characters at least and five hundred at most, as in the base', () => {
  expect(parseMotif('  non ')).toMatchObject({ ok: false })
  expect(parseMotif('x'.repeat(501))).toMatchObject({ ok: false })
  expect(parseMotif('x'.repeat(500))).toMatchObject({ ok: true })
  expect(parseMotif('a😀b😀')).toMatchObject({ ok: false })
})

test('four eyes: another régisseur or a responsable, never whoever asked, never who only reads', () => {
  const asked = { statut: 'a_valider', demandePar: 'rose' } as const
  expect(peutValider({ agentId: 'rose', role: 'regisseur' }, asked)).toBe(false)
  expect(peutValider({ agentId: 'rose', role: 'responsable' }, asked)).toBe(false)
  expect(peutValider({ agentId: 'noe', role: 'regisseur' }, asked)).toBe(true)
  expect(peutValider({ agentId: 'noe', role: 'responsable' }, asked)).toBe(true)
  expect(peutValider({ agentId: 'noe', role: 'administrateur' }, asked)).toBe(false)
  expect(peutValider({ agentId: 'noe', role: 'regisseur' }, { ...asked, statut: 'envoye' })).toBe(false)
})

test('the threshold is 100 € unless the configuration says another whole amount', () => {
  expect(seuilDeValidation(collectiviteDEssai)).toBe(10_000)
  expect(seuilDeValidation({ remboursements: { validationAuDelaDeCents: 0 } })).toBe(0)
  for (const validationAuDelaDeCents of [-1, 0.5, Number.NaN, 2 ** 60])
    expect(() => seuilDeValidation({ remboursements: { validationAuDelaDeCents } })).toThrow(
      /collectivite\.ts/,
    )
})
