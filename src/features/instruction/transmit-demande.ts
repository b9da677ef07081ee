import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { closeAvis } from '../avis/index.ts'
import { applyActe, lockDemande } from '../demandes/index.ts'
import { notifie } from '../notifications/index.ts'
import { decideDu } from '../paiements/index.ts'
import { type ActeRecu, getDemarche, type InstructionDeps, tellUsager } from './acte-d-agent.ts'
import { demandeTransmise } from './courriels/transmission.ts'
import { refuseOnceAccepted } from './decide-demande.ts'
import {
  type ErreursDeTransmission,
  parseTransmission,
  type TransmissionTapee,
} from './transmission-saisie.ts'

/**
 * Sends the demande to the competent authority and tells the person (CRPA L114-2), with what becomes of the time
 * limits (L114-3). It ends here; the agent sends the file by the means of the département.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible | AcceptationImpliciteNee
 */
export function transmitDemande(
  deps: InstructionDeps,
  acteur: AgentActor,
  acte: ActeRecu & { saisie: TransmissionTapee },
): Promise<ErreursDeTransmission> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, acte.reference, acteur)
    const lu = parseTransmission(acte.saisie, getDemarche(deps, demande.demarche))
    if ('erreurs' in lu) return lu.erreurs
    const { autorite, contact, adresse } = lu.valeur
    await applyActe(tx, {
      demande,
      acte: 'transmettre',
      acteur,
      le,
      revisionVue: acte.revisionVue,
      decisionImpliciteLe: null,
      donnees: { decisionImpliciteAvant: demande.decision_implicite_le, autorite },
      endAvis: (tx, fin) => closeAvis(tx, deps, getDemarche(deps, demande.demarche).titre, fin),
    })
    refuseOnceAccepted(deps, demande, le)
    await tx
      .insertInto('transmission')
      .values({ demande_id: demande.id, agent_id: acteur.agentId, transmise_le: le, ...lu.valeur })
      .execute()
    const demarche = getDemarche(deps, demande.demarche)
    await decideDu(tx, deps, { demandeId: demande.id, le, demarche, issue: { accorde: false } })
    await notifie(tx, {
      genre: 'demande.transmise',
      ...{ usagerId: demande.usager_id, demandeId: demande.id, le, courriel: null },
    })
    await tellUsager(tx, deps, demande, le, (contexte) =>
      demandeTransmise(contexte, { autorite, adresse, contact, deposeeLe: demande.deposee_le }),
    )
    return {}
  })
}
