import { inTransaction } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { applyActe, type DemandeRow, lockDemande } from '../demandes/index.ts'
import { notifie, settleNotifications } from '../notifications/index.ts'
import { type ActeRecu, getDemarche, type InstructionDeps, tellUsager } from './acte-d-agent.ts'
import { decision } from './courriels/decision.ts'
import { AcceptationImpliciteNee } from './refusals.ts'

const SENS = {
  accepter: 'acceptee',
  refuser: 'refusee',
  'classer-sans-suite': 'sans_suite',
} as const

/**
 * Ends a demande in one transaction: state, decision, open complement closed, journal, one mail.
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible | AcceptationImpliciteNee
 */
export async function decideDemande(
  deps: InstructionDeps,
  acteur: AgentActor,
  acte: ActeRecu & { acte: keyof typeof SENS; motivation: string },
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, acte.reference, acteur)
    await applyActe(tx, {
      demande,
      acte: acte.acte,
      acteur,
      le,
      revisionVue: acte.revisionVue,
      decisionImpliciteLe: null,
      donnees: { decisionImpliciteAvant: demande.decision_implicite_le },
    })
    if (acte.acte !== 'accepter') refuseOnceAccepted(deps, demande, le)
    await tx
      .insertInto('decision')
      .values({
        demande_id: demande.id,
        agent_id: acteur.agentId,
        sens: SENS[acte.acte],
        motivation: acte.motivation,
        prise_le: le,
      })
      .execute()
    await tx
      .updateTable('complement')
      .set({ clos_le: le })
      .where('demande_id', '=', demande.id)
      .where('clos_le', 'is', null)
      .execute()
    await settleNotifications(tx, demande.id, le)
    await notifie(tx, {
      genre: 'decision.prise',
      ...{ usagerId: demande.usager_id, demandeId: demande.id, le, courriel: null },
    })
    await tellUsager(tx, deps, demande, le, decision)
  })
}

/** The day on which silence accepted this demande, when it did; YYYY-MM-DD. */
export function implicitAcceptance(
  deps: InstructionDeps,
  demande: DemandeRow,
  now: Date,
): string | undefined {
  const le = demande.decision_implicite_le
  const accepts = getDemarche(deps, demande.demarche).silence.effet === 'acceptation'
  return accepts && le !== null && le <= parisDay(now) ? le : undefined
}

export function refuseOnceAccepted(deps: InstructionDeps, demande: DemandeRow, now: Date): void {
  const accepted = implicitAcceptance(deps, demande, now)
  if (accepted) throw new AcceptationImpliciteNee(demande.reference, accepted)
}
