import { expect, test } from 'vitest'
import { readParties } from './saisie-de-decision.ts'

const PARTIES = [
  { instance: 'lea', option: 'transport', nom: 'Léa Dupont', libelle: 'Transport scolaire' },
  { instance: 'noe', option: 'carte', nom: 'Noé Dupont', libelle: 'Carte jeune' },
]
const MOTIFS = 'Article 3 : le collège est à moins de 3 km.'
const read = (typed: Record<string, string>) => readParties(PARTIES, (champ) => typed[champ] ?? '')

test('reads what is granted with its details and what is refused with its reasons', () => {
  const typed = {
    'sens.0': 'refusee',
    'motivation.0': ` ${MOTIFS}\r\n`,
    'sens.1': 'acceptee',
    'detail.1': '30 €',
  }
  expect(read({ ...typed, motivation: 'Dès le 1er septembre.' })).toEqual({
    erreurs: [],
    motivation: 'Dès le 1er septembre.',
    parties: [
      { ...PARTIES[0], sens: 'refusee', motivation: MOTIFS, detail: '' },
      { ...PARTIES[1], sens: 'acceptee', motivation: '', detail: '30 €' },
    ],
  })
})

test('what was typed for the other answer is not kept', () => {
  const typed = {
    'sens.0': 'acceptee',
    'motivation.0': MOTIFS,
    'sens.1': 'refusee',
    'motivation.1': MOTIFS,
    'detail.1': 'x',
  }
  expect(read(typed).parties.map(({ motivation, detail }) => [motivation, detail])).toEqual([
    ['', ''],
    [MOTIFS, ''],
  ])
})

test.each([
  ['nothing', {}, ['sens.0', 'sens.1']],
  ['one part without an answer', { 'sens.0': 'acceptee' }, ['sens.1']],
  ['an answer that does not exist', { 'sens.0': 'acceptee', 'sens.1': 'peut-etre' }, ['sens.1']],
  ['a refusal without reasons', { 'sens.0': 'refusee', 'sens.1': 'acceptee' }, ['motivation.0']],
  [
    'a refusal of 19 characters',
    { 'sens.0': 'refusee', 'motivation.0': '😀'.repeat(19), 'sens.1': 'acceptee' },
    ['motivation.0'],
  ],
  ['a refusal of 20', { 'sens.0': 'refusee', 'motivation.0': '😀'.repeat(20), 'sens.1': 'acceptee' }, []],
  [
    'a text too long',
    { 'sens.0': 'acceptee', 'detail.0': 'x'.repeat(4001), 'sens.1': 'acceptee' },
    ['detail.0'],
  ],
  ['a NUL', { 'sens.0': 'acceptee', 'sens.1': 'acceptee', motivation: 'a\u0000' }, ['motivation']],
])('%s', (_, typed, champs) => {
  expect(read(typed).erreurs.map(({ champ }) => champ)).toEqual(champs)
})
