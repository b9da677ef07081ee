import type { Clock } from '../../src/platform/clock/clock.ts'

export interface TestClock extends Clock {
  set(moment: string): void
  advance(milliseconds: number): void
}

/** A clock that stands still until it is moved. */
export function createTestClock(moment = '2026-11-23T09:00:00Z'): TestClock {
  let now = new Date(moment).getTime()
  return {
    now: () => new Date(now),
    set: (next) => {
      now = new Date(next).getTime()
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}
