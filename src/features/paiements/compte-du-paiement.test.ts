import { expect, test } from 'vitest'
import { compteOf } from './compte-du-paiement.ts'

const EXIGIBLE = new Date('2026-11-23T09:00:00Z')
const AVANT = new Date('2026-11-20T09:00:00Z')
const APRES = new Date('2026-11-25T09:00:00Z')

const paid = (montantCents: number, renduCents = 0, statut = 'accepte') => ({
  ...{ statut, impaye: false, enTrop: false, concluLe: AVANT },
  montantCents,
  renduCents,
})

const tooMuch = (montantCents: number, renduCents = 0) => ({
  ...paid(montantCents, renduCents),
  enTrop: true,
})

test.each([
  ['nothing paid: what is due is not a rest of a payment', [], 2200, [0, 0, 0]],
  ['refused attempts are no money', [paid(2200, 0, 'refuse'), paid(2200, 0, 'annule')], 2200, [0, 0, 0]],
  ['paid', [paid(2200)], 2200, [2200, 0, 0]],
  ['a decision lowered it', [paid(2200)], 1000, [2200, 1200, 0]],
  ['nothing is due any more', [paid(2200)], 0, [2200, 2200, 0]],
  ['given back since', [paid(2200, 1200)], 1000, [1000, 0, 0]],
  ['paid twice', [tooMuch(2200), paid(2200)], 2200, [4400, 2200, 0]],
  ['paid twice, one given back', [tooMuch(2200, 2200), paid(2200)], 2200, [2200, 0, 0]],
  [
    'paid twice, more granted: the second one goes back all the same',
    [tooMuch(1000), paid(1000)],
    2200,
    [2000, 1000, 1200],
  ],
  ['all given back, and due again', [paid(2200, 2200)], 2200, [0, 0, 2200]],
  ['a part given back of what is still due', [{ ...paid(2200, 500), concluLe: APRES }], 2200, [1700, 0, 0]],
  ['a rest paid by cheque', [paid(1200), paid(1000)], 2200, [2200, 0, 0]],
  ['a rest paid by cheque, then all refused', [paid(1200), paid(1000)], 0, [2200, 2200, 0]],
  ['a decision granted more', [paid(1000)], 2200, [1000, 0, 1200]],
  ['a cheque that the bank did not pay', [{ ...paid(2200), impaye: true }], 2200, [0, 0, 0]],
  ['a decision is waited for: nobody can say', [paid(2200)], null, [2200, 0, 0]],
] as const)('%s', (_what, tentatives, duCents, [payeCents, tropCents, resteCents]) => {
  const du = duCents === null ? null : { duCents, exigibleLe: EXIGIBLE }
  expect(compteOf(tentatives, du)).toEqual({ payeCents, tropCents, resteCents })
})
