import type { Db, Tx } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { gardesDe, resteAPayer, type StatutDePaiement, statutsDePaiement } from '../paiements/index.ts'
import type { Moyen } from './ecriture.ts'

/** What a demande owes now, as whoever receives a cheque for it must know. */
export interface DueParCheque {
  demandeId: string
  reference: string
  demarche: string
  /** What is still to be paid. */
  montantCents: number
  exigible: boolean
  /** How it was paid already. */
  paye: { commande: string; moyen: Moyen; le: Date } | null
  /** An attempt by card is open: it may still be accepted. */
  carteEnCours: boolean
  /** Of the next attempt. */
  rang: number
  /** Another payment is kept, and does not pay all that is due. */
  complement: boolean
}

/**
 * What the demande of this reference owes; undefined when there is none that owes something in the démarches of this agent.
 * @param garde holds its row, so that attempts follow one another: what is due first, as everywhere
 */
export async function findDue(
  db: Db | Tx,
  { demarches }: AgentActor,
  reference: string,
  garde?: 'garde',
): Promise<DueParCheque | undefined> {
  let query = db
    .selectFrom('montant_du as m')
    .innerJoin('demande as d', 'd.id', 'm.demande_id')
    .select(['d.id', 'd.reference', 'd.demarche', 'm.montant_cents', 'm.exigible_le'])
    .where('d.reference', '=', reference)
    .where('d.demarche', '=', (eb) => eb.fn.any(eb.val([...demarches])))
  if (garde) query = query.forUpdate('m')
  const due = await query.executeTakeFirst()
  if (!due) return undefined
  const gardes = await gardesDe(db, due.id)
  const reste = due.exigible_le
    ? resteAPayer(gardes, { duCents: due.montant_cents, exigibleLe: due.exigible_le })
    : due.montant_cents
  const attempts = await db
    .selectFrom('paiement')
    .select(['rang', 'commande', 'moyen', 'statut', 'en_trop', 'impaye', 'conclu_le'])
    .where('demande_id', '=', due.id)
    .orderBy('rang', 'desc')
    .execute()
  const paid = attempts.find(({ statut, en_trop, impaye }) => statut === 'accepte' && !en_trop && !impaye)
  return {
    demandeId: due.id,
    reference: due.reference,
    demarche: due.demarche,
    montantCents: reste,
    exigible: due.exigible_le !== null,
    paye:
      paid?.conclu_le && (reste === 0 || !due.exigible_le)
        ? { commande: paid.commande, moyen: paid.moyen as Moyen, le: paid.conclu_le }
        : null,
    carteEnCours: attempts.some(({ statut }) => !statutsDePaiement[statut as StatutDePaiement].final),
    rang: (attempts[0]?.rang ?? 0) + 1,
    complement: gardes.length > 0,
  }
}
