import fc from 'fast-check'
import { expect, test } from 'vitest'
import { implicitDecisionAfterSuspension, implicitDecisionDay } from './implicit-decision.ts'
import { longDate, longDay, parisDay, parisTime } from './paris.ts'

test.each([
  ['2026-11-23T10:00:00Z', 2, '2027-01-24'],
  // 23:30 in Paris in winter, 00:30 the next day in summer: the day is that of Paris.
  ['2026-01-14T22:30:00Z', 2, '2026-03-15'],
  ['2026-07-14T22:30:00Z', 2, '2026-09-16'],
  ['2026-12-30T10:00:00Z', 2, '2027-02-28'],
  ['2027-12-30T10:00:00Z', 2, '2028-02-29'],
])('received %s, %i months: %s', (received, months, day) => {
  expect(implicitDecisionDay(new Date(received), months)).toBe(day)
})

test('a suspension moves the day by what was waited', () => {
  const after = implicitDecisionAfterSuspension(
    '2027-01-24',
    new Date('2026-12-01T09:00:00Z'),
    new Date('2026-12-11T09:00:00Z'),
  )
  expect(after).toBe('2027-02-03')
})

test('a suspension never brings the day nearer', () => {
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moment, moment, (asked, received) => {
      expect(implicitDecisionAfterSuspension('2030-05-05', asked, received) >= '2030-05-05').toBe(true)
    }),
  )
})

test('days and hours as people say them in France', () => {
  const moment = new Date('2026-02-01T08:05:00Z')
  expect(longDate(moment)).toBe('dimanche 1er février 2026')
  expect(longDay('2026-11-23')).toBe('lundi 23 novembre 2026')
  expect(parisTime(moment)).toBe('09\u00a0h\u00a005')
  expect(parisDay(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01')
})
