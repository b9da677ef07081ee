import { expect, test } from 'vitest'
import { CHOIX_MAX, checkSondage, choixEcrits, QUESTION_MAX } from './check-sondage.ts'

const vide = ['', '', '', '', '', '']
const choix = (...written: string[]): string[] => [...written, ...vide].slice(0, 6)

test.each([
  ['two', 'Oui ou non ?', choix('Oui', 'Non')],
  ['six', 'Lequel ?', choix('a', 'b', 'c', 'd', 'e', 'f')],
  ['a hole in the middle', 'Lequel ?', choix('a', '', 'b')],
  ['the longest', 'x'.repeat(QUESTION_MAX), choix('y'.repeat(CHOIX_MAX), 'z')],
])('kept: %s', (_, question, boxes) => {
  expect(checkSondage({ question, choix: boxes })).toEqual({})
})

test.each([
  ['no question', '', choix('a', 'b'), { question: 'Écrivez la question.' }],
  [
    'too long a question',
    'x'.repeat(QUESTION_MAX + 1),
    choix('a', 'b'),
    { question: expect.stringContaining('201 caractères') },
  ],
  ['no choice', 'Q ?', choix(), { choix1: 'Proposez deux réponses au moins.' }],
  ['one choice', 'Q ?', choix('a'), { choix2: 'Proposez deux réponses au moins.' }],
  ['one choice, low', 'Q ?', choix('', '', 'a'), { choix1: 'Proposez deux réponses au moins.' }],
  ['twice the same', 'Q ?', choix('Été', 'b', 'été'), { choix3: expect.stringContaining('déjà proposée') }],
  [
    'too long a choice',
    'Q ?',
    choix('a', 'y'.repeat(CHOIX_MAX + 1)),
    { choix2: expect.stringContaining('101 caractères') },
  ],
])('refused: %s', (_, question, boxes, erreurs) => {
  expect(checkSondage({ question, choix: boxes })).toEqual(erreurs)
})

test('empty boxes are left out, the order is kept', () => {
  expect(choixEcrits({ question: 'Q ?', choix: choix('b', '', 'a') })).toEqual(['b', 'a'])
})
