import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { wantsMail } from '../contact/index.ts'
import { applyActe, lockDemande } from '../demandes/index.ts'
import { type ActeRecu, type InstructionDeps, tellUsager } from './acte-d-agent.ts'
import { priseEnCharge } from './courriels/prise-en-charge.ts'

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
    // Whoever filed on paper is not written a letter that asks nothing and decides nothing.
    if (demande.usager_id && (await wantsMail(tx, demande.usager_id, 'suivi')))
      await tellUsager(tx, deps, demande, le, priseEnCharge)
  })
}
