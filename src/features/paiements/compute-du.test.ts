import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileDefinition } from '../../formulaire/compile.ts'
import type { DefinitionFormulaire, Reponses, ReponsesScope } from '../../formulaire/definition.ts'
import type { PaiementDeDemarche } from '../../formulaire/demarche.ts'
import { computeDu } from './compute-du.ts'

const definition: DefinitionFormulaire = compileDefinition({
  demarche: 'essai',
  version: '1',
  groupes: [{ id: 'enfants', titre: 'Enfants', nomInstance: 'enfant', min: 1, max: 12, identite: 'enfant' }],
  regles: {
    quotient: { titre: 'Quotient', 'par défaut': 0 },
    repas: { titre: 'Repas', 'par défaut': 1 },
    dossier: { titre: 'Frais de dossier', valeur: '1.005 €' },
    'prix du repas': {
      titre: 'Prix du repas',
      variations: [{ si: 'quotient <= 700', alors: '1.115 €' }, { sinon: '3.333 €' }],
    },
    cantine: { titre: 'Cantine', produit: ['repas', 'prix du repas'] },
    gratuit: { titre: 'Gratuit', valeur: '0 €' },
  },
  pages: [
    {
      id: 'enfants',
      titre: 'Enfants',
      kind: 'liste',
      groupe: 'enfants',
      sections: [
        {
          champs: [
            { id: 'enfant', type: 'personne', libelle: 'Enfant' },
            {
              id: 'options',
              type: 'choix-multiple',
              libelle: 'Options',
              options: [{ valeur: 'cantine', libelle: 'Cantine' }],
            },
            { id: 'quotient', type: 'quotient-familial', libelle: 'Quotient', requis: false },
            { id: 'repas', type: 'entier', libelle: 'Repas', min: 1, max: 5 },
          ],
        },
      ],
    },
  ],
})
const cantine = {
  libelle: 'Cantine',
  groupe: 'enfants',
  regle: 'cantine',
  entrees: { quotient: 'quotient', repas: 'repas' },
  quand: { champ: 'options', contient: 'cantine' },
  partie: 'cantine',
  detail: ['quotient', 'prix du repas', 'cantine'],
} as const
const paiement: PaiementDeDemarche = {
  moment: 'depot',
  joursPourPayer: 30,
  chequeALOrdreDe: 'Régie d’essai',
  lignes: [
    { libelle: 'Dossier', regle: 'dossier', entrees: {} },
    { libelle: 'Gratuit', regle: 'gratuit', entrees: {} },
    cantine,
  ],
}
const enfant = (prenom: string, valeurs: ReponsesScope = {}) => ({
  id: prenom.toLowerCase(),
  valeurs: {
    enfant: { civilite: '', prenom, nom: 'Martin', dateNaissance: '' } as const,
    options: ['cantine'],
    quotient: 650,
    repas: 4,
    ...valeurs,
  },
})
const reponses = (...enfants: ReturnType<typeof enfant>[]): Reponses => ({ racine: {}, groupes: { enfants } })
const due = (given: Reponses) => computeDu({ paiement }, definition, given)

test('each line is named, priced and explained; what costs nothing is no line', () => {
  expect(due(reponses(enfant('Léa'), enfant('Noé', { options: [] })))).toEqual({
    montantCents: 547,
    lignes: [
      // 1.005 € is stored as a little less: the cent is not lost.
      { libelle: 'Dossier', pourQui: null, montantCents: 101, etapes: [] },
      {
        libelle: 'Cantine',
        pourQui: 'Léa Martin',
        montantCents: 446,
        etapes: [
          { titre: 'Quotient', enMots: '650' },
          { titre: 'Prix du repas', enMots: expect.stringMatching(/^1,1[12]\s€$/u) },
          { titre: 'Cantine', enMots: expect.stringMatching(/^4,46\s€$/u) },
        ],
        partie: { instance: 'léa', option: 'cantine' },
      },
    ],
  })
})

test('a line that lacks an answer is not due, whatever default its rule has', () => {
  const { quotient: _, ...valeurs } = enfant('Léa').valeurs
  expect(due(reponses({ id: 'léa', valeurs } as never))?.montantCents).toBe(101)
})

test('nothing due is null: no payment declared, or no line that counts', () => {
  expect(computeDu({}, definition, reponses(enfant('Léa')))).toBeNull()
  const seule = { ...paiement, lignes: [cantine] }
  expect(computeDu({ paiement: seule }, definition, reponses(enfant('Léa', { options: [] })))).toBeNull()
})

test('a negative price is a fault, never a reduction of the other lines', () => {
  const rebate = { ...definition, regles: { rabais: { titre: 'Rabais', valeur: '-5 €' } } }
  const lignes = [{ libelle: 'Rabais', regle: 'rabais', entrees: {} }]
  expect(() => computeDu({ paiement: { ...paiement, lignes } }, rebate, reponses())).toThrow(/rabais/)
})

test('whatever is answered: whole cents, each line rounded once, the total is their sum', () => {
  const enfants = fc.array(
    fc.record({ quotient: fc.integer({ min: 0, max: 20_000 }), repas: fc.integer({ min: 1, max: 5 }) }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(enfants, (given) => {
      const du = due(reponses(...given.map((valeurs, i) => enfant(`E${i}`, valeurs))))
      const lignes = du?.lignes ?? []
      expect(lignes).toHaveLength(given.length + 1)
      for (const [i, { quotient, repas }] of given.entries()) {
        // In thousandths of euro, whole: no rounding but the one to the cent.
        const milli = repas * (quotient <= 700 ? 1115 : 3333)
        expect(lignes[i + 1]?.montantCents).toBe(Math.floor((milli + 5) / 10))
      }
      expect(du?.montantCents).toBe(lignes.reduce((sum, { montantCents }) => sum + montantCents, 0))
    }),
    { numRuns: 40 },
  )
})
