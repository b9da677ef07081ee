/** Where one address stands. Times are milliseconds since the epoch. */
export interface LockState {
  echecs: number
  /** Start of the window in which failures count together. */
  fenetreDebut: number
  bloqueJusquA: number | null
  /** How many times it was blocked in this run: chooses the duration. */
  niveau: number
  /** When passwords were evaluated, in order; those of the last 24 hours count. */
  evaluees: readonly number[]
}

export interface LockRules {
  /** Failures within the window that block for the first time. */
  echecsAvantBlocage: number
  fenetreMinutes: number
  /** Durations of the successive blocks; the last one repeats. */
  dureesMinutes: readonly number[]
  /** After the first block, so many more failures block again. */
  echecsSuivants: number
  evaluationsParJour: number
}

export const LOCK_RULES: LockRules = {
  echecsAvantBlocage: 5,
  fenetreMinutes: 15,
  dureesMinutes: [15, 30, 60, 120],
  echecsSuivants: 3,
  evaluationsParJour: 20,
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export function freshLock(now: number): LockState {
  return {
    echecs: 0,
    fenetreDebut: now,
    bloqueJusquA: null,
    niveau: 0,
    evaluees: [],
  }
}

/** Until when no password is evaluated for this address; null when one may be. */
export function blockedUntil(state: LockState, now: number, rules: LockRules = LOCK_RULES): number | null {
  if (state.bloqueJusquA !== null && state.bloqueJusquA > now) return state.bloqueJusquA
  const first = state.evaluees.at(-rules.evaluationsParJour)
  return first !== undefined && first + DAY > now ? first + DAY : null
}

/** Counts a password before it is evaluated, as a failure: a success clears it afterwards. */
export function countAttempt(state: LockState, now: number, rules: LockRules = LOCK_RULES): LockState {
  const evaluees = [...state.evaluees.filter((at) => at + DAY > now), now]
  // Once blocked, failures add up until a success or a quiet day; before, only within the window.
  const quietFor = now - Math.max(state.fenetreDebut, state.bloqueJusquA ?? 0)
  const forgotten = state.niveau === 0 ? quietFor >= rules.fenetreMinutes * MINUTE : quietFor >= DAY
  const echecs = forgotten ? 1 : state.echecs + 1
  const niveau = forgotten ? 0 : state.niveau
  const fenetreDebut = forgotten || (niveau > 0 && echecs === 1) ? now : state.fenetreDebut
  const limit = niveau === 0 ? rules.echecsAvantBlocage : rules.echecsSuivants
  if (echecs < limit) return { evaluees, echecs, niveau, fenetreDebut, bloqueJusquA: null }
  const minutes = rules.dureesMinutes[Math.min(niveau, rules.dureesMinutes.length - 1)] ?? 15
  return {
    evaluees,
    echecs: 0,
    niveau: niveau + 1,
    fenetreDebut: now,
    bloqueJusquA: now + minutes * MINUTE,
  }
}
