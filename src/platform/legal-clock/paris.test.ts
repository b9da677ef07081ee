import { expect, it } from 'vitest'
import { longDate, longMoment, parisDay } from './paris.ts'

it.each([
  ['2026-11-23T13:32:00Z', '2026-11-23', 'lundi 23 novembre 2026', '14\u00a0h\u00a032'],
  ['2026-07-31T22:05:00Z', '2026-08-01', 'samedi 1er août 2026', '00\u00a0h\u00a005'],
])('%s is told as in Paris, and no line cuts the hour', (moment, day, words, hour) => {
  const date = new Date(moment)
  expect([parisDay(date), longDate(date), longMoment(date)]).toEqual([day, words, `${words} à ${hour}`])
})
