import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockedUntil, countAttempt, freshLock, type LockState } from './lockout.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const fail = (state: LockState, now: number, times: number): LockState => {
  let next = state
  for (let i = 0; i < times; i += 1) next = countAttempt(next, now)
  return next
}

test('five failures within a quarter of an hour block for a quarter of an hour', () => {
  const four = fail(freshLock(0), 0, 4)
  expect(blockedUntil(four, 0)).toBeNull()
  const five = fail(four, MINUTE, 1)
  expect(blockedUntil(five, MINUTE)).toBe(16 * MINUTE)
  expect(blockedUntil(five, 16 * MINUTE)).toBeNull()
})

test('four failures are forgotten after a quarter of an hour', () => {
  expect(blockedUntil(fail(fail(freshLock(0), 0, 4), 15 * MINUTE, 1), 15 * MINUTE)).toBeNull()
})

test('each three more block longer: 30 minutes, 1 hour, 2 hours, then 2 hours again', () => {
  let now = 0
  let state = fail(freshLock(now), now, 5)
  for (const minutes of [30, 60, 120, 120]) {
    now = blockedUntil(state, now) ?? now
    state = fail(state, now, 3)
    expect(blockedUntil(state, now)).toBe(now + minutes * MINUTE)
  }
})

test('at most twenty passwords are evaluated in a day', () => {
  const state = { ...freshLock(0), evaluees: Array.from({ length: 20 }, (_, at) => at * MINUTE) }
  expect(blockedUntil(state, 20 * MINUTE)).toBe(DAY)
  expect(blockedUntil(state, DAY)).toBeNull()
  const next = countAttempt(state, DAY)
  expect(next.evaluees).toHaveLength(20)
  expect(blockedUntil(next, DAY)).toBe(DAY + MINUTE)
})

test('whatever the rhythm of the guesses, never more than twenty are evaluated in any 24 hours', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 400 }), (pauses) => {
      let now = 0
      let state = freshLock(now)
      const evaluated: number[] = []
      for (const pause of pauses) {
        now += pause * MINUTE
        if (blockedUntil(state, now) !== null) continue
        state = countAttempt(state, now)
        evaluated.push(now)
      }
      for (const start of evaluated) {
        expect(evaluated.filter((at) => at >= start && at < start + DAY).length).toBeLessThanOrEqual(20)
      }
    }),
  )
})
