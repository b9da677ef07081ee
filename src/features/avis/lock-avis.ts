import type { Tx } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { AvisClos, AvisIntrouvable } from './refusals.ts'

export interface AvisVerrouille {
  id: string
  demandeId: string
  consulteId: string
  reference: string
  demarche: string
  pourLe: string
  relanceLe: Date | null
}

/**
 * Locks an opinion that is still awaited, for the colleague who is asked or for an agent of the démarche.
 * @throws AvisIntrouvable | AvisClos
 */
export async function lockAvis(
  tx: Tx,
  acteur: AgentActor,
  id: string,
  comme: 'consulte' | 'demandeur',
): Promise<AvisVerrouille> {
  if (!isUuid(id)) throw new AvisIntrouvable()
  const query = tx
    .selectFrom('avis')
    .innerJoin('demande', 'demande.id', 'avis.demande_id')
    .select([
      'avis.id',
      'demande_id as demandeId',
      'consulte_id as consulteId',
      'reference',
      'demarche',
      'statut',
      'pour_le as pourLe',
      'relance_le as relanceLe',
      'repondu_le',
      'retire_le',
    ])
    .where('avis.id', '=', id)
  const mine =
    comme === 'consulte'
      ? query.where('consulte_id', '=', acteur.agentId)
      : query.where('demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
  // The demande too: a decision and an opinion take turns.
  const row = await mine.forUpdate(['avis']).forShare(['demande']).executeTakeFirst()
  if (!row) throw new AvisIntrouvable()
  const { statut, repondu_le, retire_le, ...avis } = row
  if (repondu_le || retire_le || !['deposee', 'en_instruction', 'a_completer'].includes(statut))
    throw new AvisClos(comme === 'demandeur' ? avis.reference : undefined)
  return avis
}
