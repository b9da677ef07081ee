import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Db } from '../../../src/platform/db/database.ts'
import type { Foyer } from './foyers.ts'

export const digestOf = (pdf: Uint8Array): string => createHash('sha256').update(pdf).digest('hex')

/** Each costs the portal a PDF: more at once would only wait. */
const AT_ONCE = 3

/**
 * Fetches the receipt of every accepted payment as its person does, while the last ones are settled.
 * @returns the digest of each, by payment
 */
export async function fetchRecus(
  db: Db,
  foyers: readonly Foyer[],
  isOver: () => boolean,
): Promise<Map<string, string>> {
  const byOwner = new Map(foyers.map((foyer) => [foyer.usagerId, foyer]))
  const recus = new Map<string, string>()
  for (;;) {
    // Asked before the base is: what was accepted by then is in what it answers.
    const last = isOver()
    const accepted = await db
      .selectFrom('paiement')
      .innerJoin('demande', 'demande.id', 'paiement.demande_id')
      .select(['paiement.id', 'demande.usager_id'])
      .where('paiement.statut', '=', 'accepte')
      .execute()
    const left = accepted.filter(({ id }) => !recus.has(id)).values()
    const fetchOnes = async (): Promise<void> => {
      for (const { id, usager_id } of left) {
        const answer = await byOwner
          .get(usager_id ?? '')
          ?.navigateurs[0].get(`/espace/paiements/${id}/recu.pdf`)
        expect(answer?.status).toBe(200)
        expect(answer?.bytes.subarray(0, 5).toString()).toBe('%PDF-')
        recus.set(id, digestOf(answer?.bytes ?? Buffer.of()))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, fetchOnes))
    if (last) return recus
    await pause(500)
  }
}
