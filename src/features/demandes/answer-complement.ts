import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { getCompte } from '../comptes/index.ts'
import { notifie } from '../notifications/index.ts'
import { type DemandeRow, lockDemande } from './apply-acte.ts'
import { attendBloquant } from './complement.ts'
import { complementRecu } from './courriels/complement-recu.ts'
import { statuts } from './demande.ts'
import {
  type ReponseAuComplement,
  type ReponseRecue,
  type RienEnvoye,
  receiveComplement,
} from './receive-complement.ts'
import type { SubmitDeps } from './submit-demande.ts'

type Deps = Pick<SubmitDeps, 'db' | 'clock' | 'catalogue' | 'calendrier' | 'mailIdentity' | 'publicOrigin'>

/**
 * Sends what is ready of what was asked; a mail confirms it.
 * @throws DemandeIntrouvable | ActeImpossible | ServiceFerme
 */
export function answerComplement(
  deps: Deps,
  acteur: UsagerActor,
  reference: string,
  reponse: ReponseAuComplement,
): Promise<RienEnvoye> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    deps.calendrier.exigeOuverte(demande.demarche)
    const recue = await receiveComplement(deps, tx, { demande, acteur, reponse, le, recuLe: le })
    if (recue.kind !== 'recue') return recue
    await notifie(tx, {
      genre: 'complement.recu',
      ...{
        usagerId: acteur.usagerId,
        demandeId: demande.id,
        objetId: recue.complementId,
        le,
        courriel: null,
      },
    })
    await confirm(deps, tx, { demande, acteur, le, recue })
    return undefined
  })
}

async function confirm(
  deps: Deps,
  tx: Tx,
  given: { demande: DemandeRow; acteur: UsagerActor; le: Date; recue: ReponseRecue },
): Promise<void> {
  const { demande, acteur, le, recue } = given
  const { reste, tardif, echeance, documents } = recue
  const { reference } = demande
  const { titre } = deps.catalogue.get(demande.demarche).demarche
  const { email } = await getCompte(tx, acteur.usagerId)
  const recu = {
    reference,
    titre,
    le,
    reste: reste.length,
    bloque: attendBloquant(reste),
    echeance,
    tardif,
    ...(statuts[demande.statut].final ? { accordee: documents } : {}),
  }
  await queueMail(tx, le, {
    ...complementRecu(deps, recu),
    destinataire: email,
    usagerId: acteur.usagerId,
    demandeId: demande.id,
  })
}
