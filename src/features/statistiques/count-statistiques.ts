import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { Catalogue } from '../demarches/index.ts'
import { type Comptes, sumOf } from './comptes.ts'
import { countDay } from './count-day.ts'
import { countWaiting } from './count-waiting.ts'

export interface StatistiquesDeps {
  db: Db
  clock: Clock
  catalogue: Pick<Catalogue, 'find'>
}

/** Days counted again each time: a decision is sometimes corrected the day after. */
const RECOMPTES = 3

/**
 * Counts every démarche that received something: the days since the last count, their months, and what waits. Made
 * again it finds the same.
 * @param depuis first day to count again (YYYY-MM-DD), instead of the last ones
 */
export async function countStatistiques(deps: StatistiquesDeps, depuis?: string): Promise<void> {
  for (const demarche of await demarchesDe(deps.db)) await countDemarche(deps, demarche, depuis)
}

/** Each démarche that ever received a demande: one step of the index each, not one a demande. */
async function demarchesDe(db: Db): Promise<string[]> {
  const { rows } = await sql<{ demarche: string }>`with recursive d as (
      (select demarche from demande order by demarche limit 1)
      union all
      select (select e.demarche from demande e where e.demarche > d.demarche order by e.demarche limit 1)
      from d where d.demarche is not null)
    select demarche from d where demarche is not null`.execute(db)
  return rows.map(({ demarche }) => demarche)
}

async function countDemarche(
  { db, clock, catalogue }: StatistiquesDeps,
  demarche: string,
  depuis: string | undefined,
): Promise<void> {
  const now = clock.now()
  const today = parisDay(now)
  const days: string[] = []
  for (let jour = depuis ?? (await firstToCount(db, demarche)); jour <= today; jour = addDays(jour, 1))
    days.push(jour)
  await countDays({ db, clock, catalogue }, demarche, days)
  const contenu = JSON.stringify(await countWaiting(db, demarche, now))
  await inTransaction(db, (tx) =>
    tx
      .insertInto('statistique_attente')
      .values({ demarche, contenu, comptee_le: now })
      .onConflict((conflict) => conflict.column('demarche').doUpdateSet({ contenu, comptee_le: now }))
      .execute(),
  )
}

/**
 * Counts one day again, with its month: a demande that came on paper is filed on the day of its arrival. A day that the
 * ordinary count has not reached is left to it.
 */
export async function countOneDay(deps: StatistiquesDeps, demarche: string, jour: string): Promise<void> {
  const reached = await deps.db
    .selectFrom('statistique')
    .select('debut')
    .where('demarche', '=', demarche)
    .where('pas', '=', 'jour')
    .where('debut', '>=', jour)
    .limit(1)
    .executeTakeFirst()
  if (reached) await countDays(deps, demarche, [jour])
}

async function countDays(
  { db, clock, catalogue }: StatistiquesDeps,
  demarche: string,
  days: readonly string[],
): Promise<void> {
  const le = clock.now()
  const questions = catalogue.find(demarche)?.demarche.statistiques ?? {}
  for (const debut of days) {
    const comptes = await countDay(db, demarche, debut, questions)
    await inTransaction(db, (tx) => keep(tx, { demarche, pas: 'jour', debut, comptes, le }))
  }
  for (const debut of new Set(days.map((jour) => `${jour.slice(0, 7)}-01`)))
    await inTransaction(db, async (tx) => {
      const comptes = await sumOfMonth(tx, demarche, debut)
      await keep(tx, { demarche, pas: 'mois', debut, comptes, le })
    })
}

async function firstToCount(db: Db, demarche: string): Promise<string> {
  const { rows } = await sql<{ compte: string | null; premiere: Date }>`select
    (select max(debut) from statistique where demarche = ${demarche} and pas = 'jour') as compte,
    (select deposee_le from demande where demarche = ${demarche} order by deposee_le limit 1) as premiere`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('a select without from always answers one row')
  return row.compte ? addDays(row.compte, 1 - RECOMPTES) : parisDay(row.premiere)
}

async function sumOfMonth(tx: Tx, demarche: string, debut: string): Promise<Comptes> {
  const rows = await tx
    .selectFrom('statistique')
    .select('contenu')
    .where('demarche', '=', demarche)
    .where('pas', '=', 'jour')
    .where('debut', '>=', debut)
    .where('debut', '<', sql<string>`(${debut}::date + interval '1 month')::date`)
    .execute()
  return sumOf(rows.map(({ contenu }) => contenu as unknown as Comptes))
}

async function keep(
  tx: Tx,
  {
    comptes,
    le,
    ...place
  }: { demarche: string; pas: 'jour' | 'mois'; debut: string; comptes: Comptes; le: Date },
): Promise<void> {
  const contenu = JSON.stringify(comptes)
  await tx
    .insertInto('statistique')
    .values({ ...place, contenu, comptee_le: le })
    .onConflict((conflict) =>
      conflict
        .columns(['demarche', 'pas', 'debut'])
        .doUpdateSet({ contenu, comptee_le: le })
        // Demandes of that day have gone at the end of their retention: what is left would tell less.
        .where('statistique.figee', '=', false),
    )
    .execute()
}
