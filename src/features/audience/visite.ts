const HALF_HOUR_MS = 30 * 60_000
const DAY_MS = 24 * 60 * 60_000
/** Thirteen months, as the CNIL counts them at most: never more, whichever months they are (365 + 28). */
export const TEMOIN_JOURS = 393

/** What the cookie of visits says: a day, and a half hour counted from it. Nothing in it tells one browser from another. */
export interface Temoin {
  /** Day it was made, YYYY-MM-DD, UTC. */
  faitLe: string
  /** Half hours between the beginning of that day and the last view. */
  demiHeure: number
}

export interface Vue {
  /** Whether this view begins a visit. */
  nouvelle: boolean
  temoin: Temoin
  /** What is left of the thirteen months since it was made: a view prolongs nothing. */
  maxAgeSeconds: number
}

const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const halfHoursSince = (day: string, now: Date): number =>
  Math.floor((now.getTime() - startOf(day)) / HALF_HOUR_MS)

export const writeTemoin = ({ faitLe, demiHeure }: Temoin): string => `${faitLe}.${demiHeure}`

/** Reads what a browser sent back; undefined when it is over, to come, or not ours. */
export function readTemoin(value: string | undefined, now: Date): Temoin | undefined {
  const [, faitLe = '', half = ''] = /^(\d{4}-\d{2}-\d{2})\.(0|[1-9]\d{0,4})$/.exec(value ?? '') ?? []
  const start = startOf(faitLe)
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== faitLe) return undefined
  const demiHeure = Number(half)
  const over = now.getTime() >= start + TEMOIN_JOURS * DAY_MS
  return over || demiHeure > halfHoursSince(faitLe, now) ? undefined : { faitLe, demiHeure }
}

/**
 * What a view means for the visits. One that comes in the half hour of the last, or in the next, goes on with its
 * visit: a new one begins after half an hour at least, an hour at most. Finer would say more of a person's day.
 */
export function nextVue(before: Temoin | undefined, now: Date): Vue {
  const faitLe = before?.faitLe ?? now.toISOString().slice(0, 10)
  const demiHeure = halfHoursSince(faitLe, now)
  return {
    nouvelle: before === undefined || demiHeure - before.demiHeure > 1,
    temoin: { faitLe, demiHeure },
    maxAgeSeconds: Math.floor((startOf(faitLe) + TEMOIN_JOURS * DAY_MS - now.getTime()) / 1000),
  }
}
