import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { applyActe, lockDemande } from '../demandes/index.ts'
import { notifie } from '../notifications/index.ts'
import type { ActeRecu, InstructionDeps } from './acte-d-agent.ts'

/**
 * The agent takes the demande in charge; the person is told, by mail if they want it.
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible
 */
export async function takeDemande(deps: InstructionDeps, acteur: AgentActor, acte: ActeRecu): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, acte.reference, acteur)
    await applyActe(tx, {
      demande,
      acte: 'prendre-en-charge',
      acteur,
      le,
      revisionVue: acte.revisionVue,
      agentId: acteur.agentId,
    })
    await notifie(tx, {
      genre: 'demande.prise-en-charge',
      ...{ usagerId: demande.usager_id, demandeId: demande.id, le },
    })
  })
}
