import { type RawBuilder, sql } from 'kysely'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { SEUILS, type Statut } from '../demandes/index.ts'
import { type Filtres, STATUTS_OUVERTS, statutsOf, type Urgence } from './filtres.ts'

type Sql = RawBuilder<unknown>

/** The démarches that filters ask for, among those of the agent. */
export function demarchesOf(acteur: AgentActor, { demarche }: Filtres): string[] {
  return demarche ? acteur.demarches.filter((slug) => slug === demarche) : acteur.demarches
}

/**
 * The states that filters ask for: nothing presses once it is decided. As a list and not as a condition: the planner
 * would take the index of what silence decides, which knows no state and is read whole.
 */
export const statutsAsked = ({ statut, urgence }: Filtres): Statut[] =>
  statutsOf(statut).filter((one) => urgence === 'toutes' || STATUTS_OUVERTS.includes(one))

/** What a row of `demande` (or of what repeats it) must be, its place (démarche and state) and its names apart. */
export function conditions(acteur: AgentActor, filtres: Filtres, now: Date, id: Sql): Sql[] {
  const parts: Sql[] = []
  if (filtres.attribution === 'moi') parts.push(sql`agent_id = ${acteur.agentId}::uuid`)
  if (filtres.attribution === 'aucune') parts.push(sql`agent_id is null`)
  if (filtres.urgence !== 'toutes') parts.push(pressing[filtres.urgence](parisDay(now), id))
  if (filtres.doublons) parts.push(isDoublon(id))
  return parts
}

/** Something indispensable is waited for in this state, and in no other (`receiveComplement`, CRPA L114-5-1). */
export const attendBloquant = (statut: Sql): Sql => sql`${statut} = 'a_completer'`

/** What each urgency asks of a row of `demande`. @param today day in Paris, YYYY-MM-DD */
export const pressing = {
  proche: (today) => sql`decision_implicite_le <= ${addDays(today, SEUILS.silence.ambre)}::date`,
  rouge: (today) => sql`decision_implicite_le <= ${addDays(today, SEUILS.silence.rouge)}::date`,
  // A value and not `exists`, here and wherever a row is asked for one other: the planner may read the whole other table
  // at once instead of one row of its index.
  complement: (today, id) =>
    sql`${attendBloquant(sql`statut`)} and (select c.echeance from complement c where c.demande_id = ${id} and c.clos_le is null) < ${today}::date`,
} as const satisfies Record<Exclude<Urgence, 'toutes'>, (today: string, id: Sql) => Sql>

/** A demande that was withdrawn, closed without follow-up or sent elsewhere is nobody's duplicate any more. */
const COMPTE_ENCORE = sql`autre.statut not in ('desistee', 'sans_suite', 'transmise')`

/** Whether another demande that still counts seems to be for the same person. */
export const isDoublon = (
  id: Sql,
): Sql => sql`exists (select from doublon x join demande autre on autre.id = x.autre_id
  where x.demande_id = ${id} and ${COMPTE_ENCORE})`
