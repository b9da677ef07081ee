import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { normaliseRecherche } from '../demandes/index.ts'
import { demarchesOf, statutsAsked } from './conditions-sql.ts'
import type { Filtres } from './filtres.ts'

type Sql = RawBuilder<unknown>

const MOTS_MAX = 6

/** Pages of names that are read whatever they hold. */
const PAGES_MAX = 80
/** Beyond, the queue itself is walked where so many of its newest demandes answer that a page of it is soon full. */
const SONDEES = 400
const ASSEZ = 10
/** Names read one by one elsewhere, and first words of pairs among which the second is looked for. */
const NOMS_MAX = 1_000
const PREMIERS_MAX = 2_000

/** A row of `nom_cherche` without its demande: a word alone, or two of them, the lesser first. */
export interface Nom {
  demarche: string
  mot: string
  autre: string
}

/** How a search is answered: the names that it finds, or the démarches whose queue is walked. */
export interface Noms {
  listes: readonly Nom[]
  parcours: readonly string[]
}

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

/** The names that filters look for; undefined when they name nobody, or one demande by its reference. */
export async function nomsOf(db: Db, acteur: AgentActor, filtres: Filtres): Promise<Noms | undefined> {
  const mots = motsCherches(filtres.recherche)
  if (mots.length === 0 || filtres.doublons || parseReference(filtres.recherche)) return undefined
  return findNoms(db, demarchesOf(acteur, filtres), mots, statutsAsked(filtres).length)
}

/**
 * Names of `nom_cherche` that begin like the words of a search, like the two longest when there are more; each is
 * found by one step of the index. @param statuts states in each of which a page of each will be read
 */
async function findNoms(
  db: Db,
  demarches: readonly string[],
  mots: readonly string[],
  statuts: number,
): Promise<Noms> {
  const few = Math.floor(PAGES_MAX / Math.max(1, statuts))
  const [un = '', autre] = mots.slice(0, 2).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const premiers = steps(sql`mot`, sql`n.demarche = d.demarche`, un)
  const pairs = steps(sql`autre`, sql`n.demarche = d.demarche and n.mot = p.v`, autre ?? '')
  const upTo = (max: number) =>
    autre === undefined
      ? sql`array(select v || ' ' from (${premiers}) p limit ${sql.lit(max)})`
      : sql`array(select p.v || ' ' || s.v from unnest(u.premiers) p(v) cross join lateral (${pairs}) s limit ${sql.lit(max)})`
  const firsts =
    autre === undefined
      ? sql`'{}'::text[]`
      : sql`array(select v from (${premiers}) p limit ${sql.lit(PREMIERS_MAX + 1)})`
  const dense = sql`(select count(1) from (select recherche from demande where demarche = d.demarche
      order by deposee_le desc, id desc limit ${sql.lit(SONDEES)}) q where ${sql.join(named(sql`recherche`, mots))}) >= ${sql.lit(ASSEZ)}`
  const { rows } = await sql<{ demarche: string; noms: string[] | null }>`select d.demarche,
      case when cardinality(u.premiers) > ${sql.lit(PREMIERS_MAX)} then null
        when cardinality(p.noms) <= ${sql.lit(few)} then p.noms
        when ${dense} then null else ${upTo(NOMS_MAX + 1)} end as noms
    from unnest(${[...demarches]}::text[]) d(demarche)
    cross join lateral (select ${firsts} as premiers offset 0) u
    cross join lateral (select ${upTo(few + 1)} as noms offset 0) p`.execute(db)
  const listed = ({ noms }: (typeof rows)[number]): boolean => noms !== null && noms.length <= NOMS_MAX
  return {
    listes: rows
      .filter(listed)
      .flatMap(({ demarche, noms }) => (noms ?? []).map((nom) => nomOf(demarche, nom))),
    parcours: rows.filter((row) => !listed(row)).map(({ demarche }) => demarche),
  }
}

const nomOf = (demarche: string, nom: string): Nom => {
  const [mot = '', autre = ''] = nom.split(' ')
  return { demarche, mot, autre }
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
