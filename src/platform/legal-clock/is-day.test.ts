import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isDay } from './is-day.ts'

it.each(['2026-11-24', '2024-02-29', '2000-02-29', '1999-12-31', '9999-12-31', '1000-01-01'])(
  '%s is a day',
  (typed) => {
    expect(isDay(typed)).toBe(true)
  },
)

it.each([
  '',
  '2026-02-29',
  '2100-02-29',
  '2026-02-30',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-1',
  '24/11/2026',
  '0026-11-24',
  '12026-11-24',
  '+002026-11-24',
  ' 2026-11-24',
  '2026-11-24\n',
  '2026-11-24T00:00',
])('« %s » is none', (typed) => {
  expect(isDay(typed)).toBe(false)
})

it('of the 31 of a month, knows those that the month has', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const of = `${year}-${String(month).padStart(2, '0')}-`
      const days = Array.from({ length: 31 }, (_, i) => of + String(i + 1).padStart(2, '0')).filter(isDay)
      const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      expect(days.length).toBe(month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)
    }),
  )
})
