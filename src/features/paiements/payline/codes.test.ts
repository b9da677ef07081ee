import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { etatsEnMots } from '../etats-en-mots.ts'
import type { EtatLu } from '../prestataire.ts'
import { codesDePaiement, codesDeRestitution, etatOfPaiement, etatOfRestitution } from './codes.ts'

/** Each code that the domain lists, in the state that it gives it. */
const listed: Record<EtatLu, string[]> = {
  accepte: ['00000'],
  refuse: ['01100', '01101', '01111', '01116', '01121', '01208', '01299'],
  annule: ['02008', '02009', '02319', '03022'],
  expire: ['02304', '02324', '02534'],
  erreur: ['01109', '01110', '01180', '01181', '01197', '01198', '01199'],
  en_cours: ['02000', '02005', '02015', '02016', '02306', '02533'],
  a_verifier: [
    ...['02400', '02500', '02501', '02517', '02520', '02616', '03000', '04000', '34230', '34330'],
    ...['01913', '02001', '02002', '04001', '04003'],
  ],
  inconnu: ['02101', '02102', '02103', '02301', '02305', '04901', 'XXXXX'],
}

describe('of a payment', () => {
  it.each(Object.entries(listed).flatMap(([etat, codes]) => codes.map((code) => [code, etat] as const)))(
    '%s is %s, whatever the free words beside it',
    (code, etat) => {
      expect(etatOfPaiement(code, '')).toBe(etat)
      expect(etatOfPaiement(code, 'Transaction in-progress')).toBe(etat)
    },
  )

  it('the table has no code beside these', () => {
    const codes = Object.values(listed).flat()
    expect(Object.keys(codesDePaiement).filter((code) => !codes.includes(code))).toEqual([])
  })

  it('01100 to 01299 is a refusal of the bank, save the errors', () => {
    for (let n = 1_100; n < 1_300; n += 1) {
      const code = `0${n}`
      expect(etatOfPaiement(code, '')).toBe(listed.erreur.includes(code) ? 'erreur' : 'refuse')
    }
    expect([etatOfPaiement('01099', ''), etatOfPaiement('01300', '')]).toEqual(['inconnu', 'inconnu'])
  })

  it.each([
    ['REFUSED', 'refuse'],
    ['CANCELLED', 'annule'],
    ['ABORTED', 'annule'],
    ['INPROGRESS', 'en_cours'],
    ['ONHOLD_PARTNER', 'en_cours'],
    ['PENDING_RISK', 'a_verifier'],
    ['ACCEPTED', 'a_verifier'],
    ['ERROR', 'inconnu'],
    ['toString', 'inconnu'],
  ])('an unknown code with the message %s is %s', (message, etat) => {
    expect(etatOfPaiement('09999', message)).toBe(etat)
  })

  it('no code but 00000 is ever accepted, and not even it against its own message', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^\d{5}$/), fc.string()),
        fc.constantFrom('', 'ACCEPTED', 'ERROR', 'PENDING_RISK'),
        (code, message) => {
          fc.pre(code !== '00000')
          expect(etatOfPaiement(code, message)).not.toBe('accepte')
        },
      ),
    )
    expect(etatOfPaiement('00000', 'ACCEPTED')).toBe('accepte')
    expect(etatOfPaiement('00000', 'Transaction approved')).toBe('accepte')
    expect(etatOfPaiement('00000', 'PENDING_RISK')).toBe('a_verifier')
    expect(etatOfPaiement('00000', 'REFUSED')).toBe('a_verifier')
    expect(etatOfPaiement('constructor', '')).toBe('inconnu')
  })
})

describe('of money that goes back', () => {
  const etats = {
    fait: ['00000'],
    deja_fait: ['01913', '02001', '02002', '02601', '02602'],
    trop_tard: ['01917', '02600'],
    refuse: ['02301', '02305', '02603', '02604', '01101', '01121'],
    inconnu: ['01109', '01199', '02101', '02102', '02103', '04001', '02306', '09999', 'XXXXX', ''],
  }
  it.each(Object.entries(etats).flatMap(([etat, codes]) => codes.map((code) => [code, etat] as const)))(
    '%s is %s',
    (code, etat) => {
      expect(etatOfRestitution(code, '')).toBe(etat)
    },
  )
  it('the table has no code beside these', () => {
    const codes = Object.values(etats).flat()
    expect(Object.keys(codesDeRestitution).filter((code) => !codes.includes(code))).toEqual([])
  })
  it('done against its own message is not known', () => {
    expect(etatOfRestitution('00000', 'ONHOLD_PARTNER')).toBe('inconnu')
  })
})

it('each state has its words: what happened, what to do, and never to pay again what may be paid', () => {
  for (const [etat, { titre, suite }] of Object.entries(etatsEnMots)) {
    const open = ['en_cours', 'a_verifier', 'inconnu'].includes(etat)
    expect([etat, /Ne payez pas une deuxième fois/.test(suite)]).toEqual([etat, open])
    expect([etat, /recommencer|payer maintenant/.test(suite)]).toEqual([etat, !open && etat !== 'accepte'])
    expect(titre).toMatch(/\.$/)
  }
})
