import { inTransaction } from '../../platform/db/database.ts'
import { parisMoment } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import {
  lockDemande,
  type ReponseAuComplement,
  type RienEnvoye,
  receiveComplement,
} from '../demandes/index.ts'
import { tellDemandeurPapier } from '../instruction/index.ts'
import type { PapierDeps } from './papier-deps.ts'
import { SaisieIntrouvable } from './refusals.ts'

type Deps = Pick<
  PapierDeps,
  'db' | 'clock' | 'catalogue' | 'calendrier' | 'publicOrigin' | 'collectivite' | 'mailIdentity'
>

/**
 * Records what somebody without an account answered by post to a complement, received on the day of its arrival
 * (CRPA L114-5). They are told of it by mail, and by letter only when something is still missing.
 * @param recueLe day of arrival, YYYY-MM-DD
 * @returns why nothing was recorded; undefined when it was
 * @throws DemandeIntrouvable | SaisieIntrouvable | ActeImpossible | ServiceFerme
 */
export function recordReponse(
  deps: Deps,
  acteur: AgentActor,
  reference: string,
  { recueLe, ...reponse }: ReponseAuComplement & { recueLe: string },
): Promise<RienEnvoye> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    // On line, it is for the person to answer.
    if (demande.usager_id !== null) throw new SaisieIntrouvable()
    deps.calendrier.exigeOuverte(demande.demarche)
    // The hour is not known, and is not to come.
    const noon = parisMoment(recueLe, '12:00')
    const arrivee = new Date(Math.min(noon.getTime(), le.getTime()))
    const recue = await receiveComplement(deps, tx, { demande, acteur, reponse, le, recuLe: arrivee })
    if (recue.kind !== 'recue') return recue
    await tellDemandeurPapier(tx, deps, demande.id, le, {
      modele: 'complement-recu',
      sujet: `Votre réponse pour la demande ${reference} est reçue`,
      ...(recue.reste.length === 0 ? { lettre: 'inutile' } : {}),
    })
    return undefined
  })
}
