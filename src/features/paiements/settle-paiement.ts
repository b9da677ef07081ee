import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { conflitDe } from './conflit.ts'
import { isPaidAlready, lockPaiement, type PaiementRow } from './lock-paiement.ts'
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
  if (statutsDePaiement[statut].final) return statut
  if (seen.jeton === null || !deps.prestataire) return inTransaction(deps.db, (tx) => giveUp(tx, deps, id))
  const lecture = await deps.prestataire.read(seen.jeton)
  return inTransaction(deps.db, (tx) => noteLecture(tx, deps, id, lecture))
}

/** How long a request may take to open its page at the provider: after that its attempt never had an address. */
const OPENING_MS = 110_000

/** Prepared and never opened: no address was ever given to anybody. */
async function giveUp(tx: Tx, deps: PaiementsDeps, id: string): Promise<StatutDePaiement | undefined> {
  const row = await lockPaiement(tx, id)
  if (!row) return undefined
  const le = deps.clock.now()
  if (row.statut !== 'prepare' || le.getTime() < row.cree_le.getTime() + OPENING_MS)
    return row.statut as StatutDePaiement
  await tx.updateTable('paiement').set({ statut: 'erreur', conclu_le: le }).where('id', '=', id).execute()
  return 'erreur'
}

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
  if (lecture.etat === 'inconnu' || conflit)
    deps.log.error(
      { paiement: id, code: lecture.code, conflit, alarme: 'paiement' },
      'payment: a human looks',
    )
  if (statut === avant) {
    await tx
      .updateTable('paiement')
      .set({ lu_le: le, code: lecture.code, message: lecture.message })
      .where('id', '=', id)
      .execute()
    await lookAgain(tx, row, le)
    return statut
  }
  const enTrop = statut === 'accepte' && (await isPaidAlready(tx, row))
  const { final } = statutsDePaiement[statut]
  await tx
    .updateTable('paiement')
    .set({
      ...{ statut, code: lecture.code, message: lecture.message },
      ...{ lu_le: le, conclu_le: final ? le : null, en_trop: enTrop },
      ...(conflit ? { conflit } : {}),
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
  })
  if (!final) await lookAgain(tx, row, le)
  if (statut === 'accepte' && row.demande_id) await noteSurplus(tx, row.demande_id, le)
  await tellPaiement(tx, deps, { ...row, statut, enTrop, le, avant })
  return statut
}

/** Every two minutes for an hour, then every half hour, until an end is known. */
async function lookAgain(tx: Tx, row: PaiementRow, le: Date): Promise<void> {
  const age = le.getTime() - row.cree_le.getTime()
  const runAt = new Date(le.getTime() + (age < 3_600_000 ? 2 : 30) * 60_000)
  await addJob(tx, 'paiement:lis', { id: row.id }, { runAt, jobKey: `paiement:${row.id}` })
}
