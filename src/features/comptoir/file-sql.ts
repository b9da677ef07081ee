import { type RawBuilder, sql } from 'kysely'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { conditions, demarchesOf, isDoublon, statutsAsked } from './conditions-sql.ts'
import type { Curseur } from './curseur.ts'
import type { Filtres } from './filtres.ts'
import { motsCherches, type Noms, named } from './noms.query.ts'
import { beyond, ORDRES, type Sens } from './ordre-sql.ts'

type Sql = RawBuilder<unknown>

const ID = sql`demande.id`
/** Overdue complements that are looked up one by one. */
const PEU = 200

const COLUMNS = sql`id, reference, demarche, statut, deposee_le, decision_implicite_le, usager_id, agent_id, revision`

export interface Demandee {
  acteur: AgentActor
  filtres: Filtres
  now: Date
  /** Those that the search finds (`nomsOf`). */
  noms?: Noms | undefined
  /** From where; from the beginning when absent. */
  curseur?: Curseur | undefined
  sens?: Sens
  limit: number
}

/**
 * The demandes that filters keep, one page of them. Each (démarche, state) is read in the order of its index and stopped
 * at one page, whoever merges them sorts only these.
 */
export function armsOf(demandee: Demandee): Sql {
  const { acteur, filtres, now } = demandee
  const demarches = demarchesOf(acteur, filtres)
  const statuts = statutsAsked(filtres)
  const asked = conditions(acteur, filtres, now, ID)
  const mots = motsCherches(filtres.recherche)
  if (filtres.recherche && mots.length === 0) return sql`select ${COLUMNS} from demande where false`
  if (filtres.doublons) return doublonArms(demandee, mots)
  if (mots.length > 0)
    return listedArms(demandee, demandee.noms ?? { listes: [], parcours: [] }, mots.slice(2), mots)
  if (isWhole(filtres) && filtres.attribution === 'toutes')
    return sql`select p.* from unnest(${demarches}::text[]) d(demarche)
      cross join lateral (${pageOf(demandee, COLUMNS, [sql`demarche = d.demarche`])}) p`
  const place = sql`demarche = d.demarche and statut = s.statut`
  const page = (more: Sql) => sql`select p.* from unnest(${demarches}::text[]) d(demarche)
    cross join unnest(${statuts}::text[]) s(statut) cross join lateral (${pageOf(demandee, COLUMNS, [place, ...asked, more])}) p`
  if (filtres.urgence !== 'complement') return page(sql`true`)
  // A few among many that wait for a paper are looked up, many are met soon.
  const late = sql`select c.demande_id from complement c where c.clos_le is null and c.echeance < ${parisDay(now)}::date limit ${PEU + 1}`
  const few = sql`(select count(*) from (${late}) c) <= ${PEU}::int`
  const looked = [sql`id = any(array(${late})) and demarche = any(${demarches}::text[])`, ...asked, few]
  return sql`${page(sql`not ${few}`)} union all select p.* from (${pageOf(demandee, COLUMNS, looked)}) p`
}

/** One page of `demande`, or of each range of its index when the order has two. */
function pageOf({ filtres, curseur, sens = 'apres', limit }: Demandee, columns: Sql, where: Sql[]): Sql {
  const pages = beyond(filtres.tri, sens, curseur).map(
    (range) => sql`(select ${columns} from demande where ${sql.join([...where, range], sql` and `)}
      order by ${ORDRES[filtres.tri][sens]} limit ${limit})`,
  )
  return sql.join(pages, sql` union all `)
}

/**
 * A page of what lists of `nom_cherche` hold, from a page of each in each state; and of the queue itself, walked, where the
 * search is answered so. @param more words that the lists do not know  @param mots all words, for the queue
 */
function listedArms(
  demandee: Demandee,
  { listes, parcours }: Noms,
  more: readonly string[],
  mots: readonly string[] = more,
): Sql {
  const { acteur, filtres, now, curseur, sens = 'apres', limit } = demandee
  const ordre = ORDRES[filtres.tri][sens]
  const keys = filtres.tri === 'echeance' ? sql`decision_implicite_le, id` : sql`deposee_le, id`
  const states = sql`unnest(${statutsAsked(filtres)}::text[]) s(statut)`
  const listed = [
    sql`n.demarche = l.demarche and n.mot = l.mot and n.autre = l.autre and n.statut = s.statut`,
    ...conditions(acteur, filtres, now, sql`n.id`),
    ...named(sql`(select recherche from demande where demande.id = n.id)`, more),
    sql`(${sql.join(beyond(filtres.tri, sens, curseur), sql` or `)})`,
  ]
  const column = (name: 'demarche' | 'mot' | 'autre') => sql`${listes.map((liste) => liste[name])}::text[]`
  const lists = sql`select p.* from unnest(${column('demarche')}, ${column('mot')}, ${column('autre')}) l(demarche, mot, autre)
    cross join ${states} cross join lateral (select ${keys} from (select *, demande_id as id from nom_cherche) n
      where ${sql.join(listed, sql` and `)} order by ${ordre} limit ${limit}) p`
  const walked = [
    sql`demarche = d.demarche`,
    ...conditions(acteur, filtres, now, ID),
    ...named(sql`recherche`, mots),
  ]
  const queues = sql`select p.* from unnest(${[...parcours]}::text[]) d(demarche) cross join lateral (${
    isWhole(filtres)
      ? pageOf(demandee, keys, walked)
      : sql`select p.* from ${states} cross join lateral (${pageOf(demandee, keys, [sql`statut = s.statut`, ...walked])}) p`
  }) p`
  const both =
    parcours.length === 0 ? lists : listes.length === 0 ? queues : sql`${lists} union all ${queues}`
  return sql`select ${COLUMNS} from demande where id = any(array(
    select id from (select distinct ${keys} from (${both}) p) t order by ${ordre} limit ${limit}))`
}

/**
 * Those that seem to be for the same person as another: the list of the empty word, of which a few count no more. Whether
 * they do is asked of two pages of it, and of a page of each state only when these do not make one.
 */
function doublonArms(demandee: Demandee, mots: readonly string[]): Sql {
  const { acteur, filtres, limit } = demandee
  const listes = demarchesOf(acteur, filtres).map((demarche) => ({ demarche, mot: '', autre: '' }))
  const noms = { listes, parcours: [] }
  const unasked = { ...demandee, filtres: { ...filtres, doublons: false }, limit: 2 * limit }
  const enough = sql`(select count(*) from tete) >= ${limit}`
  return sql`with tete as materialized (
      select * from (${listedArms(unasked, noms, mots)}) demande where ${isDoublon(ID)})
    select * from tete where ${enough} union all
    select p.* from (${listedArms(demandee, noms, mots)}) p where not ${enough}`
}

/** Every state, in the order of the dépôts: read in one index. */
const isWhole = ({ statut, urgence, tri }: Filtres): boolean =>
  statut === 'toutes' && urgence === 'toutes' && tri !== 'echeance'

/** One demande by its reference, whatever the other filters: they would only hide it. */
export const oneOf = (acteur: AgentActor, reference: string): Sql =>
  sql`select ${COLUMNS} from demande where reference = ${reference} and demarche = any(${acteur.demarches}::text[])`
