import { SAISIE_VIDE } from '../../formulaire/definition.ts'
import { prefill } from '../../formulaire/prefill.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { formulaireDe, insertBrouillon } from '../demandes/index.ts'
import type { Identite } from './identite.ts'
import { exigeDemarche, type PapierDeps } from './papier-deps.ts'

/**
 * Begins to type a demande that came on paper. No campaign is asked: what arrived too late is examined all the same.
 * @returns the id of its brouillon
 * @throws SaisieIntrouvable | DemarcheFermee when the démarche has no form | ServiceFerme
 */
export async function startSaisie(
  deps: PapierDeps,
  acteur: AgentActor,
  demarche: string,
  identite: Identite,
): Promise<string> {
  exigeDemarche(acteur, demarche)
  const definition = formulaireDe(deps.catalogue.get(demarche))
  deps.calendrier.exigeOuverte(demarche)
  const le = deps.clock.now()
  const { qui, adresse, telephone, email, recueLe } = identite
  const saisie = prefill(definition, SAISIE_VIDE, {
    'compte.identite': { prenom: qui.prenom, nom: qui.nom, civilite: qui.civilite },
    'compte.adresse': { ...adresse },
    ...(email ? { 'compte.email': email } : {}),
    ...(telephone ? { 'compte.telephone': telephone } : {}),
  })
  return inTransaction(deps.db, async (tx) => {
    const id = await insertBrouillon(tx, {
      agentId: acteur.agentId,
      demarche,
      definitionVersion: definition.version,
      saisie,
      le,
    })
    await tx
      .insertInto('saisie_papier')
      .values({ brouillon_id: id, saisie: JSON.stringify(identite), recue_le: recueLe })
      .execute()
    await appendJournal(tx, { le, acteur, action: 'papier.commence', objetId: id, donnees: { demarche } })
    return id
  })
}
