import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db } from '../../../src/platform/db/database.ts'
import type { LivreExporte } from '../../../src/simulateur-payline/index.ts'

export interface Tentative {
  id: string
  reference: string
  usager_id: string
  commande: string
  statut: string
  montant_cents: number
  jeton: string | null
  transaction_id: string | null
  code: string | null
  en_trop: boolean
  /** Ends written in the journal. */
  fins: string[]
  /** Mails of acknowledgement, by id. */
  courriels: string[]
}

const ENDS = ['accepte', 'refuse', 'annule', 'expire', 'erreur']

export async function tentatives(db: Db): Promise<Tentative[]> {
  const { rows } =
    await sql<Tentative>`select p.id, d.reference, d.usager_id, p.commande, p.statut, p.montant_cents,
      p.jeton, p.transaction_id, p.code, p.en_trop,
      array(select j.action from journal j where j.objet_id = p.id and j.action = any(array['paiement.accepte',
        'paiement.en-trop', 'paiement.refuse', 'paiement.annule', 'paiement.expire', 'paiement.erreur'])) as fins,
      array(select c.id::text from courriel c, jsonb_array_elements(c.pieces_jointes) piece
        where c.demande_id = d.id and piece->>'id' = p.id::text) as courriels
    from paiement p join demande d on d.id = p.demande_id`.execute(db)
  return rows
}

/** The state that the end of a session is, told once more by other words than the product's own table. */
function endOf(code: string): string {
  if (code === '00000') return 'accepte'
  if (code === '02319' || code === '03022') return 'annule'
  if (code.startsWith('023') || code === '02534') return 'expire'
  if (code === '01109') return 'erreur'
  if (code.startsWith('01')) return 'refuse'
  return `no end (${code})`
}

/** The ends that the journal tells, without the refusal of a first card where another one paid. */
const endsOf = ({ statut, fins }: Tentative): string[] =>
  statut === 'accepte' ? fins.filter((fin) => fin !== 'paiement.refuse') : fins

const key = (one: { commande: string; cents: number; transaction: string | null }): string =>
  `${one.commande} ${one.cents} ${one.transaction}`

/** Fails unless every attempt has one end, which is what the provider says, and both books are the same to the cent. */
export function compareBooks(attempts: readonly Tentative[], livre: LivreExporte): void {
  expect(attempts.filter(({ statut }) => !ENDS.includes(statut))).toEqual([])
  const opened = attempts.filter(({ jeton }) => jeton !== null)
  expect(attempts.filter(({ jeton, statut }) => jeton === null && statut !== 'erreur')).toEqual([])
  expect(opened.filter((one) => endsOf(one).length !== 1)).toEqual([])
  const sessions = new Map(livre.sessions.map((one) => [one.jeton, one]))
  const differ = opened.flatMap((one) => {
    const session = sessions.get(one.jeton ?? '')
    const end = session ? endOf(session.code) : 'unknown'
    const same = end === one.statut && session?.code === one.code
    // Told refused once (`pannes.ts`), and no money came after it: whether it was given up or refused is all one.
    const refused = one.code === '01100' && one.statut === 'refuse' && end !== 'accepte'
    return same || refused ? [] : [{ ...one, session }]
  })
  expect(differ).toEqual([])

  const taken = livre.transactions.filter(({ nature, code }) => nature === 'paiement' && code === '00000')
  const theirs = taken.map((t) =>
    key({ commande: t.reference, cents: t.montantCents, transaction: t.transactionId }),
  )
  const accepted = attempts.filter(({ statut }) => statut === 'accepte')
  const ours = accepted.map((p) =>
    key({ commande: p.commande, cents: p.montant_cents, transaction: p.transaction_id }),
  )
  expect(ours.sort()).toEqual(theirs.sort())
  expect(accepted.reduce((sum, one) => sum + one.montant_cents, 0)).toBe(livre.totaux.encaisseCents)
  // Every demande that money was taken for is paid, once.
  const paid = accepted.filter(({ en_trop }) => !en_trop).map(({ reference }) => reference)
  expect(paid.length).toBe(new Set(paid).size)
  expect(new Set(paid)).toEqual(new Set(accepted.map(({ reference }) => reference)))
}
