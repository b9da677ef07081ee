import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Champ, SaisieScope } from '../definition.ts'
import { afficherValeur, lireChamp, nomsDe } from './index.ts'

const contexte = { aujourdhui: '2026-11-23' }
const c = (champ: Record<string, unknown>): Champ => ({ id: 'x', libelle: 'X', ...champ }) as unknown as Champ
const options = [
  { valeur: 'a', libelle: 'A' },
  { valeur: 'b', libelle: 'B' },
]
const naissance = { agesAu: { jour: '2026-09-01', min: 9, max: 18 } }
const jma = (jour: string, mois: string, annee: string): SaisieScope => ({
  'x.jour': jour,
  'x.mois': mois,
  'x.annee': annee,
})

const accepted: [string, Champ, SaisieScope, unknown][] = [
  ['a name with apostrophe', c({ type: 'texte-court' }), { x: '  L’Haÿ  les Roses ' }, 'L’Haÿ les Roses'],
  ['an emoji', c({ type: 'texte-court' }), { x: 'Léa 🦊' }, 'Léa 🦊'],
  ['a right-to-left mark is dropped', c({ type: 'texte-court' }), { x: 'abc\u202Edef' }, 'abcdef'],
  ['lines', c({ type: 'texte-long' }), { x: 'un\r\ndeux' }, 'un\ndeux'],
  ['a whole number', c({ type: 'entier' }), { x: '1 234' }, 1234],
  ['a decimal', c({ type: 'decimal' }), { x: '12,5' }, 12.5],
  ['an amount', c({ type: 'montant' }), { x: '12,50 €' }, 1250],
  ['yes', c({ type: 'oui-non' }), { x: 'oui' }, true],
  ['a choice', c({ type: 'choix', options }), { x: 'b' }, 'b'],
  [
    'choices, in order and once',
    c({ type: 'choix-multiple', options }),
    { x: ['b', 'a', 'b'].slice(0, 2) },
    ['a', 'b'],
  ],
  ['a date', c({ type: 'date' }), jma('3', '02', '2014'), '2014-02-03'],
  ['a leap day', c({ type: 'date' }), jma('29', '2', '2024'), '2024-02-29'],
  ['an e-mail', c({ type: 'courriel' }), { x: 'a.b+c@exemple.fr' }, 'a.b+c@exemple.fr'],
  ['a French phone', c({ type: 'telephone' }), { x: '06 12 34 56 78' }, '+33612345678'],
  ['a foreign phone', c({ type: 'telephone' }), { x: '+41 22 345 67 89' }, '+41223456789'],
  ['an IBAN', c({ type: 'iban' }), { x: 'FR76 3000 6000 0112 3456 7890 189' }, 'FR7630006000011234567890189'],
  ['a quotient', c({ type: 'quotient-familial' }), { x: '742,90' }, 742],
  ['a ticked box', c({ type: 'attestation' }), { x: 'oui' }, true],
]
test.each(accepted)('%s', (_name, champ, saisie, expected) => {
  expect(lireChamp(champ, saisie, contexte)).toEqual({ kind: 'valeur', valeur: expected })
})

const refused: [string, Champ, SaisieScope][] = [
  ['a megabyte', c({ type: 'texte-court' }), { x: 'a'.repeat(1_000_000) }],
  ['NUL', c({ type: 'texte-court' }), { x: 'a\0b' }],
  ['a control character', c({ type: 'texte-long' }), { x: 'a\u0007b' }],
  ['half a child', c({ type: 'entier' }), { x: '1,5' }],
  ['words for a number', c({ type: 'entier' }), { x: 'trois' }],
  ['beyond the bound', c({ type: 'entier', max: 5 }), { x: '6' }],
  ['a third of a cent', c({ type: 'montant' }), { x: '1,333' }],
  ['perhaps', c({ type: 'oui-non' }), { x: 'peut-être' }],
  ['out of the list', c({ type: 'choix', options }), { x: 'z' }],
  ['a prototype name', c({ type: 'choix', options }), { x: '__proto__' }],
  ['one out of the list', c({ type: 'choix-multiple', options }), { x: ['a', 'z'] }],
  ['31 February', c({ type: 'date' }), jma('31', '2', '2026')],
  ['half a date', c({ type: 'date' }), jma('3', '', '2014')],
  ['two digits of year', c({ type: 'date' }), jma('3', '2', '14')],
  ['an e-mail without a dot', c({ type: 'courriel' }), { x: 'a@localhost' }],
  ['a short phone', c({ type: 'telephone' }), { x: '06 12' }],
  ['a wrong IBAN', c({ type: 'iban' }), { x: 'FR76 3000 6000 0112 3456 7890 188' }],
  [
    'a French address without postcode',
    c({ type: 'adresse-postale' }),
    { 'x.ligne1': '1 rue A', 'x.commune': 'Vif' },
  ],
  ['a name with digits', c({ type: 'personne' }), { 'x.prenom': 'L3a', 'x.nom': 'Martin' }],
  [
    'a child of forty',
    c({ type: 'personne', naissance }),
    {
      'x.prenom': 'Léa',
      'x.nom': 'Martin',
      'x.naissance.jour': '1',
      'x.naissance.mois': '1',
      'x.naissance.annee': '1986',
    },
  ],
]
test.each(refused)('%s is refused in words that say how to mend it', (_name, champ, saisie) => {
  const lecture = lireChamp(champ, saisie, contexte)
  expect(lecture.kind).toBe('erreur')
  if (lecture.kind === 'erreur') {
    for (const { nom, message } of lecture.erreurs) {
      expect(nomsDe(champ)).toContain(nom)
      expect(message).toMatch(/[.!?]$/)
    }
  }
})

const every: Champ[] = [
  ...[
    'texte-court',
    'texte-long',
    'entier',
    'decimal',
    'montant',
    'oui-non',
    'date',
    'courriel',
    'telephone',
  ].map((type) => c({ type })),
  ...['adresse-postale', 'commune', 'iban', 'quotient-familial', 'attestation', 'information', 'piece'].map(
    (type) => c({ type }),
  ),
  c({ type: 'choix', options }),
  c({ type: 'choix-multiple', options }),
  c({ type: 'personne', avecCivilite: true, naissance }),
  c({ type: 'calcul', regle: 'r', entrees: {} }),
]
describe.each(every.map((champ) => [champ.type, champ] as const))('%s', (_type, champ) => {
  test('never throws whatever is typed, and shows what it understood', () => {
    const noms = [...nomsDe(champ), 'x']
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('oui', 'a', '12', '1', '2014', 'a@b.fr', 'Léa'),
    )
    const saisie = fc.dictionary(fc.constantFrom(...noms), fc.oneof(text, fc.array(text, { maxLength: 4 })))
    fc.assert(
      fc.property(saisie, (typed) => {
        const lecture = lireChamp(champ, typed as SaisieScope, contexte)
        if (lecture.kind === 'valeur') expect(typeof afficherValeur(champ, lecture.valeur)).toBe('string')
      }),
    )
  })
})
