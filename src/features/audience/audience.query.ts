import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Compte } from './audience-store.ts'
import type { Periode } from './periode.ts'
import type { Nombres } from './tranches.ts'

export interface Rang extends Nombres {
  nom: string
}

export interface Audience {
  jours: ReadonlyMap<string, Nombres>
  pages: readonly Rang[]
  sites: readonly Rang[]
  appareils: readonly Rang[]
}

/** As many lines as a list shows; the rest is in the export. */
export const RANGS = 50

/** The counts of a period, four ways. */
export async function audienceDe(db: Db, periode: Periode): Promise<Audience> {
  const [jours, pages, sites, appareils] = await Promise.all([
    summed(db, periode, 'jour').execute(),
    ...(['page', 'site', 'appareil'] as const).map((column) =>
      summed(db, periode, column)
        // Where somebody came from is a matter of visits: within one, no page tells it.
        .orderBy(column === 'site' ? 'visites' : 'vues', 'desc')
        .orderBy(column === 'site' ? 'vues' : 'visites', 'desc')
        .orderBy('nom')
        .limit(RANGS)
        .execute(),
    ),
  ])
  return {
    jours: new Map(jours.map(({ nom, vues, visites }) => [nom, { vues, visites }])),
    pages: pages ?? [],
    sites: sites ?? [],
    appareils: appareils ?? [],
  }
}

const summed = (db: Db, { du, au }: Periode, column: 'jour' | 'page' | 'site' | 'appareil') =>
  db
    .selectFrom('audience')
    .select((eb) => [
      eb.ref(column).$castTo<string>().as('nom'),
      sql<number>`sum(vues)::float8`.as('vues'),
      sql<number>`sum(visites)::float8`.as('visites'),
    ])
    .where('jour', '>=', du)
    .where('jour', '<=', au)
    .groupBy(column)

const BATCH = 1_000

/** Every line of a period in order, read by batches as it is asked for. */
export async function* comptesDe(db: Db, { du, au }: Periode): AsyncGenerator<Compte[]> {
  let last: Compte | undefined
  do {
    const rows: Compte[] = await batchAfter(db, { du, au }, last)
    if (rows.length > 0) yield rows
    last = rows.length === BATCH ? rows.at(-1) : undefined
  } while (last)
}

const batchAfter = (
  db: Db,
  { du, au }: Pick<Periode, 'du' | 'au'>,
  last: Compte | undefined,
): Promise<Compte[]> =>
  db
    .selectFrom('audience')
    .select(['jour', 'page', 'site', 'appareil', 'vues', 'visites'])
    .where('jour', '>=', du)
    .where('jour', '<=', au)
    .$if(last !== undefined, (query) =>
      query.where(
        sql<boolean>`(jour, page, site, appareil) > (${last?.jour}::date, ${last?.page}, ${last?.site}, ${last?.appareil})`,
      ),
    )
    .orderBy('jour')
    .orderBy('page')
    .orderBy('site')
    .orderBy('appareil')
    .limit(BATCH)
    .$castTo<Compte>()
    .execute()
