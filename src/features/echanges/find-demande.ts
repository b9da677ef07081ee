import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { AgentActor, UsagerActor } from '../../platform/session/actor.ts'
import { EchangeIntrouvable } from './refusals.ts'

export type Correspondant = UsagerActor | AgentActor

/** What an exchange needs to know of its demande. */
export interface DemandeDEchange {
  id: string
  reference: string
  demarche: string
  statut: string
  statutDepuis: Date
  /** Null when it came on paper: nobody would read a message on line. */
  usagerId: string | null
}

/**
 * The demande of an exchange: a person’s own, or one of the démarches that were given to the agent.
 * @throws EchangeIntrouvable
 */
export async function findDemande(
  db: Db | Tx,
  acteur: Correspondant,
  reference: string,
): Promise<DemandeDEchange> {
  const query = db
    .selectFrom('demande')
    .select(['id', 'reference', 'demarche', 'statut', 'statut_depuis as statutDepuis'])
    .select('usager_id as usagerId')
    .where('reference', '=', reference)
  const mine =
    acteur.kind === 'usager'
      ? query.where('usager_id', '=', acteur.usagerId)
      : query.where(sql<boolean>`demarche = any(${acteur.demarches}::text[])`)
  const found = await mine.executeTakeFirst()
  if (!found) throw new EchangeIntrouvable()
  return found
}

/** Whose message it is, as the table says it. */
export const auteurOf = (acteur: Correspondant) =>
  acteur.kind === 'usager'
    ? ({ auteur: 'usager', agent_id: null } as const)
    : ({ auteur: 'agent', agent_id: acteur.agentId } as const)
