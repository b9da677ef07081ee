import { describe, expect, it } from 'vitest'
import { type ChequeTape, checkCheque, checkDue, checkReference } from './check-cheque.ts'
import type { DueParCheque } from './due.query.ts'

const TODAY = '2026-11-24'
const due = (change: Partial<DueParCheque> = {}): DueParCheque => ({
  ...{ demandeId: 'd', reference: 'PR26-7KQ4-XM9T', demarche: 'aide', montantCents: 2_200, exigible: true },
  ...{ paye: null, carteEnCours: false, rang: 1, complement: false },
  ...change,
})
const tape = (change: Partial<ChequeTape> = {}): ChequeTape => ({
  ...{ reference: 'PR26-7KQ4-XM9T', montant: '22,00', numero: '1234567', banque: 'Banque' },
  ...{ recuLe: '2026-11-23', malgreLaCarte: '' },
  ...change,
})

describe('what is written on a cheque', () => {
  it.each([
    ['22', '22'],
    ['22,00', '22,00'],
    ['22.00 €', '22.00 €'],
    ['\u00a022,00\u202f€', 'spaces'],
  ])('%s pays 22 euros', (montant) =>
    expect(checkCheque(tape({ montant }), due(), TODAY)).toEqual({
      lu: { numero: '1234567', banque: 'Banque', recuLe: '2026-11-23' },
    }),
  )
  it.each([
    ['montant', { montant: '21,99' }, /dû est de 22,00.*exact/],
    ['montant', { montant: '22,001' }, /dû est de/],
    ['montant', { montant: '0' }, /Écrivez le montant/],
    ['montant', { montant: '-22' }, /Écrivez le montant/],
    ['montant', { montant: 'vingt-deux' }, /Écrivez le montant/],
    ['numero', { numero: '12A' }, /chiffres/],
    ['banque', { banque: 'x'.repeat(61) }, /court/],
    ['recuLe', { recuLe: '2026-02-31' }, /n’existe pas/],
    ['recuLe', { recuLe: '2026-11-25' }, /pas encore venu/],
    ['recuLe', { recuLe: '2025-11-01' }, /Vérifiez l’année/],
  ] as const)('%s %j: how to mend it', (field, change, words) =>
    expect(checkCheque(tape(change), due(), TODAY)).toEqual({
      erreurs: { [field]: expect.stringMatching(words) },
    }),
  )
  it('nothing but the amount and the day is needed', () =>
    expect(checkCheque(tape({ numero: ' ', banque: '' }), due(), TODAY)).toEqual({
      lu: { numero: null, banque: null, recuLe: '2026-11-23' },
    }))
  it('with a card under way, only whoever says so', () => {
    const open = due({ carteEnCours: true })
    expect(checkCheque(tape(), open, TODAY)).toMatchObject({ erreurs: { malgreLaCarte: expect.any(String) } })
    expect(checkCheque(tape({ malgreLaCarte: 'oui' }), open, TODAY)).toHaveProperty('lu')
  })
})

it.each([
  ['', /dos du chèque/],
  ['PR26-7KQ4-XM9A', /caractère manque ou est faux/],
  ['bonjour', /caractère manque ou est faux/],
])('the reference %j: how to mend it', (typed, words) =>
  expect(checkReference(typed)).toEqual({ erreur: expect.stringMatching(words) }),
)

it.each([
  ['none of theirs', undefined, /Aucune demande/],
  [
    'paid',
    due({ paye: { commande: 'PR26-1', moyen: 'carte', le: new Date('2026-11-23T09:00:00Z') } }),
    /déjà payée.*par carte/,
  ],
  ['not to be paid yet', due({ exigible: false }), /rien à payer/],
] as const)('%s: no cheque', (_name, of, words) => expect(checkDue(of)).toMatch(words))
it('due: a cheque', () => expect(checkDue(due())).toBeUndefined())
