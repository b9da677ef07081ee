import type { Tx } from '../../platform/db/database.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { noteSurplus } from './note-surplus.ts'
import { nextRappel, planJobOn } from './plan-rappel.ts'

/** Whoever just read that a cheque was not paid is not reminded before. */
const LAISSE_JOURS = 10

/**
 * The bank did not pay this cheque: its demande may be paid again, and is reminded of. The payment stays, as what was
 * received, and nothing of it is given back.
 * @returns whether something is to be paid for its demande
 */
export async function markImpaye(
  tx: Tx,
  { paiementId, demandeId, le }: { paiementId: string; demandeId: string | null; le: Date },
): Promise<boolean> {
  await tx
    .updateTable('paiement')
    .set({ impaye: true, complement: false, a_rendre_cents: 0, a_rendre_depuis: null })
    .where('id', '=', paiementId)
    .execute()
  if (demandeId === null) return false
  await noteSurplus(tx, demandeId, le)
  const due = await tx
    .selectFrom('montant_du')
    .select(['exigible_le', 'a_payer_avant', 'rappele_le', 'relance_le'])
    .where('demande_id', '=', demandeId)
    .executeTakeFirst()
  if (!due?.exigible_le || due.a_payer_avant === null) return false
  const today = parisDay(le)
  const echeance = {
    ...{ exigibleLe: due.exigible_le, aPayerAvant: due.a_payer_avant },
    ...{ rappeleLe: due.rappele_le, relanceLe: due.relance_le },
  }
  const next = nextRappel(echeance, today)
  const soonest = addDays(today, LAISSE_JOURS)
  const jour = next && [next.jour, soonest].toSorted().at(-1)
  if (jour) await planJobOn(tx, demandeId, jour)
  return true
}
