import { inTransaction, type Tx } from '../../platform/db/database.ts'
import {
  implicitDecisionAfterSuspension,
  implicitDecisionDay,
} from '../../platform/legal-clock/implicit-decision.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { getCompte } from '../comptes/index.ts'
import { notifie, settleNotifications } from '../notifications/index.ts'
import { attachComplementPieces } from '../pieces/index.ts'
import { applyActe, lockDemande } from './apply-acte.ts'
import { complementRecu } from './courriels/complement-recu.ts'
import { ActeImpossible } from './refusals.ts'
import type { SubmitDeps } from './submit-demande.ts'

/**
 * Sends what was missing; a mail confirms it. The clock goes on from where it stood, or begins again where silence is an acceptance
 * (CRPA L114-5).
 * @param complementVu the complement that the page showed: an answer never closes another one
 * @throws DemandeIntrouvable | ActeImpossible | ServiceFerme
 */
export async function answerComplement(
  deps: Pick<SubmitDeps, 'db' | 'clock' | 'catalogue' | 'calendrier' | 'mailIdentity' | 'publicOrigin'>,
  acteur: UsagerActor,
  reference: string,
  { reponse, complementVu }: { reponse: string; complementVu: string | undefined },
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    deps.calendrier.exigeOuverte(demande.demarche)
    const complement = await tx
      .selectFrom('complement')
      .select(['id', 'demande_le', 'echeance', 'effet'])
      .where('demande_id', '=', demande.id)
      .where('clos_le', 'is', null)
      .executeTakeFirst()
    if (!complement || (complementVu !== undefined && complementVu !== complement.id))
      throw new ActeImpossible('repondre-complement', demande.statut)
    const avant = await dueBefore(tx, demande.id)
    const { silence, titre } = deps.catalogue.get(demande.demarche).demarche
    const due =
      complement.effet === 'recommence' || avant === null
        ? implicitDecisionDay(le, silence.mois)
        : implicitDecisionAfterSuspension(avant, complement.demande_le, endOfWait(complement.echeance, le))
    await applyActe(tx, { demande, acte: 'repondre-complement', acteur, le, decisionImpliciteLe: due })
    await tx
      .updateTable('complement')
      .set({ repondu_le: le, clos_le: le, reponse })
      .where('id', '=', complement.id)
      .execute()
    await attachComplementPieces(tx, complement.id, demande.id)
    const fait = { usagerId: acteur.usagerId, demandeId: demande.id, objetId: complement.id, le }
    await settleNotifications(tx, demande.id, le, { objetId: complement.id })
    await notifie(tx, { ...fait, genre: 'complement.recu', courriel: null })
    const { email } = await getCompte(tx, acteur.usagerId)
    await queueMail(tx, le, {
      ...complementRecu(deps, { reference, titre, le }),
      destinataire: email,
      usagerId: acteur.usagerId,
      demandeId: demande.id,
    })
  })
}

/** The clock is stopped for the time given to answer, not longer: after the deadline it runs again by itself. */
const endOfWait = (echeance: string, recuLe: Date): Date =>
  parisDay(recuLe) <= echeance ? recuLe : new Date(`${echeance}T12:00:00Z`)

/** The day that was due when the complement was asked: the act that stopped the clock wrote it down. */
export async function dueBefore(tx: Tx, demandeId: string): Promise<string | null> {
  const line = await tx
    .selectFrom('journal')
    .select('donnees')
    .where('demande_id', '=', demandeId)
    .where('action', '=', 'demande.complement-demande')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const due = (line?.donnees as { decisionImpliciteAvant?: unknown } | undefined)?.decisionImpliciteAvant
  return typeof due === 'string' ? due : null
}
