import { detenuCents, type PaiementGarde, resteAPayer } from './reste-a-payer.ts'
import { surplusDe } from './surplus.ts'

/** What was paid and given back, beside what is due today. */
export interface Compte {
  /** What we hold: every accepted payment, without what was given back. */
  payeCents: number
  /** What we hold too much of, and give back. */
  tropCents: number
  /** What is still to be paid after a payment: a later decision granted more. */
  resteCents: number
}

type TentativeComptee = PaiementGarde & { statut: string; impaye: boolean; enTrop: boolean }

/**
 * By the same rules as what the régie gives back (`surplusDe`) and what a cheque may pay (`resteAPayer`).
 * @param tentatives the newest first
 * @param du what is due today, and since when; null while a decision is waited for, when nobody can say whether too much
 * was paid
 */
export function compteOf(
  tentatives: readonly TentativeComptee[],
  du: { duCents: number; exigibleLe: Date | null } | null,
): Compte {
  const accepted = tentatives.filter(({ statut, impaye }) => statut === 'accepte' && !impaye)
  const gardes = accepted.filter(({ enTrop }) => !enTrop)
  const payeCents = detenuCents(accepted)
  if (du === null) return { payeCents, tropCents: 0, resteCents: 0 }
  const { duCents, exigibleLe } = du
  return {
    payeCents,
    tropCents: surplusDe(accepted, duCents).reduce((sum, one) => sum + one, 0),
    resteCents: gardes.length === 0 || exigibleLe === null ? 0 : resteAPayer(gardes, { duCents, exigibleLe }),
  }
}
