import { v7 as uuidv7 } from 'uuid'
import type { Personne, Reponses } from '../../formulaire/definition.ts'
import { type Parcours, reach } from '../../formulaire/reach.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { implicitDecisionDay } from '../../platform/legal-clock/implicit-decision.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { makeReference } from '../../platform/reference/reference.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { getCompte, keepInFoyer } from '../comptes/index.ts'
import { type ConditionsAcceptees, requireAccepted } from '../conditions/index.ts'
import { campagneDe, type DemarchePubliee } from '../demarches/index.ts'
import { notifie } from '../notifications/index.ts'
import { freezeDuOfDepot, type PaymentProvider } from '../paiements/index.ts'
import { attachPieces, piecesOfBrouillon, recuesDe } from '../pieces/index.ts'
import { type BrouillonRow, lockBrouillon } from './brouillon-store.ts'
import { accuseReception } from './courriels/accuse-reception.ts'
import { noteDepot } from './note-depot.ts'
import { type BrouillonDeps, formulaireDe } from './parcours-de-brouillon.ts'
import { normaliseRecherche } from './recherche.ts'
import { BrouillonDejaDepose, DemandeIncomplete, DemarcheFermee } from './refusals.ts'

export interface SubmitDeps extends BrouillonDeps {
  publicOrigin: string
  mailIdentity: MailIdentity
  /** Absent: nothing is paid on line here. */
  prestataire?: PaymentProvider | undefined
}

/**
 * Files a brouillon: one transaction that freezes the answers that count with the version of everything they were
 * given under, keeps the children in the foyer, writes the journal and queues the acknowledgement (CRPA R112-11-1).
 * Filing it again answers the reference of the demande that the first filing made.
 * @returns the reference
 * @throws BrouillonIntrouvable | DemarcheFermee | ServiceFerme | DemandeIncomplete | ConditionsAAccepter
 */
export async function submitDemande(
  deps: SubmitDeps,
  acteur: UsagerActor,
  brouillonId: string,
): Promise<string> {
  try {
    return await inTransaction(deps.db, (tx) => submitLocked(deps, tx, acteur, brouillonId))
  } catch (error) {
    if (error instanceof BrouillonDejaDepose) return error.reference
    throw error
  }
}

async function submitLocked(
  deps: SubmitDeps,
  tx: Tx,
  acteur: UsagerActor,
  brouillonId: string,
): Promise<string> {
  const brouillon = await lockBrouillon(tx, acteur.usagerId, brouillonId)
  deps.calendrier.exigeOuverte(brouillon.demarche)
  const publiee = deps.catalogue.get(brouillon.demarche)
  const definition = formulaireDe(publiee)
  const le = deps.clock.now()
  // The date of reception is the server's (CRPA L112-13): the last second of the last day still counts.
  const { etat, phrase } = await campagneDe(tx, publiee.demarche, le)
  if (etat !== 'ouverte') throw new DemarcheFermee(brouillon.demarche, phrase)
  const recues = recuesDe(await piecesOfBrouillon(tx, brouillonId))
  const parcours = reach(definition, brouillon.saisie, { aujourdhui: parisDay(le), pieces: recues })
  if (!parcours.complet || brouillon.definitionVersion !== definition.version)
    throw new DemandeIncomplete(brouillonId)
  const conditions = await requireAccepted(tx, acteur.usagerId, brouillon.demarche)
  const demande = await insertDemande(tx, {
    usagerId: acteur.usagerId,
    brouillon,
    publiee,
    parcours,
    conditions,
    le,
  })
  await attachPieces(tx, brouillonId, demande.id, piecesAtteintes(parcours))
  await tx
    .updateTable('brouillon')
    .set({ demande_id: demande.id, saisie: '{}', changements: null })
    .where('id', '=', brouillonId)
    .execute()
  await keepInFoyer(tx, acteur.usagerId, enfantsDe(parcours.reponses), le)
  await appendJournal(tx, { le, acteur, action: 'demande.deposee', demandeId: demande.id })
  const fait = { usagerId: acteur.usagerId, demandeId: demande.id, le }
  await notifie(tx, { ...fait, genre: 'demande.deposee', courriel: null })
  await noteDepot(tx, {
    demandeId: demande.id,
    demarche: brouillon.demarche,
    reponses: parcours.reponses,
    le,
  })
  const { reponses } = parcours
  const { demarche } = publiee
  const enLigne = deps.prestataire !== undefined
  const du = await freezeDuOfDepot(tx, {
    ...{ demandeId: demande.id, usagerId: acteur.usagerId, demarche, definition, reponses, le, enLigne },
  })
  const compte = await getCompte(tx, acteur.usagerId)
  await queueMail(tx, le, {
    ...accuseReception(deps, {
      demarche,
      du,
      enLigne,
      reference: demande.reference,
      deposeeLe: le,
      decisionImpliciteLe: demande.implicite,
    }),
    destinataire: compte.email,
    usagerId: acteur.usagerId,
    demandeId: demande.id,
    piecesJointes: [
      {
        document: 'accuse-reception',
        id: demande.id,
        nomFichier: `accuse-reception-${demande.reference}.pdf`,
      },
    ],
  })
  return demande.reference
}

/** What a demande is made of. */
export interface Filing {
  /** Null for a demande that came on paper. */
  usagerId: string | null
  brouillon: BrouillonRow
  publiee: DemarchePubliee
  parcours: Parcours
  conditions: ConditionsAcceptees
  le: Date
}

/** Freezes the answers with the version of everything they were given under. */
export async function insertDemande(
  tx: Tx,
  { usagerId, brouillon, publiee, parcours, conditions, le }: Filing,
) {
  const id = uuidv7()
  const implicite = implicitDecisionDay(le, publiee.demarche.silence.mois)
  const year = Number(parisDay(le).slice(0, 4))
  for (let tries = 0; tries < 5; tries += 1) {
    const reference = makeReference(brouillon.demarche, year)
    const made = await tx
      .insertInto('demande')
      .values({
        id,
        reference,
        usager_id: usagerId,
        demarche: brouillon.demarche,
        definition_version: brouillon.definitionVersion,
        conditions_generales_version: conditions.generales,
        conditions_version: conditions.particulieres,
        reponses: JSON.stringify(parcours.reponses),
        calculs: JSON.stringify(calculsDe(parcours)),
        beneficiaires: beneficiairesDe(parcours.reponses),
        deposee_le: le,
        statut: 'deposee',
        statut_depuis: le,
        decision_implicite_le: implicite,
      })
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) return { id, reference, implicite }
  }
  throw new Error('no free reference after five tries')
}

const champsDe = (parcours: Parcours) =>
  parcours.pages
    .flatMap((page) => [page, ...page.elements])
    .flatMap((page) => page.sections.flatMap((section) => section.champs))

/** The places of the documents that count. */
export const piecesAtteintes = (parcours: Parcours): string[] =>
  champsDe(parcours).flatMap((vu) => (vu.champ.type === 'piece' ? [vu.chemin] : []))

/** The results and their steps, as they were at dépôt: the trace that CRPA R311-3-1-2 gives a right to. */
const calculsDe = (parcours: Parcours) =>
  champsDe(parcours).flatMap((vu) => (vu.calcul ? [{ chemin: vu.chemin, ...vu.calcul() }] : []))

const personnesDe = (reponses: Reponses): Personne[] =>
  [
    reponses.racine,
    ...Object.values(reponses.groupes).flatMap((instances) => instances.map((instance) => instance.valeurs)),
  ].flatMap((scope) =>
    Object.values(scope).filter(
      (valeur): valeur is Personne => typeof valeur === 'object' && 'prenom' in valeur,
    ),
  )

/** The names that an agent may search for, as the index keeps them. */
const beneficiairesDe = (reponses: Reponses): string =>
  normaliseRecherche(
    personnesDe(reponses)
      .map((p) => `${p.prenom} ${p.nom}`)
      .join(' '),
  )

const enfantsDe = (reponses: Reponses) =>
  Object.values(reponses.groupes).flatMap((instances) =>
    instances.flatMap(({ valeurs }) =>
      Object.values(valeurs).filter(
        (v): v is Personne => typeof v === 'object' && 'dateNaissance' in v && v.dateNaissance !== '',
      ),
    ),
  )
