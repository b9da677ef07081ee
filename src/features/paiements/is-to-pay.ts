import { estVerifie, retenu } from './paiement.ts'
import type { PaiementVue } from './paiements.query.ts'

/** Whether the person has something to pay now: what is due before any payment, or what a later decision added. */
export function isToPay({ etat, du, compte, tentatives }: PaiementVue): boolean {
  if (retenu(tentatives)) return compte.resteCents > 0
  return etat === 'exigible' && du !== null && !estVerifie(tentatives)
}
