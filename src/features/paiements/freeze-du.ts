import type { DefinitionFormulaire, Reponses } from '../../formulaire/definition.ts'
import type { Demarche } from '../../formulaire/demarche.ts'
import type { Tx } from '../../platform/db/database.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { computeDu, type Du } from './compute-du.ts'

export interface DuAGeler {
  demandeId: string
  du: Du
  /** Paid now, or once it is granted. */
  moment: 'depot' | 'decision'
  le: Date
  /** Until when it may be paid, YYYY-MM-DD; null as long as nothing is to be paid. */
  aPayerAvant: string | null
}

/** Keeps what a demande owes, in the transaction that files it: a tariff that changes later changes nothing of it. */
export async function freezeDu(tx: Tx, { demandeId, du, moment, le, aPayerAvant }: DuAGeler): Promise<void> {
  await tx
    .insertInto('montant_du')
    .values({
      demande_id: demandeId,
      montant_cents: du.montantCents,
      lignes: JSON.stringify(du.lignes),
      moment,
      gele_le: le,
      exigible_le: aPayerAvant === null ? null : le,
      a_payer_avant: aPayerAvant,
    })
    .execute()
}

/**
 * What the filing of a demande makes due, computed and frozen.
 * @returns it; null when nothing is due, and nothing is kept
 */
export async function freezeDuOfDepot(
  tx: Tx,
  depot: {
    demandeId: string
    demarche: Pick<Demarche, 'paiement'>
    definition: DefinitionFormulaire
    reponses: Reponses
    le: Date
  },
): Promise<Du | null> {
  const { demandeId, demarche, definition, reponses, le } = depot
  const { paiement } = demarche
  const du = computeDu(demarche, definition, reponses)
  if (!paiement || !du) return null
  const { moment } = paiement
  const aPayerAvant = moment === 'depot' ? lastDayToPay(le, paiement.joursPourPayer) : null
  await freezeDu(tx, { demandeId, du, moment, le, aPayerAvant })
  return du
}

/** The last day of a time to pay that begins now, YYYY-MM-DD. */
export const lastDayToPay = (le: Date, jours: number): string => addDays(parisDay(le), jours)
