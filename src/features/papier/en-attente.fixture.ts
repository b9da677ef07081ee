import type { Comptoir } from '../../../test/support/comptoir.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { requestComplement } from '../instruction/index.ts'

const ASKED = '2026-11-23T09:00:00Z'

/** A paper demande due on 23 January that was asked for these things, until 15 December. */
export async function insertEnAttente(
  comptoir: Comptoir,
  agent: AgentActor,
  { elements = 'RIB', email = null as string | null, papier = true } = {},
) {
  comptoir.clock.set(ASKED)
  const demande = await comptoir.insertDemande({ statut: 'en_instruction' })
  const { db } = comptoir.base
  if (papier) {
    await db.updateTable('demande').set({ usager_id: null }).where('id', '=', demande.id).execute()
    await db
      .insertInto('demandeur_papier')
      .values({ demande_id: demande.id, prenom: 'Odette', nom: 'Fournier', adresse: '{}', email })
      .execute()
  }
  const saisie = { elements, echeance: '2026-12-15', message: '' }
  const { reference, id } = demande
  const erreurs = await requestComplement(comptoir.deps, agent, { reference, revisionVue: 1, saisie })
  if (erreurs[0]) throw new Error(erreurs[0].message)
  const { complements } = await comptoir.stateOf(id)
  return { ...demande, complementVu: complements[0]?.id }
}
