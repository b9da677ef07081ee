import type { Fermeture } from '../../platform/legal-clock/prolongation.ts'
import type { DisponibiliteDeps } from './disponibilite-deps.ts'

/** What a closing would extend as things stand now. @returns « 1 campagne », « 3 compléments »… */
export async function previewProlongation(
  { db, delais }: Pick<DisponibiliteDeps, 'db' | 'delais'>,
  fermeture: Fermeture,
): Promise<string[]> {
  const words: string[] = []
  for (const { singulier, pluriel, compte } of delais) {
    const count = await compte(db, fermeture)
    if (count > 0) words.push(`${count} ${count > 1 ? pluriel : singulier}`)
  }
  return words
}
