import { inTransaction } from '../../platform/db/database.ts'
import type { DisponibiliteDeps } from './disponibilite-deps.ts'

/**
 * Extends every deadline that a closing made impossible to keep. Finds its work done when it runs again, and does the
 * rest when the closing lasts longer than was planned. @returns how many deadlines moved
 */
export function prolongDeadlines(
  { db, clock, delais }: Pick<DisponibiliteDeps, 'db' | 'clock' | 'delais'>,
  numero: number,
): Promise<number> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const fermeture = await tx
      .selectFrom('fermeture')
      .select(['numero', 'demarche', 'debut', 'fin', 'annulee_le', 'delais_prolonges_jusqu'])
      .where('numero', '=', numero)
      .forUpdate()
      .executeTakeFirst()
    if (!fermeture || fermeture.annulee_le || fermeture.debut > le) return 0
    const done = fermeture.delais_prolonges_jusqu
    if (done && done >= fermeture.fin) return 0
    let moved = 0
    for (const { prolonge } of delais) moved += await prolonge(tx, fermeture, le)
    await tx
      .updateTable('fermeture')
      .set({ delais_prolonges_jusqu: fermeture.fin })
      .where('numero', '=', numero)
      .execute()
    return moved
  })
}
