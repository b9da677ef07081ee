import { Temporal } from 'temporal-polyfill'
import { parisDay } from './paris.ts'

/** Days that a person has to open a document notified in their space (CRPA R112-17 to R112-20). */
export const CONSULTATION_JOURS = 15

export interface NotificationDansLEspace {
  /** YYYY-MM-DD */
  le: string
  par: 'consultation' | 'quinze-jours'
}

/** The last day on which opening the document makes the date of its notification, YYYY-MM-DD. */
export const lastDayToRead = (depositedAt: Date): string =>
  Temporal.PlainDate.from(parisDay(depositedAt)).add({ days: CONSULTATION_JOURS }).toString()

/**
 * When a document made available in the space is notified: the day of its first reading; unread for fifteen days, the
 * day on which it was made available (CRPA R112-17 to R112-20). The day of the deposit is not one of the fifteen.
 * @returns undefined while the fifteen days run and nobody has read it
 */
export function notificationInSpace(
  depositedAt: Date,
  readAt: Date | undefined,
  now: Date,
): NotificationDansLEspace | undefined {
  const last = lastDayToRead(depositedAt)
  if (readAt && parisDay(readAt) <= last) return { le: parisDay(readAt), par: 'consultation' }
  return parisDay(now) > last ? { le: parisDay(depositedAt), par: 'quinze-jours' } : undefined
}

/** The last day to withdraw a decision that creates rights, four months after it was taken (CRPA L242-1). @returns YYYY-MM-DD */
export const lastDayToWithdraw = (takenAt: Date): string =>
  Temporal.PlainDate.from(parisDay(takenAt)).add({ months: 4 }).toString()
