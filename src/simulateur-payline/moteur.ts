import { randomInt } from 'node:crypto'
import { type Carte, findCarte } from './cartes.ts'
import { sensOf } from './codes.ts'
import type { Commande } from './evenements.ts'
import type { Session, Transaction } from './livre.ts'
import type { Registre } from './registre.ts'

const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz123456789'

/** A token of Payline's shape: letters and digits, then the moment. */
function newToken(now: number): string {
  const letters = Array.from({ length: 21 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return `1${letters}${now}`
}

/** Never twice the same in one book: the number of the transaction in it is part of the id. */
export function newTransactionId(registre: Registre): string {
  return `${registre.clock.now().getTime()}${String(registre.livre.transactions.size + 1).padStart(6, '0')}`
}

/** Opens a session of payment. @returns its token */
export function openSession(registre: Registre, commande: Commande, lifeMs: number): string {
  const now = registre.clock.now().getTime()
  const jeton = newToken(now)
  registre.note({ quoi: 'ouverte', jeton, commande, expireLe: now + lifeMs })
  return jeton
}

/** The session as it is now: a slow answer that has come, an expiry that has passed, are written down first. */
export function findSession(registre: Registre, jeton: string): Session | undefined {
  const session = registre.livre.sessions.get(jeton)
  if (!session || session.fin) return session
  const now = registre.clock.now().getTime()
  const { engagement } = session
  if (engagement?.finirLe && engagement.finirLe <= now)
    finish(registre, session, engagement.code, engagement.carte, engagement.finirLe)
  else if (!engagement?.finirLe && session.expireLe <= now) {
    const code = engagement?.code ?? (session.vue ? '02304' : '02534')
    registre.note(
      { quoi: 'finie', jeton, code, transactionId: null, carte: null, doublon: false },
      session.expireLe,
    )
  }
  return session
}

/** The code that getWebPaymentDetails says of a session. */
export function codeOf(session: Session): string {
  return session.fin?.code ?? (session.vue ? '02306' : '02533')
}

export type Reglement = 'fait' | 'deja_fait' | 'introuvable' | 'carte_inconnue'

/** Pays a session with a test card. A session that has an answer, or waits for one, takes no second card. */
export function paySession(registre: Registre, jeton: string, mot: string): Reglement {
  const session = findSession(registre, jeton)
  if (!session) return 'introuvable'
  if (session.fin || session.engagement) return 'deja_fait'
  const carte = findCarte(mot)
  if (!carte) return 'carte_inconnue'
  seeSession(registre, session)
  if (carte.apresMs || carte.expire) engage(registre, session, carte)
  else finish(registre, session, carte.code, carte.numero, registre.clock.now().getTime())
  return 'fait'
}

/** Notes that the buyer reached the page. */
export function seeSession(registre: Registre, session: Session): void {
  if (!session.vue) registre.note({ quoi: 'vue', jeton: session.jeton })
}

function engage(registre: Registre, session: Session, carte: Carte): void {
  const finirLe = carte.apresMs ? registre.clock.now().getTime() + carte.apresMs : null
  registre.note({ quoi: 'engagee', jeton: session.jeton, code: carte.code, finirLe, carte: carte.numero })
}

/** The buyer gives up before giving a card. */
export function cancelSession(registre: Registre, jeton: string): Reglement {
  const session = findSession(registre, jeton)
  if (!session) return 'introuvable'
  if (session.fin || session.engagement) return 'deja_fait'
  seeSession(registre, session)
  registre.note({ quoi: 'finie', jeton, code: '02319', transactionId: null, carte: null, doublon: false })
  return 'fait'
}

function finish(registre: Registre, session: Session, asked: string, carte: string, le: number): void {
  const code = asked === '00000' && isDuplicate(registre, session, le) ? '01913' : asked
  const transactionId = newTransactionId(registre)
  const doublon = code === '01913'
  registre.note({ quoi: 'finie', jeton: session.jeton, code, transactionId, carte, doublon }, le)
}

const parisDay = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' })
const DAY = 86_400_000

/** Same order, amount and sequence, accepted today or yesterday (Paris): what Payline calls a duplicate. */
export function isDuplicate(
  registre: Registre,
  wanted: { reference: string; montantCents: number; sequence?: string | null },
  now: number,
  nature: Transaction['nature'] = 'paiement',
): boolean {
  const days = new Set([parisDay.format(now), parisDay.format(now - DAY)])
  return registre.livre
    .ofReference(wanted.reference)
    .some(
      (one) =>
        one.nature === nature &&
        one.code === '00000' &&
        one.montantCents === wanted.montantCents &&
        one.sequence === (wanted.sequence ?? null) &&
        days.has(parisDay.format(one.le)),
    )
}

/** A human decides on a payment that is suspected. @returns whether there was something to decide */
export function decideFraude(registre: Registre, transactionId: string, accepter: boolean): boolean {
  const transaction = registre.livre.transactions.get(transactionId)
  if (!transaction || sensOf(transaction.code).statut !== 'PENDING_RISK') return false
  registre.note({ quoi: 'decidee', transactionId, code: accepter ? '00000' : '01100' })
  return true
}

/** Remits to the bank every accepted payment that was not: doReset is too late for them. @returns how many */
export function remitToBank(registre: Registre, only?: string): number {
  const waiting = [...registre.livre.transactions.values()].filter(
    (one) =>
      one.nature === 'paiement' &&
      one.code === '00000' &&
      one.remiseLe === null &&
      one.annuleeLe === null &&
      (only === undefined || one.transactionId === only),
  )
  for (const { transactionId } of waiting) registre.note({ quoi: 'remise', transactionId })
  return waiting.length
}
