import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { type PaymentProvider, PrestataireInjoignable, type Restitution } from '../paiements/index.ts'
import { concludeFait } from './conclude-fait.ts'
import { planEnvoi } from './plan-envoi.ts'
import { readRemboursement } from './read-remboursement.ts'
import { lockRemboursement, type Ouvert, passe } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

/** Not before the provider may have ended, both calls and their time-outs included, is a sent order read. */
const READ_AFTER_MS = 2 * 60_000
/** When an order is tried again that the provider was surely never asked. */
const TRY_AGAIN_MS = 5 * 60_000

const DAY_MS = 86_400_000

const SYSTEME = { kind: 'systeme' } as const

/**
 * `remboursement:envoie`: sends an order once. It is marked in a transaction before the provider is called, and from then on
 * only read, whatever became of this process: money is never sent twice because an answer was lost.
 */
export async function sendRemboursement(deps: RemboursementsDeps, id: string): Promise<void> {
  const { prestataire } = deps
  const ouvert = await markEnvoye(deps, id)
  if (ouvert === 'deja') return readRemboursement(deps, id)
  if (!ouvert || !prestataire) return
  const answer = await callProvider(deps, prestataire, ouvert)
  await inTransaction(deps.db, (tx) => conclude(tx, deps, id, answer))
}

/**
 * Marks an order as sent, and plans its reading, in one transaction.
 * @returns it; `deja` when it was sent before; undefined when there is nothing to send
 */
export function markEnvoye(deps: RemboursementsDeps, id: string): Promise<Ouvert | 'deja' | undefined> {
  return inTransaction(deps.db, async (tx) => {
    const ouvert = await lockRemboursement(tx, id)
    if (ouvert?.remboursement.statut === 'envoye') return 'deja'
    if (ouvert?.remboursement.statut !== 'a_envoyer' || ouvert.remboursement.operation === 'virement')
      return undefined
    const le = deps.clock.now()
    if (!deps.prestataire) {
      await alarmOnceADay(tx, deps, ouvert.remboursement, le)
      await planEnvoi(tx, id, new Date(le.getTime() + TRY_AGAIN_MS))
      return undefined
    }
    await passe(tx, ouvert, {
      ...{ acteur: SYSTEME, vers: 'envoye', le, action: 'remboursement.envoye' },
      change: { envoye_le: le, lectures: 0 },
    })
    await planEnvoi(tx, id, new Date(le.getTime() + READ_AFTER_MS))
    return ouvert
  })
}

/** Whoever is told of a thing every five minutes stops looking: as for payments (`settle-paiement.ts`). */
async function alarmOnceADay(
  tx: Tx,
  deps: RemboursementsDeps,
  { id, alarme_le }: Pick<Ouvert['remboursement'], 'id' | 'alarme_le'>,
  le: Date,
): Promise<void> {
  if (alarme_le !== null && le.getTime() - alarme_le.getTime() < DAY_MS) return
  deps.log.error({ remboursement: id, alarme: 'remboursement' }, 'refund: no provider is configured')
  await tx.updateTable('remboursement').set({ alarme_le: le }).where('id', '=', id).execute()
}

type Answer = Restitution | PrestataireInjoignable

/** The whole of a payment is cancelled first; what can no longer be cancelled is refunded. */
async function callProvider(
  deps: RemboursementsDeps,
  prestataire: PaymentProvider,
  { remboursement, paiement }: Ouvert,
): Promise<Answer> {
  const ordre = {
    transactionId: paiement.transaction_id ?? '',
    montantCents: remboursement.montant_cents,
    sequence: remboursement.sequence,
    // The reason may name somebody: it stays here.
    commentaire: `Remboursement ${remboursement.sequence} du paiement ${paiement.commande}`,
  }
  if (remboursement.operation === 'annulation') {
    const cancelled = await answerOf(prestataire.cancel(ordre))
    const tooLate =
      !(cancelled instanceof PrestataireInjoignable) &&
      (cancelled.etat === 'trop_tard' || cancelled.etat === 'refuse')
    if (!tooLate) return cancelled
    await deps.db
      .updateTable('remboursement')
      .set({ operation: 'remboursement' })
      .where('id', '=', remboursement.id)
      .execute()
  }
  return answerOf(prestataire.refund(ordre))
}

const answerOf = (call: Promise<Restitution>): Promise<Answer> =>
  call.catch((error: unknown) => {
    if (error instanceof PrestataireInjoignable) return error
    throw error
  })

async function conclude(tx: Tx, deps: RemboursementsDeps, id: string, answer: Answer): Promise<void> {
  const ouvert = await lockRemboursement(tx, id)
  if (!ouvert) return
  const { remboursement } = ouvert
  const lost = answer instanceof PrestataireInjoignable
  deps.log.info({ remboursement: id, reponse: lost ? answer.message : answer.code }, 'refund: answered')
  // An answer that comes late, whatever was read or decided meanwhile.
  if (!lost && answer.etat === 'fait') return concludeFait(tx, deps, ouvert, answer)
  if (remboursement.statut !== 'envoye') return
  const le = deps.clock.now()
  if (lost && !answer.peutAvoirEuLieu) {
    await passe(tx, ouvert, {
      ...{ acteur: SYSTEME, vers: 'a_envoyer', le, action: 'remboursement.pas-parti' },
      // Read before, it had been sent before: whoever gives it up then has it read again.
      change: remboursement.lu_le === null ? { envoye_le: null } : {},
    })
    return planEnvoi(tx, id, new Date(le.getTime() + TRY_AGAIN_MS))
  }
  if (!lost && answer.etat === 'refuse') {
    deps.log.error({ remboursement: id, code: answer.code, alarme: 'remboursement' }, 'refund: refused')
    return passe(tx, ouvert, {
      ...{ acteur: SYSTEME, vers: 'refuse', le, action: 'remboursement.refuse-par-le-prestataire' },
      change: { code: answer.code },
    })
  }
  // Lost, unclear, or « done before »: the reading that is planned tells.
  if (!lost) await tx.updateTable('remboursement').set({ code: answer.code }).where('id', '=', id).execute()
}
