import { reach } from '../../formulaire/reach.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { longDate, parisDay, parisMoment } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import {
  aPayer,
  BrouillonDejaDepose,
  DemandeIncomplete,
  formulaireDe,
  insertDemande,
  lockBrouillon,
  mentionsLegales,
  noteDepot,
  piecesAtteintes,
} from '../demandes/index.ts'
import { writeLettre } from '../instruction/index.ts'
import { freezeDuOfDepot } from '../paiements/index.ts'
import { attachPieces, piecesOfBrouillon, recuesDe } from '../pieces/index.ts'
import type { Identite } from './identite.ts'
import { exigeDemarche, type PapierDeps } from './papier-deps.ts'
import { SaisieIntrouvable } from './refusals.ts'

/** Nobody accepted terms on line: no version of them. */
const AUCUNE = 0

/**
 * Files what was typed from paper: received on the day of its arrival, acknowledged by a letter to print (CRPA L112-3,
 * R112-5). Filing it again answers the reference that the first filing made.
 * @param incomplet the agent knows that answers are missing; the day of arrival counts all the same (L114-5)
 * @returns the reference
 * @throws BrouillonIntrouvable | SaisieIntrouvable | DemandeIncomplete | ServiceFerme
 */
export async function filePapier(
  deps: PapierDeps,
  acteur: AgentActor,
  brouillonId: string,
  incomplet: boolean,
): Promise<string> {
  try {
    return await inTransaction(deps.db, (tx) => fileLocked(deps, tx, acteur, brouillonId, incomplet))
  } catch (error) {
    if (error instanceof BrouillonDejaDepose) return error.reference
    throw error
  }
}

async function fileLocked(
  deps: PapierDeps,
  tx: Tx,
  acteur: AgentActor,
  brouillonId: string,
  incomplet: boolean,
): Promise<string> {
  const brouillon = await lockBrouillon(tx, acteur.agentId, brouillonId)
  exigeDemarche(acteur, brouillon.demarche)
  deps.calendrier.exigeOuverte(brouillon.demarche)
  const publiee = deps.catalogue.get(brouillon.demarche)
  const le = deps.clock.now()
  const identite = await takeIdentite(tx, brouillonId)
  const recues = recuesDe(await piecesOfBrouillon(tx, brouillonId))
  const definition = formulaireDe(publiee)
  const parcours = reach(definition, brouillon.saisie, {
    aujourdhui: parisDay(le),
    pieces: recues,
  })
  // Answers to another version of the form are read again first, as on line; opening the last page brings them to it.
  if ((!parcours.complet && !incomplet) || brouillon.definitionVersion !== definition.version)
    throw new DemandeIncomplete(brouillonId)
  // The hour is not known, and is not to come.
  const noon = parisMoment(identite.recueLe, '12:00')
  const arrivee = new Date(Math.min(noon.getTime(), le.getTime()))
  const conditions = { generales: AUCUNE, particulieres: AUCUNE }
  const demande = await insertDemande(tx, {
    usagerId: null,
    brouillon,
    publiee,
    parcours,
    conditions,
    le: arrivee,
  })
  await attachPieces(tx, brouillonId, demande.id, piecesAtteintes(parcours))
  await tx
    .updateTable('brouillon')
    .set({ demande_id: demande.id, saisie: '{}', changements: null })
    .where('id', '=', brouillonId)
    .execute()
  await insertDemandeur(tx, demande.id, identite)
  await noteDepot(tx, {
    demandeId: demande.id,
    demarche: brouillon.demarche,
    reponses: parcours.reponses,
    le: arrivee,
  })
  await appendJournal(tx, {
    le,
    acteur,
    action: 'demande.saisie-papier',
    demandeId: demande.id,
    donnees: { recueLe: identite.recueLe, incomplet: !parcours.complet },
  })
  const { demarche } = publiee
  const { reponses } = parcours
  // From today: the letter that says it leaves after the day of arrival.
  const du = await freezeDuOfDepot(tx, {
    ...{ demandeId: demande.id, usagerId: null, demarche, definition, reponses, le, enLigne: false },
  })
  const paiement = aPayer({ demarche, reference: demande.reference, du, le, enLigne: false })
  const paragraphes = [
    `Votre demande est arrivée le ${longDate(arrivee)}. Gardez cette lettre : elle en est l’accusé de réception.`,
    ...mentionsLegales({ demarche, decisionImpliciteLe: demande.implicite }),
    ...(paiement ? [`${paiement.titre}.`, ...paiement.lignes, ...paiement.phrases] : []),
    `Le service chargé de votre dossier : ${demarche.contact.adressePostale.join(', ')}.`,
  ]
  const objet = 'Accusé de réception de votre demande'
  await writeLettre(tx, { demandeId: demande.id, modele: 'accuse-reception', objet, paragraphes }, le)
  // The day of arrival is past, and may be counted already.
  await addJob(tx, 'statistiques:compte', { demarche: brouillon.demarche, jour: identite.recueLe })
  return demande.reference
}

async function takeIdentite(tx: Tx, brouillonId: string): Promise<Identite> {
  const row = await tx
    .deleteFrom('saisie_papier')
    .where('brouillon_id', '=', brouillonId)
    .returning('saisie')
    .executeTakeFirst()
  if (!row) throw new SaisieIntrouvable()
  return row.saisie as unknown as Identite
}

const insertDemandeur = (tx: Tx, demandeId: string, { qui, adresse, telephone, email }: Identite) =>
  tx
    .insertInto('demandeur_papier')
    .values({
      demande_id: demandeId,
      civilite: qui.civilite || null,
      prenom: qui.prenom,
      nom: qui.nom,
      adresse: JSON.stringify(adresse),
      telephone,
      email,
    })
    .execute()
