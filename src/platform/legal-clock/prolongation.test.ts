import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWorkingDay, nextWorkingDay } from './jours-ouvres.ts'
import { parisDay, parisMoment } from './paris.ts'
import { prolongedDeadline } from './prolongation.ts'

test.each([
  // New Year, Easter Monday, May 1 and 8, Ascension, Whit Monday, July 14, August 15, All Saints, November 11, Christmas.
  ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14'],
  ...['2025-04-21', '2025-05-29', '2025-06-09', '2025-08-15', '2027-03-29', '2027-05-06', '2027-05-17'],
  ...['2024-11-01', '2024-11-11', '2024-12-25', '2038-04-26'],
  // Saturday, Sunday.
  ...['2026-11-28', '2026-11-29'],
])('nobody works on %s', (day) => expect(isWorkingDay(day)).toBe(false))

test.each(['2026-04-03', '2026-04-07', '2026-05-15', '2026-12-24', '2026-12-28'])(
  'offices work on %s',
  (day) => expect(isWorkingDay(day)).toBe(true),
)

test.each([
  ['2026-11-26', '2026-11-27'],
  ['2026-11-27', '2026-11-30'],
  ['2026-04-30', '2026-05-04'],
  ['2026-12-24', '2026-12-28'],
])('after %s, %s', (day, next) => expect(nextWorkingDay(day)).toBe(next))

const at = (text: string): Date => {
  const [day = '', hour = ''] = text.split(' ')
  return parisMoment(day, hour)
}

test.each([
  ['covers the last moment', '2026-11-26 20:00', '2026-11-27 02:00', '2026-11-26', '2026-11-30'],
  ['covers the last moment, to midnight', '2026-11-26 23:50', '2026-11-27 00:00', '2026-11-26', '2026-11-27'],
  ['half an hour of the last day', '2026-11-26 10:00', '2026-11-26 10:30', '2026-11-26', '2026-11-27'],
  ['less than half an hour of it', '2026-11-26 10:00', '2026-11-26 10:29', '2026-11-26', undefined],
  ['the evening before', '2026-11-25 20:00', '2026-11-25 23:00', '2026-11-26', undefined],
  ['the day after', '2026-11-27 00:00', '2026-11-27 05:00', '2026-11-26', undefined],
  ['ten minutes of the last day only', '2026-11-25 20:00', '2026-11-26 00:10', '2026-11-26', undefined],
  ['days in a row', '2026-12-23 08:00', '2026-12-26 08:00', '2026-12-24', '2026-12-28'],
  // The night when the clock goes back: midnight to midnight are 25 hours.
  ['autumn', '2026-10-25 02:45', '2026-10-25 23:59', '2026-10-25', '2026-10-26'],
])('%s', (_, debut, fin, echeance, expected) => {
  expect(prolongedDeadline(echeance, { debut: at(debut), fin: at(fin) })).toBe(expected)
})

test('a deadline never comes nearer, and is never one on which the closing still lasted', () => {
  const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 10_000 }), moment, (debut, minutes, deadline) => {
      const fin = new Date(debut.getTime() + minutes * 60_000)
      const echeance = parisDay(deadline)
      const moved = prolongedDeadline(echeance, { debut, fin })
      if (moved === undefined) return
      expect(moved > echeance).toBe(true)
      expect(moved > parisDay(new Date(fin.getTime() - 1))).toBe(true)
      expect(isWorkingDay(moved)).toBe(true)
    }),
  )
})
