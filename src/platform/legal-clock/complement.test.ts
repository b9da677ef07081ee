import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appealLastDay, reasonsDueDay } from './appeal.ts'
import {
  daysBetween,
  dueOnceReceived,
  dueWithoutAnswer,
  type EffetDuComplement,
  effetDuComplement,
  rappelDu,
} from './complement.ts'
import { isWorkingDay } from './jours-ouvres.ts'

test.each([
  ['rejet', true, false, 'suspend'],
  ['acceptation', true, false, 'recommence'],
  // L114-5-1: what is not indispensable suspends nothing.
  ['rejet', false, false, 'aucun'],
  ['acceptation', false, false, 'aucun'],
  // Silence has decided: there is no clock any more.
  ['rejet', true, true, 'aucun'],
  ['acceptation', true, true, 'aucun'],
] as const)('silence is %s, blocking %s, decided %s: %s', (silence, bloquant, nee, effet) => {
  expect(effetDuComplement({ silence, bloquant, nee })).toBe(effet)
})

/** Asked on 1 December, to answer by the 15th; silence would have decided on 24 January. */
const horloge = (effet: EffetDuComplement) => ({
  effet,
  mois: 2,
  demandeLe: new Date('2026-12-01T09:00:00Z'),
  echeance: '2026-12-15',
  avant: '2027-01-24',
})

describe('once all that blocks has come', () => {
  test.each([
    ['suspend', '2026-12-01T20:00:00Z', '2027-01-24'],
    ['suspend', '2026-12-11T09:00:00Z', '2027-02-03'],
    // The last evening still counts (CRPA L112-13); a minute later is the next day in Paris.
    ['suspend', '2026-12-15T22:59:00Z', '2027-02-07'],
    ['suspend', '2026-12-15T23:01:00Z', '2027-02-07'],
    // Late: the suspension lasted the time given and no longer (L114-5, third paragraph).
    ['suspend', '2027-01-20T09:00:00Z', '2027-02-07'],
    // The whole delay runs from the reception (L114-5, second paragraph), in time or not.
    ['recommence', '2026-12-11T09:00:00Z', '2027-02-12'],
    ['recommence', '2027-01-20T09:00:00Z', '2027-03-21'],
    ['aucun', '2026-12-11T09:00:00Z', undefined],
    ['aucun', '2027-01-20T09:00:00Z', undefined],
  ] as const)('%s, received %s: %s', (effet, recuLe, due) => {
    expect(dueOnceReceived(horloge(effet), new Date(recuLe))).toBe(due)
  })
})

test.each([
  ['suspend', '2026-12-15', undefined],
  ['suspend', '2026-12-16', '2027-02-07'],
  ['suspend', '2027-03-01', '2027-02-07'],
  ['recommence', '2026-12-16', undefined],
  ['aucun', '2026-12-16', undefined],
] as const)('%s and nothing by %s: %s', (effet, today, due) => {
  expect(dueWithoutAnswer(horloge(effet), today)).toBe(due)
})

test('a suspension never brings the day nearer, nor lasts beyond the deadline', () => {
  const moment = fc.date({
    min: new Date('2026-12-01T09:00:00Z'),
    max: new Date('2029-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(moment, (recuLe) => {
      const due = dueOnceReceived(horloge('suspend'), recuLe) ?? ''
      expect(due >= '2027-01-24' && due <= '2027-02-07').toBe(true)
    }),
  )
})

test.each([
  ['2026-12-22', undefined],
  ['2026-12-23', 7],
  ['2026-12-27', 7],
  ['2026-12-28', 2],
  ['2026-12-30', 2],
  ['2026-12-31', undefined],
])('the deadline is 30 December: on %s, the reminder of %s days', (today, before) => {
  expect(rappelDu('2026-12-30', today, [7, 2])).toBe(before)
})

test.each([
  ['2026-11-24', 2, '2027-01-25'],
  // 26 March is Good Friday, worked; the 27th a Saturday, the 29th Easter Monday.
  ['2027-01-26', 2, '2027-03-30'],
  ['2026-12-30', 2, '2027-03-01'],
  ['2026-12-31', 2, '2027-03-01'],
  ['2027-12-29', 2, '2028-03-01'],
  ['2026-11-13', 1, '2026-12-14'],
])('known on %s, %i months: until %s', (day, months, last) => {
  expect(appealLastDay(day, months)).toBe(last)
})

test('the last day to go to court is one on which offices work, never before its time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
      const day = new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)
      const last = appealLastDay(day, 2)
      expect(isWorkingDay(last)).toBe(true)
      expect(daysBetween(day, last)).toBeGreaterThanOrEqual(59)
      expect(daysBetween(day, last)).toBeLessThanOrEqual(67)
    }),
  )
})

test.each([
  ['2026-11-24', '2026-12-24'],
  ['2027-01-31', '2027-02-28'],
])('asked on %s, reasons are owed on %s', (asked, due) => expect(reasonsDueDay(asked)).toBe(due))
