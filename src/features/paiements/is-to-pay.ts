import { estVerifie, retenus } from './paiement.ts'
import type { PaiementVue } from './paiements.query.ts'

/** Whether the person has something to pay now: what is due before any payment, or what a later decision added. */
export function isToPay(vue: PaiementVue): boolean {
  const { etat, du, compte, tentatives } = vue
  if (retenus(vue).length > 0) return compte.resteCents > 0
  return etat === 'exigible' && du !== null && !estVerifie(tentatives)
}
