import { v7 as uuidv7 } from 'uuid'
import { inTransaction } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { applyActe, lockDemande } from '../demandes/index.ts'
import { notifie } from '../notifications/index.ts'
import {
  type ActeRecu,
  effetDuComplement,
  getDemarche,
  type InstructionDeps,
  tellUsager,
} from './acte-d-agent.ts'
import { type ComplementSaisie, type Erreurs, parseComplement } from './acte-saisie.ts'
import { complementDemande } from './courriels/complement-demande.ts'
import { refuseOnceAccepted } from './decide-demande.ts'

/**
 * Asks the person for what is missing, with a deadline, and says what it does to the clock (CRPA L114-5,
 * R112-11-4). The date of the implicit decision is unknown until the answer comes: the use case that receives it
 * computes the new one from the journal's `decisionImpliciteAvant`.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible | AcceptationImpliciteNee
 */
export async function requestComplement(
  deps: InstructionDeps,
  acteur: AgentActor,
  acte: ActeRecu & { saisie: ComplementSaisie },
): Promise<Erreurs> {
  const le = deps.clock.now()
  const lu = parseComplement(acte.saisie, parisDay(le))
  if (!lu.ok) return lu.erreurs
  const { elements, echeance, message } = lu.valeur
  const id = uuidv7()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, acte.reference, acteur)
    const effet = effetDuComplement(getDemarche(deps, demande.demarche))
    refuseOnceAccepted(deps, demande, le)
    const avant = demande.decision_implicite_le
    await applyActe(tx, {
      demande,
      acte: 'demander-complement',
      acteur,
      le,
      revisionVue: acte.revisionVue,
      decisionImpliciteLe: null,
      donnees: {
        complementId: id,
        echeance,
        effet,
        elements: elements.length,
        decisionImpliciteAvant: avant,
      },
    })
    await tx
      .insertInto('complement')
      .values({
        id,
        demande_id: demande.id,
        agent_id: acteur.agentId,
        demande_le: le,
        echeance,
        message,
        elements: JSON.stringify(elements),
        effet,
      })
      .execute()
    await notifie(tx, {
      genre: 'complement.demande',
      donnees: { echeance },
      ...{ usagerId: demande.usager_id, demandeId: demande.id, objetId: id, le, courriel: null },
    })
    await tellUsager(tx, deps, demande, le, (contexte) =>
      complementDemande(contexte, { nombre: elements.length, echeance }),
    )
  })
  return []
}
