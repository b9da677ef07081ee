import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { type Lecture, PrestataireInjoignable, type RestitutionLue } from '../paiements/index.ts'
import { concludeFait } from './conclude-fait.ts'
import { planEnvoi } from './plan-envoi.ts'
import { lockRemboursement, type Ouvert, passe } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

const MINUTE = 60_000
/** Later than any answer of the call that sent it (`send-remboursement.ts`). */
const SAFE_MS = 2 * MINUTE
/** Between the two readings that do not show it. */
const AGAIN_MS = 5 * MINUTE
/** Without any usable reading for so long, a human is called. */
const UNREADABLE_MS = 60 * MINUTE

/**
 * Reads what became of an order that was sent and whose answer was lost. Found: done. Not found, twice, after a safe
 * delay: uncertain, and a human is called. Nothing is ever sent from here.
 */
export async function readRemboursement(deps: RemboursementsDeps, id: string): Promise<void> {
  const sent = await sentOf(deps, id)
  if (!sent) return
  const now = deps.clock.now()
  if (now.getTime() < sent.envoyeLe.getTime() + SAFE_MS)
    return inTransaction(deps.db, (tx) => planEnvoi(tx, id, new Date(sent.envoyeLe.getTime() + SAFE_MS)))
  const lecture = await readOrNothing(deps, sent.transactionId)
  await inTransaction(deps.db, (tx) => note(tx, deps, id, lecture))
}

async function sentOf({ db }: RemboursementsDeps, id: string) {
  const row = await db
    .selectFrom('remboursement')
    .innerJoin('paiement', 'paiement.id', 'remboursement.paiement_id')
    .select(['remboursement.envoye_le', 'paiement.transaction_id'])
    .where('remboursement.id', '=', id)
    .where('remboursement.statut', '=', 'envoye')
    .executeTakeFirst()
  return row?.envoye_le && row.transaction_id
    ? { envoyeLe: row.envoye_le, transactionId: row.transaction_id }
    : undefined
}

async function readOrNothing(deps: RemboursementsDeps, transactionId: string): Promise<Lecture | undefined> {
  try {
    return await deps.prestataire?.readTransaction(transactionId)
  } catch (error) {
    if (!(error instanceof PrestataireInjoignable)) throw error
    deps.log.warn({ err: error }, 'refund: not read')
    return undefined
  }
}

/** What gives money back of a payment, where a reading tells it; undefined when it does not. */
export const restitutionsLues = (lecture: Lecture | undefined): readonly RestitutionLue[] | undefined =>
  lecture && lecture.etat !== 'inconnu' ? lecture.restitutions : undefined

/** A refund of that amount which is none of those that we know already. */
export async function findItself(
  tx: Tx,
  { remboursement }: Ouvert,
  lues: readonly RestitutionLue[],
): Promise<RestitutionLue | undefined> {
  const candidates = lues.filter(
    ({ faite, montantCents }) => faite && montantCents === remboursement.montant_cents,
  )
  if (candidates.length === 0) return undefined
  const known = await tx
    .selectFrom('remboursement')
    .select('transaction_id')
    .where(
      'transaction_id',
      'in',
      candidates.map(({ transactionId }) => transactionId),
    )
    .execute()
  return candidates.find(({ transactionId }) => known.every((row) => row.transaction_id !== transactionId))
}

async function note(
  tx: Tx,
  deps: RemboursementsDeps,
  id: string,
  lecture: Lecture | undefined,
): Promise<void> {
  const ouvert = await lockRemboursement(tx, id)
  if (ouvert?.remboursement.statut !== 'envoye') return
  const { envoye_le, lectures } = ouvert.remboursement
  const lues = restitutionsLues(lecture)
  const found = lues && (await findItself(tx, ouvert, lues))
  if (found) return concludeFait(tx, deps, ouvert, { transactionId: found.transactionId, code: null })
  const le = deps.clock.now()
  const change = lues ? { lectures: lectures + 1, lu_le: le } : {}
  const since = le.getTime() - (envoye_le?.getTime() ?? 0)
  if ((lues && lectures >= 1) || since >= UNREADABLE_MS) {
    deps.log.error({ remboursement: id, alarme: 'remboursement' }, 'refund: uncertain, a human looks')
    return passe(tx, ouvert, {
      ...{ acteur: { kind: 'systeme' }, vers: 'incertain', le, action: 'remboursement.incertain' },
      change,
    })
  }
  if (lues) await tx.updateTable('remboursement').set(change).where('id', '=', id).execute()
  await planEnvoi(tx, id, new Date(le.getTime() + AGAIN_MS))
}
