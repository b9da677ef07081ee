import { Temporal } from 'temporal-polyfill'
import { parisDay } from './paris.ts'

/**
 * The day on which silence becomes a decision: so many months from the day after reception (CRPA L231-1, L231-4); a
 * day that the last month has not becomes its last one.
 * @returns YYYY-MM-DD
 */
export function implicitDecisionDay(receivedAt: Date, months: number): string {
  return Temporal.PlainDate.from(parisDay(receivedAt)).add({ days: 1 }).add({ months }).toString()
}

/**
 * The day after a suspension (CRPA L114-5): as many days later as the administration waited for what was missing.
 * @param before the day that was due when the complement was asked, YYYY-MM-DD
 */
export function implicitDecisionAfterSuspension(before: string, askedAt: Date, receivedAt: Date): string {
  const waited = Temporal.PlainDate.from(parisDay(askedAt)).until(parisDay(receivedAt), {
    largestUnit: 'days',
  })
  return Temporal.PlainDate.from(before)
    .add({ days: Math.max(0, waited.days) })
    .toString()
}
