import type { DefinitionFormulaire, Reponses } from '../../formulaire/definition.ts'
import type { Demarche } from '../../formulaire/demarche.ts'
import type { Tx } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { computeDu, type Du } from './compute-du.ts'
import { lastDayToPay } from './last-day-to-pay.ts'
import { planRappel } from './plan-rappel.ts'
import { askToPay } from './tell-to-pay.ts'

export interface DuAGeler {
  demandeId: string
  du: Du
  /** Paid now, or once it is granted. */
  moment: 'depot' | 'decision'
  le: Date
  /** Until when it may be paid, YYYY-MM-DD; null as long as nothing is to be paid. */
  aPayerAvant: string | null
  /** Whether the acknowledgement may say that one pays on line. */
  enLigne: boolean
}

/** Keeps what a demande owes, in the transaction that files it: a tariff that changes later changes nothing of it. */
async function freezeDu(tx: Tx, gele: DuAGeler): Promise<void> {
  const { demandeId, du, moment, le, aPayerAvant, enLigne } = gele
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
      en_ligne: enLigne,
    })
    .execute()
}

/**
 * What the filing of a demande makes due, computed and frozen; what is to be paid at once is in the feed, and reminded of.
 * @param depot.usagerId null on paper
 * @returns it; null when nothing is due, and nothing is kept
 */
export async function freezeDuOfDepot(
  tx: Tx,
  depot: {
    demandeId: string
    usagerId: string | null
    demarche: Pick<Demarche, 'paiement'>
    definition: DefinitionFormulaire
    reponses: Reponses
    le: Date
    enLigne: boolean
  },
): Promise<Du | null> {
  const { demandeId, usagerId, demarche, definition, reponses, le, enLigne } = depot
  const { paiement } = demarche
  const du = computeDu(demarche, definition, reponses)
  if (!paiement || !du) return null
  const { moment } = paiement
  const aPayerAvant = moment === 'depot' ? lastDayToPay(le, paiement.joursPourPayer) : null
  await freezeDu(tx, { demandeId, du, moment, le, aPayerAvant, enLigne })
  if (aPayerAvant !== null) {
    const { montantCents } = du
    await askToPay(tx, { usagerId, demandeId, le, montantCents, echeance: aPayerAvant, courriel: null })
    const echeance = { exigibleLe: le, aPayerAvant, rappeleLe: null, relanceLe: null }
    await planRappel(tx, demandeId, echeance, parisDay(le))
  }
  return du
}
