import { type RawBuilder, sql } from 'kysely'
import { normaliseRecherche } from '../demandes/index.ts'

type Sql = RawBuilder<unknown>

const MOTS_MAX = 6

/** Pages of names that are read one by one; whoever asks for more asks for so many that the queue itself soon shows a page. */
const PAGES_MAX = 80
/** First words of pairs among which the second is looked for. */
const PREMIERS_MAX = 300

/** The words of a search, the longest first; one that begins another asks nothing more. */
export function motsCherches(recherche: string): string[] {
  const mots = [...new Set(normaliseRecherche(recherche).split(' ').filter(Boolean))].slice(0, MOTS_MAX)
  return mots
    .filter((mot) => !mots.some((other) => other !== mot && other.startsWith(mot)))
    .sort((a, b) => b.length - a.length)
}

/** That what is searched of a demande has a word that begins like each of these. */
export const named = (recherche: Sql, mots: readonly string[]): Sql[] =>
  mots.length === 0
    ? []
    : [sql`${recherche} @@ to_tsquery('simple', ${mots.map((mot) => `${mot}:*`).join(' & ')})`]

/**
 * The names of `nom_cherche` that answer a search in a démarche `d`, as « mot autre »: those of one word, or of two
 * (the lesser first, as they are kept), each found by one step of the index. None and `trop` when they are too many to
 * read the page of each in each state.
 */
export function debutsDe(mots: readonly string[], statuts: number): Sql {
  const max = Math.floor(PAGES_MAX / Math.max(1, statuts))
  const [un = '', autre] = mots.slice(0, 2).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const premiers = steps(sql`mot`, sql`n.demarche = d.demarche`, un)
  const few = (debuts: Sql, trop: Sql) =>
    sql`select case when ${trop} then '{}' else debuts end as debuts, ${trop} as trop from (${debuts}) b`
  if (autre === undefined)
    return few(
      sql`select array(select v || ' ' from (${premiers}) p limit ${max + 1}) as debuts`,
      sql`cardinality(debuts) > ${max}::int`,
    )
  const seconds = steps(sql`autre`, sql`n.demarche = d.demarche and n.mot = p.v`, autre)
  return few(
    sql`select premiers, array(select p.v || ' ' || s.v from unnest(u.premiers) p(v) cross join lateral (${seconds}) s
        limit ${max + 1}) as debuts
      from (select array(select v from (${premiers}) p limit ${PREMIERS_MAX + 1}) as premiers) u`,
    sql`(cardinality(premiers) > ${PREMIERS_MAX}::int or cardinality(debuts) > ${max}::int)`,
  )
}

/** The different values of a column that begin so: each is asked for after the one before, however many rows have it. */
function steps(column: Sql, where: Sql, debut: string): Sql {
  const value = sql`n.${column}`
  const range = sql`${where} and ${value} < ${`${debut}\u{10ffff}`}`
  return sql`with recursive pas(v) as (
      (select ${value} from nom_cherche n where ${range} and ${value} >= ${debut} order by ${value} limit 1)
      union all
      select (select ${value} from nom_cherche n where ${range} and ${value} > pas.v order by ${value} limit 1)
        from pas where pas.v is not null)
    select v from pas where v is not null`
}
