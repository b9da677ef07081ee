/** A payment that is kept: accepted, not too much, not a cheque that the bank did not pay. */
export interface PaiementGarde {
  montantCents: number
  /** What was given back of it, done. */
  renduCents: number
  concluLe: Date | null
}

/** What we hold of the payments that are kept, in cents. */
export const detenuCents = (gardes: readonly PaiementGarde[]): number =>
  gardes.reduce((sum, { montantCents, renduCents }) => sum + montantCents - renduCents, 0)

/**
 * What is still to be paid, in cents, beside what we hold. What the régie gave back of a payment that came after the
 * decision, and paid it whole, is not asked again: it was theirs to give. All given back, all that is due is to be paid.
 */
export function resteAPayer(
  gardes: readonly PaiementGarde[],
  { duCents, exigibleLe }: { duCents: number; exigibleLe: Date },
): number {
  const detenu = detenuCents(gardes)
  if (detenu === 0) return duCents
  const recu = gardes.reduce((sum, { montantCents }) => sum + montantCents, 0)
  const after = gardes.every(({ concluLe }) => concluLe !== null && concluLe >= exigibleLe)
  return after && recu >= duCents ? 0 : Math.max(0, duCents - detenu)
}
