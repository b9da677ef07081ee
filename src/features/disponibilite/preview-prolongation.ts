import { inTransaction } from '../../platform/db/database.ts'
import type { Fermeture } from '../../platform/legal-clock/prolongation.ts'
import type { DisponibiliteDeps } from './disponibilite-deps.ts'

class Undone extends Error {}

/** What a closing would extend as things stand now: done for good, counted, and taken back. @returns « 1 campagne », « 3 compléments »… */
export async function previewProlongation(
  { db, clock, delais }: Pick<DisponibiliteDeps, 'db' | 'clock' | 'delais'>,
  fermeture: Fermeture & { numero: number },
): Promise<string[]> {
  const words: string[] = []
  const tried = inTransaction(db, async (tx) => {
    for (const { singulier, pluriel, prolonge } of delais) {
      const count = await prolonge(tx, fermeture, clock.now())
      if (count > 0) words.push(`${count} ${count > 1 ? pluriel : singulier}`)
    }
    throw new Undone()
  })
  await tried.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error
  })
  return words
}
