import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { startOfParisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { NatureDEcart } from './compare-tentative.ts'
import { type Curseur, curseurDe } from './curseur.ts'

const PAR_PAGE = 50
const JOURS_MONTRES = 31

export interface TentativeARegarder {
  id: string
  commande: string
  demarche: string
  montantCents: number
  /** UTC with microseconds. */
  le: string
  issue: 'ecart' | 'illisible'
  nature: NatureDEcart | null
  enMots: string
  luLe: Date
}

export interface RapprochementDuJour {
  /** Attempts by card begun on that day. */
  tentatives: number
  egales: number
  ecarts: number
  illisibles: number
  /** The last time that the provider was asked about one of them. */
  luLe: Date | null
  aRegarder: TentativeARegarder[]
  suite: string | null
  /** The other days where something is to be looked at, the newest first. */
  autresJours: { jour: string; ecarts: number; illisibles: number }[]
}

/** What the comparison of a day found, in the démarches of who reads. */
export async function rapprochementDuJour(
  db: Db,
  { demarches }: AgentActor,
  { jour, apres }: { jour: string; apres: Curseur | undefined },
): Promise<RapprochementDuJour> {
  const dans = sql`p.moyen = 'carte' and p.cree_le >= ${startOfParisDay(jour)} and p.cree_le < ${startOfParisDay(jour, 1)}
    and p.demarche = any(${demarches}::text[])`
  const suite = apres ? sql`and (p.cree_le, p.id) > (${apres.le}::timestamptz, ${apres.id}::uuid)` : sql``
  const { rows: sommes } = await sql<Omit<RapprochementDuJour, 'aRegarder' | 'suite' | 'autresJours'>>`
    select count(*)::int as tentatives, count(*) filter (where r.issue = 'egal')::int as egales,
      count(*) filter (where r.issue = 'ecart')::int as ecarts,
      count(*) filter (where r.issue = 'illisible')::int as illisibles, max(r.lu_le) as "luLe"
    from paiement p left join rapprochement r on r.paiement_id = p.id where ${dans}`.execute(db)
  const { rows } =
    await sql<TentativeARegarder>`select p.id, p.commande, p.demarche, p.montant_cents as "montantCents",
      to_char(p.cree_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as le,
      r.issue, r.nature, r.ecart as "enMots", r.lu_le as "luLe"
    from paiement p join rapprochement r on r.paiement_id = p.id where ${dans} and r.issue <> 'egal' ${suite}
    order by p.cree_le, p.id limit ${PAR_PAGE + 1}`.execute(db)
  const { rows: autresJours } = await sql<RapprochementDuJour['autresJours'][number]>`
    select (p.cree_le at time zone 'Europe/Paris')::date as jour,
      count(*) filter (where r.issue = 'ecart')::int as ecarts,
      count(*) filter (where r.issue = 'illisible')::int as illisibles
    from rapprochement r join paiement p on p.id = r.paiement_id
    where r.issue <> 'egal' and p.demarche = any(${demarches}::text[])
      and (p.cree_le at time zone 'Europe/Paris')::date <> ${jour}::date
    group by 1 order by 1 desc limit ${JOURS_MONTRES}`.execute(db)
  const aRegarder = rows.slice(0, PAR_PAGE)
  const last = aRegarder.at(-1)
  return {
    ...(sommes[0] ?? { tentatives: 0, egales: 0, ecarts: 0, illisibles: 0, luLe: null }),
    ...{ aRegarder, suite: rows.length > PAR_PAGE && last ? curseurDe(last) : null, autresJours },
  }
}
