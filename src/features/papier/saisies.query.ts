import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'

const MONTREES = 30

export interface SaisieEnCours {
  id: string
  demarche: string
  nom: string
  modifieLe: Date
}

/** What this agent began to type, latest first. */
export function saisiesEnCours(db: Db, acteur: AgentActor): Promise<SaisieEnCours[]> {
  return db
    .selectFrom('brouillon')
    .innerJoin('saisie_papier', 'brouillon_id', 'brouillon.id')
    .select(['brouillon.id', 'demarche', 'modifie_le as modifieLe'])
    .select(
      sql<string>`saisie_papier.saisie #>> '{qui,prenom}' || ' ' || (saisie_papier.saisie #>> '{qui,nom}')`.as(
        'nom',
      ),
    )
    .where('agent_id', '=', acteur.agentId)
    .where('demande_id', 'is', null)
    .where('demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
    .orderBy('modifie_le', 'desc')
    .limit(MONTREES)
    .execute()
}
