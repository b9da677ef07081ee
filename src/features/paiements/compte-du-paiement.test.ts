import { expect, test } from 'vitest'
import { compteOf } from './compte-du-paiement.ts'

const paid = (montantCents: number, renduCents = 0, statut = 'accepte') => ({
  statut,
  impaye: false,
  montantCents,
  renduCents,
})

test.each([
  ['nothing paid: what is due is not a rest of a payment', [], 2200, [0, 0, 0]],
  ['refused attempts are no money', [paid(2200, 0, 'refuse'), paid(2200, 0, 'annule')], 2200, [0, 0, 0]],
  ['paid', [paid(2200)], 2200, [2200, 0, 0]],
  ['a decision lowered it', [paid(2200)], 1000, [2200, 1200, 0]],
  ['nothing is due any more', [paid(2200)], 0, [2200, 2200, 0]],
  ['given back since', [paid(2200, 1200)], 1000, [1000, 0, 0]],
  ['paid twice', [paid(2200), paid(2200)], 2200, [4400, 2200, 0]],
  ['paid twice, one given back', [paid(2200), paid(2200, 2200)], 2200, [2200, 0, 0]],
  ['a decision granted more', [paid(1000)], 2200, [1000, 0, 1200]],
  ['a cheque that the bank did not pay', [{ ...paid(2200), impaye: true }], 2200, [0, 0, 0]],
  ['a decision is waited for: nobody can say', [paid(2200)], null, [2200, 0, 0]],
] as const)('%s', (_what, tentatives, duCents, [payeCents, tropCents, resteCents]) => {
  expect(compteOf(tentatives, duCents)).toEqual({ payeCents, tropCents, resteCents })
})
