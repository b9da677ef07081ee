import { expect, test } from 'vitest'
import { checkPaiement } from '../../src/features/demarches/check-paiement.ts'
import type { Champ } from '../../src/formulaire/definition.ts'
import type { Demarche, LigneDePaiement, PaiementDeDemarche } from '../../src/formulaire/demarche.ts'
import packRentree from './definition.ts'

const { formulaire, paiement } = packRentree
if (!formulaire || !paiement) throw new Error('the Pack rentrée has a form, and is paid')

const champ = (id: string, given: Pick<Champ, 'type'> & { min?: number; max?: number }): Champ =>
  ({ id, libelle: id, ...given }) as Champ
const withRegles = (regles: Record<string, unknown>, champs: Champ[] = []): Demarche => ({
  ...packRentree,
  formulaire: {
    ...formulaire,
    regles: { ...formulaire.regles, ...regles },
    pages: [...formulaire.pages, { id: 'plus', kind: 'simple', titre: 'Plus', sections: [{ champs }] }],
  },
})
const paid = (ligne: Partial<LigneDePaiement>, demarche: Demarche = packRentree): string[] =>
  checkPaiement({
    ...demarche,
    paiement: {
      ...paiement,
      lignes: [{ libelle: 'Un prix', regle: 'transport scolaire', entrees: {}, ...ligne }],
    },
  })

test('the Pack rentrée is priced; a démarche without payment has nothing to check', () => {
  expect(checkPaiement(packRentree)).toEqual([])
  const { paiement: _, ...gratuite } = packRentree
  expect(checkPaiement(gratuite)).toEqual([])
  expect(checkPaiement({ ...packRentree, formulaire: null })).toEqual([expect.stringMatching(/needs a form/)])
})

test.each<[Partial<PaiementDeDemarche>, RegExp]>([
  [{ joursPourPayer: 0 }, /joursPourPayer/],
  [{ chequeALOrdreDe: ' ' }, /chequeALOrdreDe/],
  [{ lignes: [] }, /lignes/],
  [{ moment: 'demain' as never }, /moment/],
])('%j is refused', (given, said) => {
  expect(checkPaiement({ ...packRentree, paiement: { ...paiement, ...given } })).toEqual([
    expect.stringMatching(said),
  ])
})

test.each<[string, Partial<LigneDePaiement>, RegExp]>([
  ['a rule', { regle: 'transport lunaire' }, /no rule « transport lunaire »/],
  ['a step', { detail: ['rien'] }, /no rule « rien »/],
  ['a group', { groupe: 'parents' }, /no group « parents »/],
  [
    'an answer of a child, read outside children',
    { entrees: { 'quotient familial': 'quotient' } },
    /reads « quotient »/,
  ],
  ['a condition', { quand: { champ: 'age', auMoins: 3 } }, /reads « age »/],
  ['a part outside its group', { partie: 'transport' }, /no part of what is decided/],
  [
    'a part that no condition asks for',
    { groupe: 'enfants', partie: 'transport', quand: { non: { champ: 'options', contient: 'transport' } } },
    /must ask that « options » contains/,
  ],
  ['a part that is no option', { groupe: 'enfants', partie: 'piscine' }, /no option of « options »/],
  ['a unit', { regle: 'repas par an' }, /is not in €/],
])('%s that does not exist or fit is refused at start-up', (_, ligne, said) => {
  expect(paid(ligne)).toEqual([expect.stringMatching(said)])
})

test.each<[string, unknown, Champ, RegExp]>([
  [
    'negative under a threshold',
    { variations: [{ si: 'n <= 37', alors: '-1 €' }, { sinon: '1 €' }] },
    champ('n', { type: 'entier', min: 0, max: 900 }),
    /may be negative/,
  ],
  [
    'beyond the ceiling at its bound',
    { produit: ['n', '3 €'] },
    champ('n', { type: 'entier', min: 0, max: 9000 }),
    /may be 2700000 cents/,
  ],
  ['without bounds', { produit: ['n', '3 €'] }, champ('n', { type: 'entier' }), /may be negative/],
  [
    'no number for some choice',
    { variations: [{ si: 'n = 3', alors: '1 €' }] },
    champ('n', { type: 'entier', min: 0, max: 9 }),
    /is not a number/,
  ],
  [
    'read from a text',
    { produit: ['n', '3 €'] },
    champ('n', { type: 'texte-court' }),
    /only yes or no, a choice or a number/,
  ],
])('a price %s is refused at start-up', (_, prix, lu, said) => {
  const demarche = withRegles(
    { n: { titre: 'N', 'par défaut': 1 }, prix: { titre: 'Prix', ...(prix as object) } },
    [lu],
  )
  expect(paid({ regle: 'prix', entrees: { n: 'n' } }, demarche)).toEqual([expect.stringMatching(said)])
})

test('lines that each fit, and together do not, are refused', () => {
  const demarche = withRegles({ prix: { titre: 'Prix', valeur: '900 €' } })
  expect(paid({ groupe: 'enfants', regle: 'prix' }, demarche)).toEqual([
    expect.stringMatching(/may be 1080000 cents in all/),
  ])
})
