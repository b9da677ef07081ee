import { type RawBuilder, sql } from 'kysely'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { normaliseRecherche, SEUILS } from '../demandes/index.ts'
import type { Curseur } from './curseur.ts'
import { type Filtres, STATUTS_OUVERTS, statutsOf, type Tri, type Urgence } from './filtres.ts'

type Sql = RawBuilder<unknown>

const MOTS_MAX = 6

/** How each order is written, forwards and backwards; both are read in one index. */
export const ORDRES = {
  anciennes: { apres: sql`deposee_le, id`, avant: sql`deposee_le desc, id desc` },
  recentes: { apres: sql`deposee_le desc, id desc`, avant: sql`deposee_le, id` },
  echeance: { apres: sql`decision_implicite_le, id`, avant: sql`decision_implicite_le desc, id desc` },
} as const satisfies Record<Tri, Record<Sens, Sql>>
export type Sens = 'apres' | 'avant'

const COLUMNS = sql`id, reference, demarche, statut, deposee_le, decision_implicite_le, usager_id, agent_id, revision`

export interface Demandee {
  acteur: AgentActor
  filtres: Filtres
  now: Date
  /** From where; from the beginning when absent. */
  curseur?: Curseur | undefined
  sens?: Sens
  limit: number
}

/**
 * The demandes that filters keep, one page of them. Each (démarche, state) is read in the order of its index and stopped
 * at one page, whoever merges them sorts only these. What few rows have (a name, a duplicate) is looked for once, in its
 * own index: fourteen looks in turn cost ten times as much (measured on 200 000 demandes).
 */
export function armsOf(demandee: Demandee): Sql {
  const { acteur, filtres, now, curseur, sens = 'apres', limit } = demandee
  const [mot, ...autres] = motsDe(filtres.recherche)
  if (mot && autres.length === 0 && isWhole(filtres)) return namedArms(demandee, mot)
  const ordre = ORDRES[filtres.tri][sens]
  const demarches = demarchesOf(acteur, filtres)
  const statuts = statutsOf(filtres.statut).filter(
    // Nothing presses once it is decided. As a list and not as a condition: the planner would take the index of what
    // silence decides, which knows no state and is read whole.
    (statut) => filtres.urgence === 'toutes' || STATUTS_OUVERTS.includes(statut),
  )
  const open = statuts.every((statut) => STATUTS_OUVERTS.includes(statut))
  const rare = (filtres.recherche !== '' && !open) || filtres.doublons || filtres.urgence === 'complement'
  const place = rare
    ? sql`demarche = any(${demarches}::text[]) and statut = any(${statuts}::text[])`
    : sql`demarche = d.demarche and statut = s.statut`
  const arm = (part: Sql) => sql`(select ${COLUMNS} from demande
    where ${place} and ${conditions(acteur, filtres, now)} and ${part}
    order by ${ordre} limit ${limit})`
  const arms = sql.join(beyond(filtres.tri, sens, curseur).map(arm), sql` union all `)
  if (rare) return sql`select p.* from (${arms}) p`
  return sql`select p.* from unnest(${demarches}::text[]) d(demarche) cross join unnest(${statuts}::text[]) s(statut)
    cross join lateral (${arms}) p`
}

/** Words that begin alike and are looked at; whoever typed one letter types another. */
const DEBUTS_MAX = 200

/** Every state, whoever has it: a page of each word is a page of the answer. */
const isWhole = ({ statut, attribution, urgence, doublons, tri }: Filtres): boolean =>
  statut === 'toutes' && attribution === 'toutes' && urgence === 'toutes' && !doublons && tri !== 'echeance'

/** The demandes that have a word of a name: the words that begin so, one step of the index each, then a page of each. */
function namedArms({ acteur, filtres, curseur, sens = 'apres', limit }: Demandee, mot: string): Sql {
  const ordre = ORDRES[filtres.tri][sens]
  const [part] = beyond(filtres.tri, sens, curseur)
  const begins = sql`n.demarche = d.demarche and n.mot < ${`${mot}\u{10ffff}`}`
  return sql`select ${COLUMNS} from demande where id = any(array(select id from (select distinct p.deposee_le, p.id
    from unnest(${demarchesOf(acteur, filtres)}::text[]) d(demarche)
    cross join lateral (with recursive m(mot) as (
        (select n.mot from nom_cherche n where ${begins} and n.mot >= ${mot} order by n.mot limit 1)
        union all
        select (select n.mot from nom_cherche n where ${begins} and n.mot > m.mot order by n.mot limit 1)
          from m where m.mot is not null)
      select mot from m where mot is not null limit ${DEBUTS_MAX}) m
    cross join lateral (select deposee_le, id from (select n.deposee_le, n.demande_id as id from nom_cherche n
        where n.demarche = d.demarche and n.mot = m.mot) n
      where ${part} order by ${ordre} limit ${limit}) p) t order by ${ordre} limit ${limit}))`
}

/** One demande by its reference, whatever the other filters: they would only hide it. */
export const oneOf = (acteur: AgentActor, reference: string): Sql =>
  sql`select ${COLUMNS} from demande where reference = ${reference} and demarche = any(${acteur.demarches}::text[])`

/** The démarches that filters ask for, among those of the agent. */
export function demarchesOf(acteur: AgentActor, { demarche }: Filtres): string[] {
  return demarche ? acteur.demarches.filter((slug) => slug === demarche) : acteur.demarches
}

/** What comes after (or before) the cursor, as ranges of one index; rows without a deadline come after all the others. */
function beyond(tri: Tri, sens: Sens, curseur: Curseur | undefined): Sql[] {
  if (!curseur) return [sql`true`]
  const { valeur, id } = curseur
  const up = sens === 'apres'
  if (tri !== 'echeance')
    return [
      up === (tri === 'anciennes')
        ? sql`(deposee_le, id) > (${valeur}::timestamptz, ${id}::uuid)`
        : sql`(deposee_le, id) < (${valeur}::timestamptz, ${id}::uuid)`,
    ]
  const stopped = sql`decision_implicite_le is null`
  if (valeur === null)
    return up
      ? [sql`${stopped} and id > ${id}::uuid`]
      : [sql`${stopped} and id < ${id}::uuid`, sql`decision_implicite_le is not null`]
  return up
    ? [sql`(decision_implicite_le, id) > (${valeur}::date, ${id}::uuid)`, stopped]
    : [sql`(decision_implicite_le, id) < (${valeur}::date, ${id}::uuid)`]
}

function conditions(acteur: AgentActor, filtres: Filtres, now: Date): Sql {
  const parts: Sql[] = [sql`true`]
  if (filtres.attribution === 'moi') parts.push(sql`agent_id = ${acteur.agentId}::uuid`)
  if (filtres.attribution === 'aucune') parts.push(sql`agent_id is null`)
  if (filtres.urgence !== 'toutes') parts.push(pressing[filtres.urgence](parisDay(now)))
  if (filtres.doublons)
    // An array: the planner would otherwise rather read every demande than look each of these few up.
    parts.push(sql`demande.id = any(array(select x.demande_id from doublon x join demande d on d.id = x.demande_id
      where x.demarche = any(${demarchesOf(acteur, filtres)}::text[])
        and d.statut = any(${[...statutsOf(filtres.statut)]}::text[]))) and ${isDoublon(sql`demande.id`)}`)
  if (filtres.recherche) {
    parts.push(sql`recherche @@ to_tsquery('simple', ${prefixes(filtres.recherche)})`)
    // Said once more as a constant: the index on what waits holds only that.
    parts.push(sql`statut = any(${[...statutsOf(filtres.statut)]}::text[])`)
  }
  return sql.join(parts, sql` and `)
}

/** Something indispensable is waited for in this state, and in no other (`receiveComplement`, CRPA L114-5-1). */
export const attendBloquant = (statut: Sql): Sql => sql`${statut} = 'a_completer'`

/** What each urgency asks of a row of `demande`. @param today day in Paris, YYYY-MM-DD */
export const pressing = {
  proche: (today) => sql`decision_implicite_le <= ${addDays(today, SEUILS.silence.ambre)}::date`,
  rouge: (today) => sql`decision_implicite_le <= ${addDays(today, SEUILS.silence.rouge)}::date`,
  complement: (today) =>
    sql`${attendBloquant(sql`statut`)} and demande.id = any(array(select c.demande_id from complement c where c.clos_le is null and c.echeance < ${today}::date))`,
} as const satisfies Record<Exclude<Urgence, 'toutes'>, (today: string) => Sql>

/** A demande that was withdrawn, closed without follow-up or sent elsewhere is nobody's duplicate any more. */
const COMPTE_ENCORE = sql`autre.statut not in ('desistee', 'sans_suite', 'transmise')`

/** Whether another demande that still counts seems to be for the same person. */
export const isDoublon = (
  id: Sql,
): Sql => sql`exists (select from doublon x join demande autre on autre.id = x.autre_id
  where x.demande_id = ${id} and ${COMPTE_ENCORE})`

/** « Dupont-Élo » → `dupont:* & elo:*`; a search without a letter finds nothing. */
const prefixes = (recherche: string): string =>
  motsDe(recherche)
    .map((word) => `${word}:*`)
    .join(' & ')

const motsDe = (recherche: string): string[] =>
  normaliseRecherche(recherche).split(' ').filter(Boolean).slice(0, MOTS_MAX)
