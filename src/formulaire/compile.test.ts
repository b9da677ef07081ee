import { expect, test } from 'vitest'
import { compileDefinition, DefinitionInvalide } from './compile.ts'
import type { DefinitionFormulaire } from './definition.ts'

const base: DefinitionFormulaire = {
  demarche: 'essai',
  version: '1',
  groupes: [{ id: 'enfants', titre: 'Enfants', nomInstance: 'enfant', min: 1, max: 3, identite: 'qui' }],
  pages: [
    {
      id: 'un',
      kind: 'simple',
      titre: 'Un',
      sections: [{ champs: [{ id: 'a', type: 'oui-non', libelle: 'A' }] }],
    },
    {
      id: 'liste',
      kind: 'liste',
      groupe: 'enfants',
      titre: 'Liste',
      sections: [{ champs: [{ id: 'qui', type: 'personne', libelle: 'Qui' }] }],
    },
  ],
}

test('a good definition is served as it is', () => expect(compileDefinition(base)).toBe(base))

test('every problem is reported with its path, in one refusal', () => {
  const bad: DefinitionFormulaire = {
    ...base,
    groupes: [{ id: 'enfants', titre: '', nomInstance: '', min: 4, max: 3, identite: 'personne' }],
    regles: { ok: { valeur: 1 } },
    pages: [
      {
        id: 'un',
        kind: 'simple',
        titre: 'Un',
        si: { champ: 'plus-tard', est: true },
        sections: [
          {
            champs: [
              { id: 'a', type: 'oui-non', libelle: 'A' },
              { id: 'a', type: 'oui-non', libelle: '' },
              { id: 'B B', type: 'texte-court', libelle: 'B' },
              { id: 'c', type: 'choix', libelle: 'C', options: [] },
              { id: 'd', type: 'entier', libelle: 'D', min: 5, max: 1 },
              { id: 'e', type: 'inconnu' as 'iban', libelle: 'E' },
              { id: 'f', type: 'calcul', libelle: 'F', regle: 'absente', entrees: { ok: 'nulle-part' } },
            ],
          },
        ],
      },
      {
        id: 'un',
        kind: 'simple',
        titre: 'Encore',
        sections: [{ champs: [{ id: 'plus-tard', type: 'oui-non', libelle: 'P' }] }],
      },
      { id: 'trois', kind: 'par-instance', groupe: 'chats', titre: 'Trois', sections: [] },
    ],
  }
  let refusal: unknown
  try {
    compileDefinition(bad)
  } catch (error) {
    refusal = error
  }
  expect(refusal).toBeInstanceOf(DefinitionInvalide)
  const paths = (refusal as DefinitionInvalide).problemes.map((p) => p.chemin)
  expect(paths).toEqual(
    expect.arrayContaining([
      'groupes[0]',
      'groupes[0].identite',
      'pages[0].si',
      'pages[0].sections[0].champs[1].id',
      'pages[0].sections[0].champs[1].libelle',
      'pages[0].sections[0].champs[2].id',
      'pages[0].sections[0].champs[3].options',
      'pages[0].sections[0].champs[4].min',
      'pages[0].sections[0].champs[5].type',
      'pages[0].sections[0].champs[6].regle',
      'pages[0].sections[0].champs[6].entrees',
      'pages[1].id',
      'pages[2].groupe',
    ]),
  )
})

test('rules that are not publicodes are refused', () => {
  expect(() => compileDefinition({ ...base, regles: { a: { produit: ['inconnue', 2] } } })).toThrow(
    DefinitionInvalide,
  )
})
