import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import type { Clock } from '../platform/clock/clock.ts'
import type { Evenement } from './evenements.ts'
import { Livre } from './livre.ts'

type WithoutMoment<T> = T extends { le: number } ? Omit<T, 'le'> : never

/** The book and the file of its events. An event is on the file before anybody hears of it. */
export interface Registre {
  readonly livre: Livre
  readonly clock: Clock
  /** Writes an event down, now or at a moment that the clock has passed. */
  note(event: WithoutMoment<Evenement>, le?: number): void
  /** Calls for each event that is noted from now on, once the book has it. */
  listen(listener: (event: Evenement) => void): void
}

/**
 * @param file JSON lines that outlive the process; without it the book is in memory only. A last line cut by a
 * crash was never answered for: it is dropped.
 */
export function openRegistre(clock: Clock, file?: string): Registre {
  const livre = new Livre()
  const listeners: ((event: Evenement) => void)[] = []
  if (file && existsSync(file)) {
    const text = readFileSync(file)
    const whole = text.lastIndexOf(10) + 1
    if (whole < text.length) truncateSync(file, whole)
    for (const line of text.subarray(0, whole).toString().split('\n'))
      if (line) livre.apply(JSON.parse(line) as Evenement)
  }
  return {
    livre,
    clock,
    note: (event, le = clock.now().getTime()) => {
      const whole = { le, ...event } as Evenement
      if (file) appendFileSync(file, `${JSON.stringify(whole)}\n`)
      livre.apply(whole)
      for (const listener of listeners) listener(whole)
    },
    listen: (listener) => {
      listeners.push(listener)
    },
  }
}
