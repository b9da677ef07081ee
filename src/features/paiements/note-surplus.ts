import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { duMaintenant, surplusDe } from './surplus.ts'

/**
 * Keeps beside each accepted payment of a demande what is to be given back, in the transaction that changes it: what is
 * due, what was paid, what is given back. Its rows are locked by the caller, what is due first.
 */
export async function noteSurplus(tx: Tx, demandeId: string, le: Date): Promise<void> {
  const du = await tx
    .selectFrom('montant_du')
    .select(['moment', 'montant_cents as montantCents', 'lignes'])
    .select(sql<boolean>`exigible_le is not null`.as('exigible'))
    .where('demande_id', '=', demandeId)
    .executeTakeFirst()
  const duCents = duMaintenant(du)
  const paiements = await acceptes(tx).where('demande_id', '=', demandeId).orderBy('rang', 'desc').execute()
  const surplus = surplusDe(paiements, duCents)
  for (const [i, paiement] of paiements.entries()) await keep(tx, paiement, surplus[i] ?? 0, le)
}

/** The same of one payment; whose demande was erased, no more is known than what was to be given back: all, or so much. */
export async function noteSurplusOf(
  tx: Tx,
  paiement: { id: string; demande_id: string | null },
  le: Date,
): Promise<void> {
  if (paiement.demande_id !== null) return noteSurplus(tx, paiement.demande_id, le)
  const row = await acceptes(tx).where('id', '=', paiement.id).executeTakeFirst()
  if (!row) return
  const reste = row.montantCents - row.renduCents
  await keep(tx, row, row.enTrop ? reste : Math.min(row.aRendreCents, reste), le)
}

/** What is given back or on its way: not what was refused or given up. */
const RENDU = sql<number>`(select coalesce(sum(r.montant_cents), 0)::int from remboursement r
  where r.paiement_id = paiement.id and r.statut not in ('refuse', 'abandonne'))`

const acceptes = (tx: Tx) =>
  tx
    .selectFrom('paiement')
    .select(['id', 'montant_cents as montantCents', 'en_trop as enTrop', 'a_rendre_cents as aRendreCents'])
    .select(RENDU.as('renduCents'))
    .where('statut', '=', 'accepte')
    .where('impaye', '=', false)

async function keep(
  tx: Tx,
  { id, aRendreCents }: { id: string; aRendreCents: number },
  surplus: number,
  le: Date,
): Promise<void> {
  if (surplus === aRendreCents) return
  await tx
    .updateTable('paiement')
    .set({
      a_rendre_cents: surplus,
      a_rendre_depuis: surplus === 0 ? null : sql<Date>`coalesce(a_rendre_depuis, ${le})`,
    })
    .where('id', '=', id)
    .execute()
}
