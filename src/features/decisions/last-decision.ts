import type { Tx } from '../../platform/db/database.ts'
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
