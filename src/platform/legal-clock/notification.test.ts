import { describe, expect, test } from 'vitest'
import { appealLastDay } from './appeal.ts'
import { lastDayToRead, lastDayToWithdraw, notificationInSpace } from './notification.ts'

const at = (moment: string) => new Date(moment)

describe('a document made available in the space (CRPA R112-17 to R112-20)', () => {
  // Available on 1 December 2026 at 23:30 in Paris, where it is already 22:30 UTC.
  const depot = at('2026-12-01T22:30:00Z')
  test.each([
    ['read at once', '2026-12-01T22:40:00Z', '2026-12-01T22:40:00Z', '2026-12-01', 'consultation'],
    ['read the next day', '2026-12-02T08:00:00Z', '2027-03-01T08:00:00Z', '2026-12-02', 'consultation'],
    [
      'read after midnight in Paris',
      '2026-12-01T23:10:00Z',
      '2026-12-01T23:10:00Z',
      '2026-12-02',
      'consultation',
    ],
    [
      'read at the end of the 15th day',
      '2026-12-16T22:59:00Z',
      '2026-12-16T22:59:00Z',
      '2026-12-16',
      'consultation',
    ],
    ['read on the 16th day', '2026-12-16T23:01:00Z', '2026-12-16T23:01:00Z', '2026-12-01', 'quinze-jours'],
    ['unread, the 16th day', undefined, '2026-12-16T23:00:00Z', '2026-12-01', 'quinze-jours'],
    ['unread, a year later', undefined, '2027-12-01T09:00:00Z', '2026-12-01', 'quinze-jours'],
  ])('%s', (_, read, now, le, par) => {
    expect(notificationInSpace(depot, read ? at(read) : undefined, at(now))).toEqual({ le, par })
  })
  test('unread while the fifteen days run: not notified', () => {
    expect(notificationInSpace(depot, undefined, at('2026-12-16T22:59:59Z'))).toBeUndefined()
    expect(lastDayToRead(depot)).toBe('2026-12-16')
  })
})

test.each([
  ['2027-03-10', 2, '2027-05-11'],
  ['2026-12-31', 2, '2027-03-01'],
  ['2027-12-31', 2, '2028-03-01'],
  ['2026-12-29', 2, '2027-03-01'],
  // A working day, then Saturday 8 May, Bastille Day, Easter Sunday and Monday.
  ['2027-02-28', 2, '2027-04-29'],
  ['2027-03-07', 2, '2027-05-10'],
  ['2027-05-14', 2, '2027-07-15'],
  ['2027-01-27', 2, '2027-03-30'],
  ['2027-03-10', 4, '2027-07-12'],
])('notified on %s, %i months: until %s', (notified, months, last) => {
  expect(appealLastDay(notified, months)).toBe(last)
})

test.each([
  ['2026-11-23T09:00:00Z', '2027-03-23'],
  ['2026-10-31T09:00:00Z', '2027-02-28'],
  ['2026-11-23T23:30:00Z', '2027-03-24'],
])('taken at %s: withdrawn until %s', (taken, last) => {
  expect(lastDayToWithdraw(at(taken))).toBe(last)
})
