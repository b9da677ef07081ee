import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { startOfParisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { Cloture } from './cloture.ts'
import type { Ecriture } from './ecriture.ts'
import { ecrituresDuJour } from './ecritures.ts'
import { empreinteDEcritures } from './empreinte-de-cloture.ts'
import { inSnapshot } from './journal-de-caisse.query.ts'
import { ClotureImpossible, EcritureIntrouvable } from './refusals.ts'
import { type Total, totauxDe } from './totaux.ts'

const PAR_PAGE = 40

/** The columns of a closing, its entries left out where they are not asked for. */
const ENTETE = ['numero', 'jour', 'close_le as closeLe', 'totaux'] as const

export interface ClotureEnListe {
  numero: number
  jour: string
  closeLe: Date
  /** Those of the démarches of who reads. */
  totaux: Total[]
}

export interface ClotureEtAgent {
  cloture: Cloture
  agent: string
  /** Whether every entry is of a démarche of who reads. */
  entiere: boolean
}

/** The closings, the newest first, and the first day that is to be closed. */
export async function cloturesVues(
  db: Db,
  acteur: AgentActor,
  { avant, today }: { avant: number | undefined; today: string },
): Promise<{ clotures: ClotureEnListe[]; suite: number | null; aClore: string | null }> {
  let query = db
    .selectFrom('cloture_de_caisse')
    .select(ENTETE)
    .orderBy('numero', 'desc')
    .limit(PAR_PAGE + 1)
  if (avant !== undefined) query = query.where('numero', '<', avant)
  const rows = await query.execute()
  const clotures = rows.slice(0, PAR_PAGE).map(({ numero, jour, closeLe, totaux }) => ({
    ...{ numero, jour, closeLe },
    totaux: seen(totaux as unknown as Total[], acteur),
  }))
  return {
    clotures,
    suite: rows.length > PAR_PAGE ? (clotures.at(-1)?.numero ?? null) : null,
    aClore: await premierJourOuvert(db, today),
  }
}

const seen = <T extends { demarche: string }>(of: readonly T[], { demarches }: AgentActor): T[] =>
  of.filter(({ demarche }) => demarches.includes(demarche))

/** The first day with entries that is over and not closed. @param today day in Paris */
export async function premierJourOuvert(db: Db, today: string): Promise<string | null> {
  const after = sql`coalesce((select max(jour) from cloture_de_caisse), '-infinity'::date)`
  const { rows } = await sql<{ jour: string | null }>`select min(j.jour) as jour from (
      (select jour_de_caisse as jour from paiement where jour_de_caisse > ${after} order by jour_de_caisse limit 1)
      union all
      (select jour_de_caisse from remboursement where jour_de_caisse > ${after} order by jour_de_caisse limit 1)
      union all
      (select jour_de_caisse from cheque_impaye where jour_de_caisse > ${after} order by jour_de_caisse limit 1)
    ) j where j.jour < ${today}::date`.execute(db)
  return rows[0]?.jour ?? null
}

/** What would be closed now, as it is. */
export interface Apercu {
  jour: string
  ecritures: Ecriture[]
  totaux: Total[]
  /** Of the entries: closing wants the very same. */
  vu: string
  /** Payments of that day, and attempts begun on it that pay nothing here, that differ from what the provider says. */
  ecarts: number
  /** The same that were not compared, or could not be read. */
  nonCompares: number
}

/**
 * What would be closed now: a whole day, so only for whoever has every démarche of it.
 * @throws EcritureIntrouvable when this is no day with entries @throws ClotureImpossible when some are not theirs to see
 */
export async function apercuDeCloture(db: Db, acteur: AgentActor, jour: string): Promise<Apercu> {
  if (!isDay(jour)) throw new EcritureIntrouvable()
  return inSnapshot(db, async (tx) => {
    const ecritures = await ecrituresDuJour(tx, jour)
    if (ecritures.length === 0) throw new EcritureIntrouvable()
    if (seen(ecritures, acteur).length < ecritures.length)
      throw new ClotureImpossible(jour, { kind: 'demarche-non-confiee' })
    const { rows } = await sql<{ ecarts: number; nonCompares: number }>`select
        count(*) filter (where r.issue = 'ecart')::int as ecarts,
        count(*) filter (where r.issue is null or r.issue = 'illisible')::int as "nonCompares"
      from paiement p left join rapprochement r on r.paiement_id = p.id
      where p.moyen = 'carte' and (p.jour_de_caisse = ${jour}::date or (p.jour_de_caisse is null
        and p.cree_le >= ${startOfParisDay(jour)} and p.cree_le < ${startOfParisDay(jour, 1)}))`.execute(tx)
    return {
      jour,
      ecritures,
      totaux: totauxDe(ecritures),
      vu: empreinteDEcritures(ecritures),
      ...(rows[0] ?? { ecarts: 0, nonCompares: 0 }),
    }
  })
}

/** One closing, with what it kept. @throws EcritureIntrouvable */
export async function getCloture(db: Db, acteur: AgentActor, jour: string): Promise<ClotureEtAgent> {
  const row = isDay(jour)
    ? await db
        .selectFrom('cloture_de_caisse as c')
        .innerJoin('agent as a', 'a.id', 'c.close_par')
        .selectAll('c')
        .select(sql<string>`a.prenom || ' ' || a.nom`.as('agent'))
        .where('c.jour', '=', jour)
        .executeTakeFirst()
    : undefined
  if (!row) throw new EcritureIntrouvable()
  const whole = clotureOf(row)
  const ecritures = seen(whole.ecritures, acteur)
  if (ecritures.length === 0) throw new EcritureIntrouvable()
  const entiere = ecritures.length === whole.ecritures.length
  return { cloture: { ...whole, ecritures, totaux: seen(whole.totaux, acteur) }, agent: row.agent, entiere }
}

/** A row as it was written. */
export const clotureOf = (row: {
  id: string
  numero: number
  jour: string
  ecritures: unknown
  totaux: unknown
  entrees_cents: string | number | bigint
  sorties_cents: string | number | bigint
  close_le: Date
  close_par: string
  precedent: Buffer | null
  empreinte: Buffer
}): Cloture => ({
  id: row.id,
  numero: row.numero,
  jour: row.jour,
  ecritures: row.ecritures as Ecriture[],
  totaux: row.totaux as Total[],
  entreesCents: Number(row.entrees_cents),
  sortiesCents: Number(row.sorties_cents),
  closeLe: row.close_le,
  closePar: row.close_par,
  precedent: row.precedent?.toString('hex') ?? null,
  empreinte: row.empreinte.toString('hex'),
})
