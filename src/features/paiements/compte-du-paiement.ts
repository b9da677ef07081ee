/** What was paid and given back, beside what is due today. */
export interface Compte {
  /** What we hold: every accepted payment, without what was given back. */
  payeCents: number
  /** What we hold too much of, and give back. */
  tropCents: number
  /** What is still to be paid after a payment: a later decision granted more. */
  resteCents: number
}

/**
 * @param duCents what is due today; null while a decision is waited for, when nobody can say whether too much was paid
 */
export function compteOf(
  tentatives: readonly { statut: string; impaye: boolean; montantCents: number; renduCents: number }[],
  duCents: number | null,
): Compte {
  const accepted = tentatives.filter(({ statut, impaye }) => statut === 'accepte' && !impaye)
  const payeCents = accepted.reduce((sum, { montantCents, renduCents }) => sum + montantCents - renduCents, 0)
  if (duCents === null) return { payeCents, tropCents: 0, resteCents: 0 }
  return {
    payeCents,
    tropCents: Math.max(0, payeCents - duCents),
    resteCents: accepted.length === 0 ? 0 : Math.max(0, duCents - payeCents),
  }
}
