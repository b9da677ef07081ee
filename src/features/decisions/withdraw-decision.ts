import { inTransaction } from '../../platform/db/database.ts'
import { implicitDecisionDay } from '../../platform/legal-clock/implicit-decision.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { closeAvis } from '../avis/index.ts'
import { applyActe, dropAttribution, isAllowed, lockDemande } from '../demandes/index.ts'
import { type DecisionsDeps, demarcheOf } from './decisions-deps.ts'
import { decisionToWithdraw } from './last-decision.ts'
import { recordDecision } from './record-decision.ts'
import { type Fondement, isFondement, wantsContradictoire, whyNotWithdrawn } from './retrait.ts'
import { createLecteur, type Erreurs, type LireChamp } from './saisie-de-decision.ts'

interface ActeSurDecision {
  reference: string
  /** The revision that the page showed. */
  revisionVue: number
  lire: LireChamp
}

/**
 * Takes a decision back, express or born of silence (CRPA L242-1 and others): the demande is examined again, silence counts anew from today.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible
 */
export async function withdrawDecision(
  deps: DecisionsDeps,
  acteur: AgentActor,
  { reference, revisionVue, lire }: ActeSurDecision,
): Promise<Erreurs> {
  const le = deps.clock.now()
  const lecteur = createLecteur(lire)
  const motif = lecteur.motive('motif', 'Écrivez pourquoi la décision est retirée : la règle et les faits.')
  const fondement = lire('fondement')
  if (!isFondement(fondement)) {
    lecteur.refuse('fondement', 'Choisissez ce qui permet de retirer la décision.')
    return lecteur.erreurs
  }
  return inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    if (demande.revision === revisionVue && isAllowed('retirer-decision', demande.statut, 'agent')) {
      const decision = await decisionToWithdraw(tx, demande.id)
      const why = whyNotWithdrawn(decision, fondement, le)
      if (why) lecteur.refuse('fondement', why)
      if (wantsContradictoire(decision.sens, fondement) && lire('contradictoire') !== 'oui')
        lecteur.refuse(
          'contradictoire',
          'Écrivez d’abord à la personne et laissez-lui le temps de répondre (CRPA, L121-1), puis cochez cette case.',
        )
    }
    if (lecteur.erreurs.length > 0) return lecteur.erreurs
    await applyActe(tx, {
      demande,
      acte: 'retirer-decision',
      acteur,
      le,
      revisionVue,
      decisionImpliciteLe: implicitDecisionDay(le, demarcheOf(deps, demande.demarche).silence.mois),
      donnees: { fondement: fondement satisfies Fondement },
    })
    await dropAttribution(tx, demande.id)
    await closeAvis(tx, deps, demarcheOf(deps, demande.demarche).titre, { demande, acteur, le })
    await recordDecision(tx, deps, {
      demande,
      acteur,
      le,
      nature: 'retrait',
      sens: 'retiree',
      motivation: '',
      motif,
      fondement,
    })
    return []
  })
}
