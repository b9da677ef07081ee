import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { etatFermeture, type Maintenance } from './fermeture.ts'
import { ServiceFerme } from './refusals.ts'

/** A maintenance planned in another process is known after this at the latest. */
const EVERY_MS = 5_000

/** The maintenances under way and to come, in memory: every request asks, none waits for the base. */
export interface Calendrier {
  /** In the order of their beginning. */
  aVenir(): readonly Maintenance[]
  /** The maintenance that closes a démarche now, or, without one, the whole portal. */
  enCours(demarche?: string): Maintenance | undefined
  /** @throws ServiceFerme when a maintenance closes this démarche now */
  exigeOuverte(demarche: string): void
  /** Reads the base again at once: after each act. */
  relis(): Promise<void>
  close(): void
}

/** Opens the calendar, read again every five seconds. When the base is gone, what was known is what counts. */
export async function openCalendrier(
  db: Db,
  clock: Clock,
  onError: (error: unknown) => void,
): Promise<Calendrier> {
  let known: readonly Maintenance[] = []
  let reading = false

  const read = async (): Promise<void> => {
    known = await maintenancesFrom(db, clock.now())
  }
  const timer = setInterval(() => {
    // One at a time: a base that hangs is not asked twelve times a minute.
    if (reading) return
    reading = true
    read()
      .catch(onError)
      .finally(() => {
        reading = false
      })
  }, EVERY_MS)
  timer.unref()
  const enCours = (demarche?: string): Maintenance | undefined => {
    const now = clock.now()
    const touches = (one: Maintenance): boolean => one.demarche === null || one.demarche === demarche
    return known.find((one) => touches(one) && etatFermeture(one, now) === 'en-cours')
  }
  await read()
  return {
    aVenir: () => {
      const now = clock.now()
      return known.filter((one) => etatFermeture(one, now) !== 'passee')
    },
    enCours,
    exigeOuverte: (demarche) => {
      const maintenance = enCours(demarche)
      if (maintenance) throw new ServiceFerme(maintenance)
    },
    relis: read,
    close: () => clearInterval(timer),
  }
}

async function maintenancesFrom(db: Db, now: Date): Promise<Maintenance[]> {
  const rows = await db
    .selectFrom('fermeture')
    .select(['numero', 'demarche', 'debut', 'fin', 'motif'])
    .where('annulee_le', 'is', null)
    .where('notee_par', 'is not', null)
    .where('fin', '>', now)
    .orderBy('debut')
    .orderBy('numero')
    .execute()
  return rows.map((row) => ({ ...row, motif: row.motif ?? '' }))
}
