import type { Selectable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Demande } from '../../platform/db/schema.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor, UsagerActor } from '../../platform/session/actor.ts'
import { settleNotifications } from '../notifications/index.ts'
import { type Acte, isAllowed, type Par, type Statut, statuts, transitions } from './demande.ts'
import { ActeImpossible, DemandeIntrouvable, DemandeModifieeEntreTemps } from './refusals.ts'

export type DemandeRow = Omit<Selectable<Demande>, 'statut'> & { statut: Statut }

/**
 * Loads a demande for an act and locks its row, not its key: the mails and news that others write about it do not wait.
 * A person sees only what is theirs, an agent only the démarches
 * that they were given.
 * @throws DemandeIntrouvable
 */
export async function lockDemande(
  tx: Tx,
  reference: string,
  acteur: UsagerActor | AgentActor,
): Promise<DemandeRow> {
  const query = tx.selectFrom('demande').selectAll().where('reference', '=', reference)
  const mine =
    acteur.kind === 'usager'
      ? query.where('usager_id', '=', acteur.usagerId)
      : acteur.demarches.length === 0
        ? query.where('id', 'is', null)
        : query.where('demarche', 'in', acteur.demarches)
  const row = await mine.forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new DemandeIntrouvable()
  return row as DemandeRow
}

/** An act that ends a demande, or its decision: the row is as it was before. */
export interface FinDAvis {
  demande: Pick<DemandeRow, 'id' | 'reference' | 'demarche' | 'statut'>
  acteur: UsagerActor | AgentActor | { kind: 'systeme' }
  le: Date
}
/** Ends the opinions that are still awaited of colleagues, and tells them (avis). */
export type EndAvis = (tx: Tx, fin: FinDAvis) => Promise<void>

export interface ActeToApply {
  demande: DemandeRow
  acte: Acte
  acteur: UsagerActor | AgentActor | { kind: 'systeme' }
  /** Whose act it is, where an agent types what a person sent on paper; the actor's own otherwise. */
  par?: Par
  le: Date
  /** The revision that the page showed; the act is refused when the demande moved since. */
  revisionVue?: number
  /** New date of the implicit decision (YYYY-MM-DD), null while the clock is stopped; untouched when absent. */
  decisionImpliciteLe?: string | null
  /** New agent in charge. */
  agentId?: string
  donnees?: Readonly<Record<string, unknown>>
  /** The complement that is open stays so: a document is waited for beyond the decision (CRPA L114-5-1). */
  attendEncore?: boolean
  /** Wanted of every act that ends a demande. */
  endAvis?: EndAvis
}

/**
 * The only place where a demande changes state: transition table, revision, journal line, in the caller's
 * transaction, on a row that `lockDemande` holds. What was waited for of the person, or of colleagues, ends with it.
 * @throws ActeImpossible | DemandeModifieeEntreTemps
 */
export async function applyActe(tx: Tx, act: ActeToApply): Promise<void> {
  const { demande, acte, acteur, le } = act
  if (act.revisionVue !== undefined && act.revisionVue !== demande.revision) {
    throw new DemandeModifieeEntreTemps(demande.reference)
  }
  if (!isAllowed(acte, demande.statut, act.par ?? acteur.kind))
    throw new ActeImpossible(demande.reference, acte, demande.statut)
  const { vers, journal } = transitions[acte]
  await tx
    .updateTable('demande')
    .set({
      ...(vers === null ? {} : { statut: vers, statut_depuis: le }),
      revision: demande.revision + 1,
      ...(act.agentId === undefined ? {} : { agent_id: act.agentId }),
      ...(act.decisionImpliciteLe === undefined ? {} : { decision_implicite_le: act.decisionImpliciteLe }),
    })
    .where('id', '=', demande.id)
    .execute()
  await appendJournal(tx, { le, acteur, action: journal, demandeId: demande.id, donnees: act.donnees ?? {} })
  if (vers !== null && statuts[vers].final) await endWaiting(tx, act)
}

async function endWaiting(tx: Tx, act: ActeToApply): Promise<void> {
  const { demande, acteur, le, endAvis } = act
  if (!endAvis) throw new Error(`${act.acte} ends a demande and leaves its opinions open`)
  if (!act.attendEncore)
    await tx
      .updateTable('complement')
      .set({ clos_le: le })
      .where('demande_id', '=', demande.id)
      .where('clos_le', 'is', null)
      .execute()
  await settleNotifications(tx, demande.id, le)
  await endAvis(tx, { demande, acteur, le })
}
