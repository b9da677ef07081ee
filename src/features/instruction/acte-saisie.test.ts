import { describe, expect, test } from 'vitest'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parseComplement, parseMotivation } from './acte-saisie.ts'
import { parseDay } from './jours.ts'

const TODAY = '2026-11-23'
const juste = { elements: 'Certificat de scolarité', echeance: '2026-12-23', message: '' }
const champs = (saisie: Partial<typeof juste>) => {
  const lu = parseComplement({ ...juste, ...saisie }, TODAY)
  return lu.ok ? [] : lu.erreurs.map(({ champ }) => champ)
}

describe('parseComplement', () => {
  test('reads one element a line, without bullets nor empty lines', () => {
    expect(parseComplement({ ...juste, elements: ' - RIB \r\n\r\n• Attestation CAF\n' }, TODAY)).toEqual({
      ok: true,
      valeur: {
        elements: [
          { libelle: 'RIB', nature: 'document', bloquant: true },
          { libelle: 'Attestation CAF', nature: 'document', bloquant: true },
        ],
        echeance: '2026-12-23',
        message: '',
      },
    })
  })
  test('what is indispensable first, a question answered in words, a chosen document with its place', () => {
    const demandables = [
      { cle: 'champ:racine.rib', libelle: 'RIB', champ: 'racine.rib' },
      { cle: 'piece:p1', libelle: 'Certificat', champ: 'racine.certificat', pieceId: 'p1' },
    ]
    const saisie = {
      ...juste,
      elements: 'Qui a la garde de Noé ?',
      utiles: 'Une photo',
      liens: ['champ:racine.rib:utile', 'piece:p1:bloquant', '', 'piece:autre:bloquant'],
    }
    const lu = parseComplement(saisie, TODAY, demandables)
    expect(lu.ok && lu.valeur.elements).toEqual([
      {
        libelle: 'Certificat',
        nature: 'document',
        bloquant: true,
        champ: 'racine.certificat',
        pieceId: 'p1',
      },
      { libelle: 'Qui a la garde de Noé ?', nature: 'reponse', bloquant: true },
      { libelle: 'RIB', nature: 'document', bloquant: false, champ: 'racine.rib' },
      { libelle: 'Une photo', nature: 'document', bloquant: false },
    ])
    const rien = parseComplement(
      { ...juste, elements: '', liens: ['piece:autre:bloquant'] },
      TODAY,
      demandables,
    )
    expect(rien.ok).toBe(false)
  })
  test.each([
    ['no element', { elements: ' \n - \n' }, ['elements']],
    ['21 elements', { elements: 'x\n'.repeat(21) }, ['elements']],
    ['a long element', { elements: 'x'.repeat(301) }, ['elements']],
    ['300 emoji', { elements: '😀'.repeat(300) }, []],
    ['no date', { echeance: '' }, ['echeance']],
    ['not a date', { echeance: 'demain' }, ['echeance']],
    ['31 February', { echeance: '2027-02-31' }, ['echeance']],
    ['yesterday', { echeance: '2026-11-22' }, ['echeance']],
    ['today', { echeance: TODAY }, ['echeance']],
    ['14 days', { echeance: '2026-12-07' }, ['echeance']],
    ['15 days', { echeance: '2026-12-08' }, []],
    ['as people write it', { echeance: '8/12/2026' }, []],
    ['90 days', { echeance: '2027-02-21' }, []],
    ['91 days', { echeance: '2027-02-22' }, ['echeance']],
    ['a NUL', { elements: 'RIB\u0000' }, ['elements']],
    ['a long message', { message: 'x'.repeat(4001) }, ['message']],
    [
      'all wrong at once',
      { elements: '', echeance: '', message: 'x'.repeat(4001) },
      ['elements', 'echeance', 'message'],
    ],
  ])('%s', (_, saisie, expected) => expect(champs(saisie)).toEqual(expected))
})

test.each([
  ['', false],
  ['   \n ', false],
  ['dix-neuf caractères', false],
  ['vingt caractères....', true],
  ['😀'.repeat(19), false],
  ['x'.repeat(4001), false],
  ['vingt caractères et un NUL\u0000', false],
])('motivation %#', (texte, ok) => expect(parseMotivation(texte).ok).toBe(ok))

test('days', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(parseDay('29/02/2028')).toBe('2028-02-29')
  expect(parseDay('29/02/2027')).toBeUndefined()
})
