import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { type ElementsJson, type ElementVue, elementsVus, RECUS } from '../demandes/index.ts'
import { SaisieIntrouvable } from './refusals.ts'

export interface ReponseAttendue {
  reference: string
  nom: string
  complementId: string
  demandeLe: Date
  /** YYYY-MM-DD */
  echeance: string
  elements: ElementVue[]
}

/**
 * What a demande that came on paper waits for.
 * @throws SaisieIntrouvable when it waits for nothing, came on line, or is of a démarche that this agent was not given
 */
export async function reponseAttendue(
  db: Db,
  acteur: AgentActor,
  reference: string,
): Promise<ReponseAttendue> {
  const row = await db
    .selectFrom('demande')
    .innerJoin('complement as c', 'c.demande_id', 'demande.id')
    .innerJoin('demandeur_papier as d', 'd.demande_id', 'demande.id')
    .select(['reference', 'd.prenom', 'd.nom', 'c.id as complementId', 'c.demande_le as demandeLe'])
    .select(['c.echeance', 'c.elements', sql<ElementsJson['recus']>`${sql.raw(RECUS)}`.as('recus')])
    .where('reference', '=', reference)
    .where('demande.usager_id', 'is', null)
    .where('demande.demarche', '=', (eb) => eb.fn.any(eb.val([...acteur.demarches])))
    .where('demande.statut', 'in', ['a_completer', 'en_instruction'])
    .where('c.clos_le', 'is', null)
    .executeTakeFirst()
  if (!row) throw new SaisieIntrouvable()
  const { prenom, nom, elements, recus, ...attendue } = row
  return { ...attendue, nom: `${prenom} ${nom}`, elements: elementsVus(elements, recus) }
}
