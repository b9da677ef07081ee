import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { conflitDe } from './conflit.ts'
import { endUnopened, openedBefore } from './end-unopened.ts'
import { lockPaiement, type PaiementRow, placeOf } from './lock-paiement.ts'
import { noteSurplus } from './note-surplus.ts'
import { nextStatut, type StatutDePaiement, statutsDePaiement } from './paiement.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import type { Lecture } from './prestataire.ts'
import { tellPaiement } from './tell-paiement.ts'

/**
 * Asks the provider what became of an attempt, and moves its state: the one way to it, from the return, the
 * notification and the job. The provider is asked outside the transaction; the row is locked after, and a state only
 * rises, so that answers may arrive in any order and any number of times.
 * @returns the state; undefined when there is no such attempt
 * @throws PrestataireInjoignable
 */
export async function settlePaiement(deps: PaiementsDeps, id: string): Promise<StatutDePaiement | undefined> {
  const seen = await deps.db
    .selectFrom('paiement')
    .select(['jeton', 'statut'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!seen) return undefined
  const statut = seen.statut as StatutDePaiement
  // Accepted is the top. Any other end is asked about once more: a second card may follow a refusal on one page.
  if (statut === 'accepte') return statut
  if (seen.jeton === null) return inTransaction(deps.db, (tx) => giveUp(tx, deps, id))
  if (!deps.prestataire) return inTransaction(deps.db, (tx) => waitForProvider(tx, deps, id))
  const lecture = await deps.prestataire.read(seen.jeton)
  return inTransaction(deps.db, (tx) => noteLecture(tx, deps, id, lecture))
}

/** Prepared and never opened: no address was ever given to anybody. Looked at too soon, it is looked at again. */
async function giveUp(tx: Tx, deps: PaiementsDeps, id: string): Promise<StatutDePaiement | undefined> {
  const row = await lockPaiement(tx, id)
  if (!row) return undefined
  const le = deps.clock.now()
  if (row.statut === 'prepare' && le >= openedBefore(row.cree_le)) {
    await endUnopened(tx, { id, demandeId: row.demande_id }, le)
    return 'erreur'
  }
  const statut = row.statut as StatutDePaiement
  if (!statutsDePaiement[statut].final) await lookAgain(tx, row, le)
  return statut
}

/** The portal knows no provider any more: what is open stays open, and is read the day there is one again. */
async function waitForProvider(
  tx: Tx,
  deps: PaiementsDeps,
  id: string,
): Promise<StatutDePaiement | undefined> {
  const row = await lockPaiement(tx, id)
  if (!row) return undefined
  const statut = row.statut as StatutDePaiement
  if (statutsDePaiement[statut].final) return statut
  const le = deps.clock.now()
  if (isAlarmDue(row, le)) {
    deps.log.error({ paiement: id, alarme: 'paiement' }, 'payment: open, and no provider is configured')
    await tx.updateTable('paiement').set({ alarme_le: le }).where('id', '=', id).execute()
  }
  await lookAgain(tx, row, le, SLOW_MINUTES)
  return statut
}

const DAY_MS = 24 * 3_600_000

/** Whoever is told of a thing once a minute stops looking: once, then once a day while it lasts. */
const isAlarmDue = ({ alarme_le }: PaiementRow, le: Date): boolean =>
  alarme_le === null || le.getTime() - alarme_le.getTime() >= DAY_MS

/** Moves an attempt by what the provider said of it, in a transaction: locked, told, and looked at again while it is open. */
export async function noteLecture(
  tx: Tx,
  deps: PaiementsDeps,
  id: string,
  lecture: Lecture,
): Promise<StatutDePaiement> {
  const row = await lockPaiement(tx, id)
  if (!row) throw new Error(`payment ${id} is gone`)
  const le = deps.clock.now()
  const conflit = conflitDe({ commande: row.commande, montantCents: row.montant_cents }, lecture)
  const avant = row.statut as StatutDePaiement
  const statut = nextStatut(avant, lecture.etat, conflit === null)
  const ended = statutsDePaiement[avant].final
  const isNews = !ended && (row.code !== lecture.code || row.conflit !== conflit)
  const alarm =
    ((lecture.etat === 'inconnu' && !ended) || conflit !== null) && (isNews || isAlarmDue(row, le))
  if (alarm)
    deps.log.error(
      { paiement: id, code: lecture.code, conflit, alarme: 'paiement' },
      'payment: a human looks',
    )
  // The same end told again, or an answer that comes late: nothing of an end changes.
  if (statut === avant && ended) {
    if (alarm) await tx.updateTable('paiement').set({ alarme_le: le }).where('id', '=', id).execute()
    if (mayStillPay(row, lecture, le)) await lookAgain(tx, row, le, SLOW_MINUTES)
    return avant
  }
  const read = {
    ...{ lu_le: le, code: lecture.code, message: lecture.message },
    // What differs is what the last acceptance says; the journal keeps what others said.
    ...(lecture.etat === 'accepte' ? { conflit } : {}),
    ...(alarm ? { alarme_le: le } : {}),
  }
  if (statut === avant) {
    await tx.updateTable('paiement').set(read).where('id', '=', id).execute()
    await lookAgain(tx, row, le)
    return statut
  }
  const { enTrop, complement } = statut === 'accepte' ? await placeOf(tx, row) : PAS_GARDE
  const { final } = statutsDePaiement[statut]
  await tx
    .updateTable('paiement')
    .set({
      ...read,
      ...{ statut, conclu_le: final ? le : null, en_trop: enTrop, complement },
      transaction_id: lecture.transactionId,
      autorisation: lecture.autorisation,
    })
    .where('id', '=', id)
    .execute()
  await appendJournal(tx, {
    le,
    acteur: { kind: 'systeme' },
    action: `paiement.${enTrop ? 'en-trop' : statut}`,
    ...(row.demande_id ? { demandeId: row.demande_id } : {}),
    objetId: id,
    ...(conflit || row.conflit ? { donnees: { conflit, conflitAvant: row.conflit } } : {}),
  })
  if (!final) await lookAgain(tx, row, le)
  else if (statut !== 'accepte') await lookOnceMore(tx, row, le)
  if (statut === 'accepte' && row.demande_id) await noteSurplus(tx, row.demande_id, le)
  await tellPaiement(tx, deps, { ...row, statut, enTrop, le, avant })
  return statut
}

const PAS_GARDE = { enTrop: false, complement: false }

const LATE_DAYS = 30

/**
 * A second card on the page of a refusal is being paid, or looked at by people of the provider: its end, days later, is
 * money that must not be missed.
 */
const mayStillPay = ({ cree_le }: PaiementRow, { etat }: Lecture, le: Date): boolean =>
  (etat === 'en_cours' || etat === 'a_verifier' || etat === 'inconnu') &&
  le.getTime() - cree_le.getTime() < LATE_DAYS * DAY_MS

const FAST_MINUTES = 2
const SLOW_MINUTES = 30

/** Every two minutes for an hour, then every half hour, until an end is known. */
async function lookAgain(tx: Tx, row: PaiementRow, le: Date, minutes?: number): Promise<void> {
  const young = le.getTime() - row.cree_le.getTime() < 3_600_000
  const runAt = new Date(le.getTime() + (minutes ?? (young ? FAST_MINUTES : SLOW_MINUTES)) * 60_000)
  await addJob(tx, 'paiement:lis', { id: row.id }, { runAt, jobKey: `paiement:${row.id}` })
}

/** By then nobody can pay on the page of an attempt that ended without money. */
const LAST_LOOK_MINUTES = 20

/** Under a key of its own: a notification that comes meanwhile does not take its place. */
async function lookOnceMore(tx: Tx, row: PaiementRow, le: Date): Promise<void> {
  const runAt = new Date(le.getTime() + LAST_LOOK_MINUTES * 60_000)
  await addJob(tx, 'paiement:lis', { id: row.id }, { runAt, jobKey: `paiement:${row.id}:fin` })
}
