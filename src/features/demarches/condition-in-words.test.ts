import { expect, it } from 'vitest'
import type { Champ, Condition } from '../../formulaire/definition.ts'
import { conditionInWords } from './condition-in-words.ts'

const champs: readonly Champ[] = [
  { id: 'garde', type: 'oui-non', libelle: 'Garde partagée ?' },
  {
    id: 'options',
    type: 'choix-multiple',
    libelle: 'Aides',
    options: [{ valeur: 'bus', libelle: 'Transport scolaire' }],
  },
  {
    id: 'regime',
    type: 'choix',
    libelle: 'Régime',
    options: [
      { valeur: 'dp', libelle: 'Demi-pensionnaire' },
      { valeur: 'int', libelle: 'Interne' },
    ],
  },
  { id: 'qf', type: 'quotient-familial', libelle: 'Quotient familial' },
]
const find = (id: string) => champs.find((champ) => champ.id === id)

const cases: [Condition, string][] = [
  [{ champ: 'garde', est: true }, 'si vous répondez oui à « Garde partagée »'],
  [{ champ: 'options', contient: 'bus' }, 'si vous choisissez « Transport scolaire »'],
  [
    { champ: 'regime', dans: ['dp', 'int'] },
    'si vous répondez « Demi-pensionnaire » ou « Interne » à « Régime »',
  ],
  [{ champ: 'regime', est: 'int' }, 'si vous répondez « Interne » à « Régime »'],
  [{ champ: 'qf', auPlus: 800 }, 'si « Quotient familial » est d’au plus 800'],
  [{ non: { champ: 'garde', est: true } }, 'sauf si vous répondez oui à « Garde partagée »'],
  [
    {
      et: [
        { champ: 'options', contient: 'bus' },
        { champ: 'garde', est: false },
      ],
    },
    'si vous choisissez « Transport scolaire » et si vous répondez non à « Garde partagée »',
  ],
  [
    { unDe: 'enfants', condition: { champ: 'options', contient: 'bus' } },
    'si, pour au moins un enfant, vous choisissez « Transport scolaire »',
  ],
  [{ champ: 'inconnu', rempli: true }, 'si vous remplissez « inconnu »'],
]
it.each(cases)('%j', (condition, words) => {
  expect(conditionInWords(condition, find, () => 'enfant')).toBe(words)
})
