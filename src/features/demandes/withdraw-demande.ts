import { inTransaction } from '../../platform/db/database.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { getCompte } from '../comptes/index.ts'
import { notifie } from '../notifications/index.ts'
import { decideDu } from '../paiements/index.ts'
import { applyActe, type EndAvis, lockDemande } from './apply-acte.ts'
import { desistement } from './courriels/desistement.ts'
import type { SubmitDeps } from './submit-demande.ts'

/**
 * The person withdraws; nothing is decided any more, and a mail confirms it. Asked again (the answer was lost), it is
 * done. @throws DemandeIntrouvable | ActeImpossible
 */
export async function withdrawDemande(
  deps: Pick<SubmitDeps, 'db' | 'clock' | 'catalogue' | 'mailIdentity' | 'publicOrigin'> & {
    endAvis: EndAvis
  },
  acteur: UsagerActor,
  reference: string,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    if (demande.statut === 'desistee') return
    await applyActe(tx, {
      demande,
      acte: 'desister',
      acteur,
      le,
      decisionImpliciteLe: null,
      endAvis: deps.endAvis,
    })
    const { demarche } = deps.catalogue.get(demande.demarche)
    await decideDu(tx, deps, { demandeId: demande.id, le, demarche, issue: { accorde: false } })
    const { usagerId } = acteur
    await notifie(tx, { genre: 'demande.desistee', usagerId, demandeId: demande.id, le, courriel: null })
    const { email } = await getCompte(tx, acteur.usagerId)
    await queueMail(tx, le, {
      ...desistement(deps, { reference, titre: demarche.titre, le }),
      destinataire: email,
      usagerId: acteur.usagerId,
      demandeId: demande.id,
    })
  })
}
