import { expect, test } from 'vitest'
import { nextRappel } from './plan-rappel.ts'

const LE = new Date('2026-12-01T09:00:00Z')
const due = { exigibleLe: LE, aPayerAvant: '2026-12-31', rappeleLe: null, relanceLe: null }
const rappel = { genre: 'rappel', jour: '2026-12-26' }
const relance = { genre: 'relance', jour: '2027-01-01' }

test.each([
  ['on the first day', due, '2026-12-01', rappel],
  ['late, before the last day', due, '2026-12-31', rappel],
  ['once it was sent', { ...due, rappeleLe: LE }, '2026-12-26', relance],
  ['missed until the date had passed', due, '2027-01-04', relance],
  ['both sent', { ...due, rappeleLe: LE, relanceLe: LE }, '2027-01-02', undefined],
  ['the late one alone sent', { ...due, relanceLe: LE }, '2027-01-02', undefined],
  [
    'told of the date the day before',
    { ...due, exigibleLe: new Date('2026-12-25T09:00:00Z') },
    '2026-12-25',
    relance,
  ],
  [
    'told of the date two days before',
    { ...due, exigibleLe: new Date('2026-12-24T09:00:00Z') },
    '2026-12-24',
    rappel,
  ],
  // Eleven at night in London is the day after in Paris.
  [
    'the day is that of Paris',
    { ...due, exigibleLe: new Date('2026-12-24T23:30:00Z') },
    '2026-12-25',
    relance,
  ],
])('%s', (_when, echeance, today, expected) => {
  expect(nextRappel(echeance, today)).toEqual(expected)
})
