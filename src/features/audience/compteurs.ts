import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { AUTRES_SITES, addComptes, type Compte } from './audience-store.ts'

const WRITE_EVERY_MS = 5_000
/** Lines held between two writes: beyond, sites are no longer told apart, and pages times devices are few. */
const MAX_LINES = 5_000

export type VueComptee = Pick<Compte, 'page' | 'site' | 'appareil'> & { visite: boolean }

/** Counts gathered in memory, so that a page costs the base nothing. */
export interface Compteurs {
  count(vue: VueComptee): void
  /** Writes what was gathered. What could not be written is kept for the next time. */
  write(): Promise<void>
  /** Writes what is left and stops. */
  close(): Promise<void>
}

/**
 * Opens the counts of this process. They are written every five seconds in one statement and at the end; a process
 * that is killed loses five seconds of them at most, a base that is gone nothing else.
 */
export function openCompteurs(deps: { db: Db; clock: Clock; onError: (error: unknown) => void }): Compteurs {
  let lines = new Map<string, Compte>()
  let writing: Promise<void> = Promise.resolve()

  const add = (one: Compte): void => {
    const keyOf = (site: string): string => `${one.jour}\n${one.page}\n${site}\n${one.appareil}`
    const known = lines.has(keyOf(one.site)) || lines.size < MAX_LINES
    const site = known ? one.site : AUTRES_SITES
    const line = lines.get(keyOf(site)) ?? { ...one, site, vues: 0, visites: 0 }
    lines.set(keyOf(site), {
      ...line,
      vues: line.vues + one.vues,
      visites: line.visites + one.visites,
    })
  }
  const writeOnce = async (): Promise<void> => {
    if (lines.size === 0) return
    const taken = [...lines.values()]
    lines = new Map()
    try {
      await inTransaction(deps.db, (tx) => addComptes(tx, taken))
    } catch (error) {
      for (const one of taken) add(one)
      deps.onError(error)
    }
  }
  // One after another: two writes at once would hold each other's rows.
  const write = (): Promise<void> => {
    writing = writing.then(writeOnce)
    return writing
  }
  const timer = setInterval(() => void write(), WRITE_EVERY_MS)
  timer.unref()
  return {
    count: ({ visite, ...where }) =>
      add({ jour: parisDay(deps.clock.now()), ...where, vues: 1, visites: visite ? 1 : 0 }),
    write,
    close: () => {
      clearInterval(timer)
      return write()
    },
  }
}
