import type { Tx } from '../../platform/db/database.ts'
import { parisMoment } from '../../platform/legal-clock/paris.ts'
import type { PartieDecidee } from './parties.ts'
import type { Sens } from './sens-de-decision.ts'

export interface DerniereDecision {
  id: string
  sens: Sens
  motivation: string
  priseLe: Date
  parties: PartieDecidee[]
}

/** The decision that counts, of a demande whose row is held. @throws when nothing was decided */
export async function lastDecision(tx: Tx, demandeId: string): Promise<DerniereDecision> {
  const { id, sens, ...decision } = await tx
    .selectFrom('decision')
    .select(['id', 'sens', 'motivation', 'prise_le as priseLe'])
    .where('demande_id', '=', demandeId)
    .orderBy('rang', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const parties = await tx
    .selectFrom('decision_partie')
    .select(['instance', 'option', 'nom', 'libelle', 'sens', 'motivation', 'detail'])
    .where('decision_id', '=', id)
    .orderBy('rang')
    .execute()
  return { id, sens: sens as Sens, ...decision, parties: parties as PartieDecidee[] }
}

/**
 * When the decision itself was first taken: a correction of its words does not give four more months to take it back
 * (CRPA L242-1).
 */
export async function firstTaken(tx: Tx, demandeId: string): Promise<Date> {
  const { priseLe } = await tx
    .selectFrom('decision')
    .select('prise_le as priseLe')
    .where('demande_id', '=', demandeId)
    .where('nature', '=', 'decision')
    .orderBy('rang', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return priseLe
}

/**
 * What a withdrawal takes back: the last decision, since its first words, or the acceptance born of silence after it,
 * since the day of the law (CRPA L242-1 holds for both). Of a demande whose row is held, and which was decided.
 */
export async function decisionToWithdraw(tx: Tx, demandeId: string): Promise<{ sens: Sens; priseLe: Date }> {
  const born = await bornOfSilence(tx, demandeId)
  if (born) return { sens: 'acceptee', priseLe: parisMoment(born, '12:00') }
  const { sens } = await lastDecision(tx, demandeId)
  return { sens, priseLe: await firstTaken(tx, demandeId) }
}

/** The day of the acceptance born of silence that counts, YYYY-MM-DD; undefined when a decision came after it. */
export async function bornOfSilence(tx: Tx, demandeId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('decision_implicite as s')
    .select('nee_le')
    .where('s.demande_id', '=', demandeId)
    .where('s.sens', '=', 'acceptation')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decision')
            .select('decision.id')
            .whereRef('decision.demande_id', '=', 's.demande_id')
            .whereRef('decision.prise_le', '>=', 's.constatee_le'),
        ),
      ),
    )
    .orderBy('nee_le', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.nee_le
}
