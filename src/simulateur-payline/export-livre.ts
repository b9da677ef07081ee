import { sensOf } from './codes.ts'
import type { Livre, Transaction } from './livre.ts'
import { codeOf, findSession } from './moteur.ts'
import type { Registre } from './registre.ts'

/** The book as others read it. Amounts are cents; moments are ISO 8601. */
export interface LivreExporte {
  sessions: {
    jeton: string
    reference: string
    montantCents: number
    devise: string
    code: string
    statut: string
    transactionId: string | null
    ouverteLe: string
    expireLe: string
    lue: boolean
    notifiee: boolean
  }[]
  transactions: (Omit<Transaction, 'le' | 'remiseLe' | 'annuleeLe' | 'carte'> & {
    statut: string
    le: string
    remiseLe: string | null
    annuleeLe: string | null
  })[]
  totaux: {
    /** Of accepted payments, cancelled ones included. */
    encaisseCents: number
    annuleCents: number
    restitueCents: number
    netCents: number
    paiementsAcceptes: number
  }
}

const iso = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString()

/** The whole book at this moment of the clock. */
export function exportLivre(registre: Registre): LivreExporte {
  for (const jeton of registre.livre.sessions.keys()) findSession(registre, jeton)
  const transactions = [...registre.livre.transactions.values()]
  return {
    sessions: [...registre.livre.sessions.values()].map((one) => ({
      jeton: one.jeton,
      reference: one.reference,
      montantCents: one.montantCents,
      devise: one.devise,
      code: codeOf(one),
      statut: sensOf(codeOf(one)).statut,
      transactionId: one.fin?.transactionId ?? null,
      ouverteLe: new Date(one.ouverteLe).toISOString(),
      expireLe: new Date(one.expireLe).toISOString(),
      lue: one.lue,
      notifiee: one.notifiee,
    })),
    transactions: transactions.map(({ carte: _, ...one }) => ({
      ...one,
      statut: sensOf(one.code).statut,
      le: new Date(one.le).toISOString(),
      remiseLe: iso(one.remiseLe),
      annuleeLe: iso(one.annuleeLe),
    })),
    totaux: totalsOf(registre.livre),
  }
}

function totalsOf(livre: Livre): LivreExporte['totaux'] {
  const accepted = [...livre.transactions.values()].filter((one) => one.code === '00000')
  const sum = (nature: Transaction['nature']): number =>
    accepted.reduce((total, one) => total + (one.nature === nature ? one.montantCents : 0), 0)
  const [encaisseCents, annuleCents, restitueCents] = [sum('paiement'), sum('annulation'), sum('restitution')]
  return {
    encaisseCents,
    annuleCents,
    restitueCents,
    netCents: encaisseCents - annuleCents - restitueCents,
    paiementsAcceptes: accepted.filter((one) => one.nature === 'paiement').length,
  }
}
