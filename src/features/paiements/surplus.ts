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

/**
 * What of each accepted payment is to be given back beside what is given back already, in their order: one too many
 * whole; of those that are kept, the newest first, what is more than what is due.
 * @param paiements the newest first
 */
export function surplusDe(
  paiements: readonly { montantCents: number; renduCents: number; enTrop: boolean }[],
  duCents: number,
): number[] {
  const net = paiements.map(({ montantCents, renduCents }) => montantCents - renduCents)
  let trop = paiements.reduce((sum, { enTrop }, i) => sum + (enTrop ? 0 : (net[i] ?? 0)), -duCents)
  return paiements.map(({ enTrop }, i) => {
    const held = net[i] ?? 0
    if (enTrop) return held
    const surplus = Math.max(0, Math.min(held, trop))
    trop -= surplus
    return surplus
  })
}
