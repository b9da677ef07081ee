const DAY_MS = 86_400_000
const KEPT_MS = 100 * DAY_MS
const NOTICE_MS = 14 * DAY_MS

/** Brouillons last changed before this moment are due to go. */
export const dueBefore = (now: Date): Date => new Date(now.getTime() - KEPT_MS)

/** Those last changed before this moment are due to be announced. */
export const toAnnounceBefore = (now: Date): Date => new Date(now.getTime() - KEPT_MS + NOTICE_MS)

/** Only what was announced before this moment goes. */
export const announcedBefore = (now: Date): Date => new Date(now.getTime() - NOTICE_MS)

/** Until when a brouillon is kept, if nobody touches it: a hundred days, and two weeks at least after it was said. */
export const keptUntil = (modifieLe: Date, prevenuLe: Date | null): Date =>
  new Date(Math.max(modifieLe.getTime() + KEPT_MS, prevenuLe ? prevenuLe.getTime() + NOTICE_MS : 0))
