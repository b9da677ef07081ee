import type { UpdateObject } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { DB } from '../../platform/db/schema.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { choixEcrits, type SondageTape } from './check-sondage.ts'
import { AutreSondageOuvert, SondageModifieEntreTemps } from './refusals.ts'
import type { SondageDeps } from './sondage-deps.ts'

/** A poll as it was shown, and what is done to it. */
export interface ActeSurSondage {
  numero: number
  revisionVue: number
}

const mots = (tape: SondageTape) => {
  const choix = choixEcrits(tape)
  return { question: tape.question, choix, voix: choix.map(() => 0) }
}

/** Begins a poll, as a draft. @returns its number */
export function startSondage(deps: SondageDeps, acteur: AgentActor, tape: SondageTape): Promise<number> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const { numero } = await tx
      .insertInto('sondage')
      .values({ ...mots(tape), modifie_le: le, modifie_par: acteur.agentId })
      .returning('numero')
      .executeTakeFirstOrThrow()
    await note(tx, acteur, le, 'sondage.redige', numero)
    return numero
  })
}

/**
 * Changes the words of a draft.
 * @throws SondageModifieEntreTemps also when it was opened once: its words are frozen
 */
export function writeSondage(
  deps: SondageDeps,
  acteur: AgentActor,
  acte: ActeSurSondage,
  tape: SondageTape,
): Promise<void> {
  return change(deps, acteur, acte, { action: 'sondage.redige', depuis: 'brouillon', valeurs: mots(tape) })
}

/**
 * Opens a draft, or opens again a poll that was closed; its votes go on from where they were.
 * @throws SondageModifieEntreTemps
 * @throws AutreSondageOuvert
 */
export async function openSondage(
  deps: SondageDeps,
  acteur: AgentActor,
  acte: ActeSurSondage,
): Promise<void> {
  try {
    await change(deps, acteur, acte, {
      action: 'sondage.ouvert',
      depuis: 'pas-ouvert',
      valeurs: { ferme_le: null },
    })
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'un_seul_sondage_ouvert')
      throw new AutreSondageOuvert()
    throw error
  }
}

/**
 * Closes the open poll: its results stay.
 * @throws SondageModifieEntreTemps also when it is not open
 */
export function closeSondage(deps: SondageDeps, acteur: AgentActor, acte: ActeSurSondage): Promise<void> {
  const valeurs = { ferme_le: deps.clock.now() }
  return change(deps, acteur, acte, { action: 'sondage.ferme', depuis: 'ouvert', valeurs })
}

/**
 * Deletes a draft; what was opened once stays.
 * @throws SondageModifieEntreTemps
 */
export async function deleteSondage(
  deps: SondageDeps,
  acteur: AgentActor,
  { numero, revisionVue }: ActeSurSondage,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('sondage')
      .where('numero', '=', numero)
      .where('revision', '=', revisionVue)
      .where('ouvert_le', 'is', null)
      .executeTakeFirst()
    if (numDeletedRows !== 1n) throw new SondageModifieEntreTemps(numero)
    await note(tx, acteur, le, 'sondage.supprime', numero)
  })
}

interface Changement {
  action: string
  /** The state that it may change. */
  depuis: 'brouillon' | 'ouvert' | 'pas-ouvert'
  valeurs: UpdateObject<DB, 'sondage'>
}

async function change(
  deps: SondageDeps,
  acteur: AgentActor,
  { numero, revisionVue }: ActeSurSondage,
  { action, depuis, valeurs }: Changement,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('sondage')
      .set(valeurs)
      .set((eb) => ({ revision: eb('revision', '+', 1), modifie_le: le, modifie_par: acteur.agentId }))
      // The first opening stays its date.
      .$if(action === 'sondage.ouvert', (query) =>
        query.set((eb) => ({ ouvert_le: eb.fn.coalesce('ouvert_le', eb.val(le)) })),
      )
      .where('numero', '=', numero)
      .where('revision', '=', revisionVue)
      .$if(depuis === 'brouillon', (query) => query.where('ouvert_le', 'is', null))
      .$if(depuis === 'ouvert', (query) =>
        query.where('ouvert_le', 'is not', null).where('ferme_le', 'is', null),
      )
      .$if(depuis === 'pas-ouvert', (query) =>
        query.where((eb) => eb.or([eb('ouvert_le', 'is', null), eb('ferme_le', 'is not', null)])),
      )
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new SondageModifieEntreTemps(numero)
    await note(tx, acteur, le, action, numero)
  })
}

const note = (tx: Tx, acteur: AgentActor, le: Date, action: string, numero: number): Promise<void> =>
  appendJournal(tx, { le, acteur, action, donnees: { numero } })
