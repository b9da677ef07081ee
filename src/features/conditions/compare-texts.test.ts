import { expect, test } from 'vitest'
import { compareTexts, type Passage } from './compare-texts.ts'

const BEFORE = '# Titre\n\nUn premier paragraphe assez long.\n\n- un\n- deux\n\nLa fin reste.'

const words = (passage: Passage | undefined): string[] =>
  passage?.sens === 'modifie' ? passage.morceaux.map(({ sens, texte }) => `${sens}:${texte}`) : []

test('a text and itself: nothing changed', () => {
  expect(compareTexts(BEFORE, BEFORE)).toEqual([
    {
      sens: 'egal',
      paragraphes: ['Titre', 'Un premier paragraphe assez long.', '• un', '• deux', 'La fin reste.'],
    },
  ])
})

test('a word, a line less, a line more, each where it is', () => {
  const after = BEFORE.replace('premier paragraphe', 'second paragraphe')
    .replace('- deux\n', '')
    .concat('\n\nUn ajout.')
  const passages = compareTexts(BEFORE, after)
  expect(passages.map(({ sens }) => sens)).toEqual(['egal', 'modifie', 'egal', 'supprime', 'egal', 'ajoute'])
  expect(words(passages[1])).toEqual([
    'egal:Un ',
    'supprime:premier',
    'ajoute:second',
    'egal: paragraphe assez long.',
  ])
})

test('a paragraph that has nothing of the one it replaces is another one', () => {
  const passages = compareTexts(
    '# T\n\nLes chats dorment.',
    '# T\n\nParlez au guichet du lundi au vendredi !',
  )
  expect(passages.map(({ sens }) => sens)).toEqual(['egal', 'supprime', 'ajoute'])
})

test('marks of Markdown are not read as words', () => {
  const [passage] = compareTexts('## **Gras** [ici](/aide)', '## Gras ici (/aide)')
  expect(passage?.sens).toBe('egal')
})

test('two texts made to differ everywhere are compared in bounded time', () => {
  const text = (seed: number) => Array.from({ length: 20_000 }, (_, n) => `${(n * seed) % 7919}`).join('\n')
  const line = (seed: number) => Array.from({ length: 15_000 }, (_, n) => `m${(n * seed) % 7919}`).join(' ')
  const start = performance.now()
  expect(compareTexts(text(3), text(11)).length).toBeGreaterThan(0)
  expect(compareTexts(line(3), line(11)).length).toBeGreaterThan(0)
  expect(performance.now() - start).toBeLessThan(5_000)
})
