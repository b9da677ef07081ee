/** The present moment. Tests hand in a clock that they move themselves. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
