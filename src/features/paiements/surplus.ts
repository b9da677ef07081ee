import { lignesDues } from './lignes-gelees.ts'

export interface DuGele {
  moment: string
  montantCents: number
  lignes: unknown
  exigible: boolean
}

/**
 * What a demande still asks for, in cents. Before a decision, or while one is taken again, what may be granted counts:
 * nothing is given back that may be due tomorrow. Refused, withdrawn or closed, nothing is due.
 */
export function duMaintenant(du: DuGele | undefined): number {
  if (!du) return 0
  if (du.moment === 'depot') return du.exigible ? du.montantCents : 0
  return lignesDues(du.lignes).reduce((sum, { montantCents }) => sum + montantCents, 0)
}

/** What of an accepted payment is to be given back, when nothing more is given back than what is already on its way. */
export const surplusDe = (
  paiement: { montantCents: number; enTrop: boolean },
  { duCents, renduCents }: { duCents: number; renduCents: number },
): number => Math.max(0, paiement.montantCents - renduCents - (paiement.enTrop ? 0 : duCents))
