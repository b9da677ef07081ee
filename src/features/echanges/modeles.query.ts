import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { longDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { DemandeDEchange } from './find-demande.ts'
import { fillModele, type Valeurs } from './modele.ts'

export interface ModeleEcrit {
  id: string
  demarche: string
  nom: string
  texte: string
  revision: number
}

/** The templates of the démarches of an agent, by démarche and name. A few hundred at most: nobody chooses in more. */
export function modelesDe(db: Db, { demarches }: AgentActor): Promise<ModeleEcrit[]> {
  return db
    .selectFrom('modele_de_message')
    .select(['id', 'demarche', 'nom', 'texte', 'revision'])
    .where(sql<boolean>`demarche = any(${demarches}::text[])`)
    .orderBy('demarche')
    .orderBy('nom')
    .limit(500)
    .execute()
}

/** One of them; undefined also when its démarche was not given to this agent. */
export async function findModele(
  db: Db,
  { demarches }: AgentActor,
  id: string,
): Promise<ModeleEcrit | undefined> {
  if (!isUuid(id)) return undefined
  return db
    .selectFrom('modele_de_message')
    .select(['id', 'demarche', 'nom', 'texte', 'revision'])
    .where('id', '=', id)
    .where(sql<boolean>`demarche = any(${demarches}::text[])`)
    .executeTakeFirst()
}

/** A template of the démarche of a demande, with its variables filled in; undefined when there is none such. */
export async function modeleRempli(
  db: Db,
  acteur: AgentActor,
  demande: DemandeDEchange,
  { modeleId, demarche }: { modeleId: string; demarche: string },
): Promise<string | undefined> {
  if (demande.usagerId === null) return undefined
  const modele = await findModele(db, acteur, modeleId)
  if (!modele || modele.demarche !== demande.demarche) return undefined
  const facts = await db
    .selectFrom('usager')
    .select(['prenom', 'nom'])
    .select((eb) => [
      eb
        .selectFrom('complement')
        .select('echeance')
        .where('demande_id', '=', demande.id)
        .where('clos_le', 'is', null)
        .as('echeance'),
      eb
        .selectFrom('agent')
        // As the public reads it (CRPA L111-2), without the quality.
        .select(
          sql<string>`agent_pour_le_public(jsonb_populate_record(agent, '{"qualite": ""}'))`.as('agent'),
        )
        .where('id', '=', acteur.agentId)
        .as('agent'),
    ])
    .where('id', '=', demande.usagerId)
    .executeTakeFirstOrThrow()
  const valeurs: Valeurs = {
    prenom: facts.prenom,
    nom: facts.nom,
    reference: demande.reference,
    demarche,
    ...(facts.agent ? { agent: facts.agent } : {}),
    ...(facts.echeance ? { date_limite: longDay(facts.echeance) } : {}),
  }
  return fillModele(modele.texte, valeurs)
}
