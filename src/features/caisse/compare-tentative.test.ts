import { describe, expect, it } from 'vitest'
import type { Lecture } from '../paiements/index.ts'
import { compareTentative, type TentativeAComparer } from './compare-tentative.ts'

const nous = (change: Partial<TentativeAComparer> = {}): TentativeAComparer => ({
  ...{ commande: 'PR26-1', montantCents: 2_200, statut: 'accepte', transactionId: 'T1', restitutions: [] },
  ...change,
})
const lu = (change: Partial<Lecture> = {}): Lecture => ({
  ...{ etat: 'accepte', code: '00000', message: '', transactionId: 'T1', montantCents: 2_200, devise: '978' },
  ...{ reference: 'PR26-1', autorisation: 'A1', le: null, doublon: false, suspect: false },
  ...change,
})
const rendu = (transactionId: string, montantCents: number | null, faite = true) => ({
  ...{ transactionId, montantCents, faite, message: '' },
})

describe('our book beside the provider’s', () => {
  it.each([
    ['both accepted', nous(), lu()],
    ['never opened, and unknown there', nous({ statut: 'erreur', transactionId: null }), null],
    ['expired, and unknown there', nous({ statut: 'expire', transactionId: null }), null],
    ['open, and unknown there', nous({ statut: 'en_cours', transactionId: null }), null],
    ['both refused', nous({ statut: 'refuse' }), lu({ etat: 'refuse' })],
    ['given up after a refused card', nous({ statut: 'annule' }), lu({ etat: 'refuse' })],
    ['a refused card on a page still open', nous({ statut: 'en_cours' }), lu({ etat: 'refuse' })],
    ['both wait for a human', nous({ statut: 'a_verifier' }), lu({ etat: 'a_verifier' })],
    [
      'the same refund',
      nous({ restitutions: [{ transactionId: 'R1', montantCents: 500 }] }),
      lu({ restitutions: [rendu('R1', 500)] }),
    ],
    ['a refund that was not carried out', nous(), lu({ restitutions: [rendu('R1', 500, false)] })],
    [
      'taken back whole before its remittance',
      nous({ restitutions: [{ transactionId: 'R1', montantCents: 2_200 }] }),
      lu({ etat: 'annule' }),
    ],
  ])('%s: equal', (_name, attempt, lecture) =>
    expect(compareTentative(attempt, lecture)).toEqual({ issue: 'egal' }),
  )

  it.each([
    [
      'accepted there, expired here',
      nous({ statut: 'expire' }),
      lu(),
      'accepte-sans-nous',
      /2.?2,00.*T1.*expiré/,
    ],
    ['accepted there, refused here', nous({ statut: 'refuse' }), lu(), 'accepte-sans-nous', /refusé/],
    [
      'accepted there, never opened here',
      nous({ statut: 'erreur' }),
      lu(),
      'accepte-sans-nous',
      /sans suite/,
    ],
    ['accepted there, open here', nous({ statut: 'en_cours' }), lu(), 'accepte-sans-nous', /en cours/],
    [
      'another amount, held here for a human',
      nous({ statut: 'a_verifier' }),
      lu({ montantCents: 1 }),
      'accepte-sans-nous',
      /au lieu de 22,00/,
    ],
    ['accepted here, unknown there', nous(), null, 'accepte-sans-payline', /aucun paiement/],
    ['accepted here, refused there', nous(), lu({ etat: 'refuse' }), 'accepte-sans-payline', /refusé/],
    ['another amount', nous(), lu({ montantCents: 2_100 }), 'montant', /21,00\s€ au lieu de 22,00/],
    ['no amount that holds', nous(), lu({ montantCents: null }), 'montant', /absent/],
    ['another currency', nous(), lu({ devise: '840' }), 'montant', /840/],
    ['another order', nous(), lu({ reference: 'PR26-9' }), 'montant', /PR26-9/],
    ['another transaction', nous(), lu({ transactionId: 'T2' }), 'transaction', /T2.*T1/],
    ['a refund only there', nous(), lu({ restitutions: [rendu('R1', 500)] }), 'restitutions', /5,00/],
    [
      'a refund only here',
      nous({ restitutions: [{ transactionId: 'R1', montantCents: 500 }] }),
      lu({ restitutions: [] }),
      'restitutions',
      /0,00/,
    ],
    [
      'other refunds of the same sum',
      nous({ restitutions: [{ transactionId: 'R1', montantCents: 500 }] }),
      lu({ restitutions: [rendu('R2', 500)] }),
      'restitutions',
      /numéros/,
    ],
    [
      'over here, looked at there',
      nous({ statut: 'refuse' }),
      lu({ etat: 'a_verifier' }),
      'etat',
      /à vérifier/,
    ],
    ['looked at here, unknown there', nous({ statut: 'a_verifier' }), null, 'etat', /aucun/],
  ] as const)('%s: a difference', (_name, attempt, lecture, nature, words) =>
    expect(compareTentative(attempt, lecture)).toEqual({
      ...{ issue: 'ecart', nature, enMots: expect.stringMatching(words) },
    }),
  )

  it.each([
    ['an answer that is neither yes nor no', nous(), lu({ etat: 'inconnu', code: '02101' }), /02101/],
    [
      'the same of a refused one',
      nous({ statut: 'refuse' }),
      lu({ etat: 'inconnu', code: 'XXXXX' }),
      /XXXXX/,
    ],
    [
      'refunds that were not told',
      nous({ restitutions: [{ transactionId: 'R1', montantCents: 500 }] }),
      lu(),
      /remboursé/,
    ],
    ['a refund without an amount', nous(), lu({ restitutions: [rendu('R1', null)] }), /combien/],
  ] as const)('%s: never equal', (_name, attempt, lecture, words) =>
    expect(compareTentative(attempt, lecture)).toEqual({
      ...{ issue: 'illisible', enMots: expect.stringMatching(words) },
    }),
  )
})
