import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileDefinition } from '../../src/formulaire/compile.ts'
import { tient } from '../../src/formulaire/conditions.ts'
import type { Saisie, SaisieScope } from '../../src/formulaire/definition.ts'
import { addInstance, readPage, removeInstance } from '../../src/formulaire/page-saisie.ts'
import { findPage, nextPage, reach } from '../../src/formulaire/reach.ts'
import { summarise } from '../../src/formulaire/summary.ts'
import packRentree from './definition.ts'
import { formulaire } from './formulaire.ts'

const aujourdhui = '2026-11-23'
const vous: SaisieScope = {
  'identite.civilite': 'madame',
  'identite.prenom': 'Camille',
  'identite.nom': 'Martin',
  qualite: 'mere',
  'adresse.ligne1': '1 rue des Lilas',
  'adresse.codePostal': '38000',
  'adresse.commune': 'Grenoble',
  telephone: '06 12 34 56 78',
  courriel: 'camille@exemple.fr',
  exactitude: 'oui',
}
const lea: SaisieScope = {
  'enfant.prenom': 'Léa',
  'enfant.nom': 'Martin',
  'enfant.naissance.jour': '3',
  'enfant.naissance.mois': '2',
  'enfant.naissance.annee': '2014',
  'garde-partagee': 'non',
  'hors-isere': 'non',
  college: 'Collège Olympique',
  'commune-college.codePostal': '38100',
  'commune-college.commune': 'Grenoble',
  classe: '6e',
  regime: 'demi-pensionnaire',
  options: ['restauration', 'carte-jeune'],
  quotient: '650',
  repas: '4',
}
const deux: Saisie = {
  racine: vous,
  groupes: {
    enfants: [
      { id: 'e1', valeurs: lea },
      { id: 'e2', valeurs: { ...lea, 'enfant.prenom': 'Noé', options: 'carte-jeune' } },
    ],
  },
}
const attestation = { id: 'p1', chemin: 'enfants.e1.attestation-qf', nomFichier: 'caf.pdf' }
const walk = (saisie: Saisie, pieces = [attestation]) => reach(formulaire, saisie, { aujourdhui, pieces })

test('the definition compiles, and travels as JSON', () => {
  expect(compileDefinition(JSON.parse(JSON.stringify(formulaire)))).toEqual(formulaire)
})

test('two children: complete, page by page, child by child', () => {
  const parcours = walk(deux)
  expect(parcours.premiereIncomplete?.adresse).toBeUndefined()
  expect(parcours.pages.map((page) => page.adresse)).toEqual([
    'vous',
    'enfants',
    'scolarite/e1',
    'options/e1',
    'restauration/e1',
    'documents/e1',
    'scolarite/e2',
    'options/e2',
    'documents/e2',
    'attestation',
  ])
  expect(parcours.reponses.racine).toMatchObject({ telephone: '+33612345678', exactitude: true })
})

test('the indispensable document is missed, and said where it belongs', () => {
  const parcours = walk(deux, [])
  expect(parcours.premiereIncomplete?.adresse).toBe('documents/e1')
})

test('what is hidden is never part of what is filed', () => {
  const typed = { ...lea, options: 'carte-jeune' }
  const { reponses } = walk({ ...deux, groupes: { enfants: [{ id: 'e1', valeurs: typed }] } }, [])
  expect(Object.keys(reponses.groupes.enfants?.[0]?.valeurs ?? {})).not.toContain('quotient')
  expect(reponses.racine).not.toHaveProperty('qualite-autre')
})

test('the aid is computed and explained', () => {
  const champ = findPage(walk(deux), 'restauration/e1')
    ?.sections.flatMap((s) => s.champs)
    .find((vu) => vu.champ.type === 'calcul')
  const calcul = champ?.calcul?.()
  expect(calcul?.valeur).toBeCloseTo(4 * 36 * 1.8)
  expect(calcul?.lignes).toHaveLength(2)
  expect(calcul?.lignes[0]?.enMots).toMatch(/1,80/)
})

test.each([
  [400, 2.5],
  [401, 1.8],
  [700, 1.8],
  [701, 1],
  [1000, 1],
  [1001, 0],
])('quotient %i: %f € a meal', (quotient, aide) => {
  const saisie = {
    ...deux,
    groupes: { enfants: [{ id: 'e1', valeurs: { ...lea, quotient: String(quotient), repas: '1' } }] },
  }
  const calcul = findPage(walk(saisie), 'restauration/e1')
    ?.sections.flatMap((s) => s.champs)
    .find((vu) => vu.calcul)
    ?.calcul?.()
  expect(calcul?.valeur).toBeCloseTo(36 * aide)
})

describe('pages', () => {
  test('a page takes its own fields and no others', () => {
    const page = formulaire.pages[0]
    if (!page) throw new Error('no page')
    const read = readPage({ racine: { exactitude: 'oui' }, groupes: {} }, page, undefined, {
      'identite.prenom': 'Zoé',
      exactitude: 'non',
      intrus: 'x',
      __proto__x: 'y',
    })
    expect(read.racine).toEqual({ exactitude: 'oui', 'identite.prenom': 'Zoé' })
  })
  test('an unticked box is an answer taken back', () => {
    const page = formulaire.pages.find((p) => p.id === 'attestation')
    if (!page) throw new Error('no page')
    expect(readPage(deux, page, undefined, {}).racine).not.toHaveProperty('exactitude')
  })
  test('no more than twelve children, however many are sent', () => {
    let saisie: Saisie = { racine: {}, groupes: {} }
    for (let i = 0; i < 200; i += 1)
      saisie = addInstance(formulaire, saisie, 'enfants', { id: `e${i}`, valeurs: {} }) ?? saisie
    expect(saisie.groupes.enfants).toHaveLength(12)
    const two_hundred = {
      racine: {},
      groupes: { enfants: Array.from({ length: 200 }, (_, i) => ({ id: `e${i}`, valeurs: lea })) },
    }
    expect(walk(two_hundred).reponses.groupes.enfants).toHaveLength(12)
  })
  test('removing a child leaves the others as they were', () => {
    expect(removeInstance(deux, 'enfants', 'e1').groupes.enfants?.map((e) => e.id)).toEqual(['e2'])
  })
  test('an element of the list leads back to its list', () => {
    const parcours = walk(deux)
    const element = findPage(parcours, 'enfants/e2')
    expect(element && nextPage(parcours, element)?.adresse).toBe('enfants')
  })
})

test('the summary names each child and shows every answer that counts', () => {
  const parties = summarise(walk(deux))
  expect(parties.map((p) => p.titre)).toContain('Scolarité – Noé')
  expect(parties.flatMap((p) => p.lignes).find((l) => l.libelle === 'Votre téléphone')?.valeur).toBe(
    '06 12 34 56 78',
  )
})

test('whatever is typed: no exception, nothing hidden is filed, and walking twice tells the same', () => {
  const noms = Object.keys({ ...vous, ...lea })
  const scope = fc.dictionary(
    fc.constantFrom(...noms),
    fc.oneof(
      fc.constantFrom('oui', 'non', 'restauration', 'transport', 'externe', 'interne', '4'),
      fc.string({ unit: 'binary' }),
    ),
  )
  const saisies = fc.record({ racine: scope, enfants: fc.array(scope, { maxLength: 3 }) })
  fc.assert(
    fc.property(saisies, ({ racine, enfants }) => {
      const saisie: Saisie = {
        racine: { ...vous, ...racine },
        groupes: { enfants: enfants.map((valeurs, i) => ({ id: `e${i}`, valeurs: { ...lea, ...valeurs } })) },
      }
      const parcours = walk(saisie, [])
      expect(JSON.stringify(walk(saisie, []).reponses)).toBe(JSON.stringify(parcours.reponses))
      for (const enfant of parcours.reponses.groupes.enfants ?? []) {
        const shown = tient(
          { champ: 'options', contient: 'restauration' },
          { racine: {}, groupes: {}, instance: enfant.valeurs },
        )
        if (!shown) expect(enfant.valeurs).not.toHaveProperty('quotient')
      }
    }),
    { numRuns: 60 },
  )
})

test('open, with its figures marked as examples', () => {
  expect(packRentree.ouverture).toMatchObject({ fictif: true })
  expect(packRentree.mentionFictive).toBeTruthy()
})
