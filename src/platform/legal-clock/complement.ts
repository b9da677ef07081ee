import { Temporal } from 'temporal-polyfill'
import { implicitDecisionAfterSuspension, implicitDecisionDay } from './implicit-decision.ts'
import { parisDay } from './paris.ts'

/** What asking for something does to the clock of silence. */
export type EffetDuComplement = 'suspend' | 'recommence' | 'aucun'

/**
 * The effect of a complement (CRPA L114-5): the clock stops where silence is a rejection, and begins again on reception
 * where silence is an acceptance. What is not indispensable stops nothing (L114-5-1); nor does anything once silence
 * has decided.
 */
export function effetDuComplement(given: {
  silence: 'rejet' | 'acceptation'
  /** Whether anything asked is indispensable. */
  bloquant: boolean
  /** Whether silence has decided already. */
  nee: boolean
}): EffetDuComplement {
  if (!given.bloquant || given.nee) return 'aucun'
  return given.silence === 'rejet' ? 'suspend' : 'recommence'
}

export interface HorlogeArretee {
  effet: EffetDuComplement
  /** Months of silence. */
  mois: number
  demandeLe: Date
  /** Last day to answer, YYYY-MM-DD. */
  echeance: string
  /** The day that was due when the complement was asked, YYYY-MM-DD; null when there was none. */
  avant: string | null
}

/**
 * The day of the implicit decision once all that blocks has come (CRPA L114-5). A suspension lasts the time given to
 * answer and no longer, however late the answer; where silence accepts, the whole delay runs from the reception.
 * @returns YYYY-MM-DD; undefined when the complement left the clock alone
 */
export function dueOnceReceived(horloge: HorlogeArretee, recuLe: Date): string | undefined {
  const { effet, mois, demandeLe, echeance, avant } = horloge
  if (effet === 'aucun') return undefined
  if (effet === 'recommence' || avant === null) return implicitDecisionDay(recuLe, mois)
  const fin = parisDay(recuLe) <= echeance ? recuLe : noon(echeance)
  return implicitDecisionAfterSuspension(avant, demandeLe, fin)
}

/**
 * The day of the implicit decision when nothing has come by the deadline: a suspension is over, and nothing else.
 * @returns YYYY-MM-DD; undefined while it waits for the answer
 */
export function dueWithoutAnswer(
  { effet, demandeLe, echeance, avant }: Omit<HorlogeArretee, 'mois'>,
  today: string,
): string | undefined {
  if (effet !== 'suspend' || avant === null || today <= echeance) return undefined
  return implicitDecisionAfterSuspension(avant, demandeLe, noon(echeance))
}

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)

/**
 * The reminder to send today before a deadline: the nearest of the configured numbers of days that is reached.
 * @param jours days before the deadline, e.g. 7 and 2
 * @returns that number; undefined when none is due, or the deadline has passed
 */
export function rappelDu(echeance: string, today: string, jours: readonly number[]): number | undefined {
  const left = daysBetween(today, echeance)
  if (left < 0) return undefined
  return jours.filter((before) => left <= before).sort((a, b) => a - b)[0]
}

/** Days from one day to another, both YYYY-MM-DD; negative when the second comes first. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
