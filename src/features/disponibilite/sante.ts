import { sql } from 'kysely'
import type { Scanner } from '../../platform/antivirus/scanner.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'

const PATIENCE_MS = 2_000
const FRESH_MS = 10_000

export interface SanteDeps {
  db: Db
  clock: Clock
  mailer: Pick<Mailer, 'reachable'>
  /** Absent when none is configured. */
  antivirus?: Pick<Scanner, 'check'>
  /** How many documents have waited too long for their analysis. */
  analysesEnRetard?: () => Promise<number>
  /** Payments go to the provider's test environment, on a portal that the public reaches. */
  paiementDEssai?: boolean
}

export type EtatDePartie = 'ok' | 'indisponible'
export type Sante = Readonly<Record<'base' | 'travaux' | 'courriel', EtatDePartie>> & {
  readonly antivirus?: EtatDePartie
  /** `ok`, or how many are late: a fact to look into, which does not make the portal less ready. */
  readonly analyses?: string
  /** Told when payments are only a trial: another such fact. */
  readonly paiement?: string
}

/**
 * Whether the portal can do its work: each part answers within 2 seconds or counts as unavailable. The others are
 * asked once in 10 seconds whoever asks, so that a probe can load neither.
 */
export function createSante(deps: SanteDeps): () => Promise<Sante> {
  const { db, clock, mailer, antivirus, analysesEnRetard, paiementDEssai = false } = deps
  const mail = remembered(clock, () => answers(mailer.reachable()))
  const jobs = remembered(clock, () => answers(tryToAddJob(db)))
  const scanner = antivirus && remembered(clock, () => answers(antivirus.check()))
  const late = analysesEnRetard && remembered(clock, () => analysesEnRetard().catch(() => undefined))
  return async () => {
    const [base, travaux, courriel, antivirusOk, enRetard] = await Promise.all([
      answers(sql`select 1`.execute(db)),
      jobs(),
      mail(),
      scanner?.(),
      late?.(),
    ])
    return {
      base: word(base),
      travaux: word(travaux),
      courriel: word(courriel),
      ...(antivirusOk === undefined ? {} : { antivirus: word(antivirusOk) }),
      ...(enRetard === undefined ? {} : { analyses: enRetard === 0 ? 'ok' : `${enRetard} en retard` }),
      ...(paiementDEssai ? { paiement: 'essai (homologation) : aucun argent ne bouge' } : {}),
    }
  }
}

class Undone extends Error {}

/** Adds a job and takes it back: what a use case needs from the queue, tried for good, leaving nothing. */
async function tryToAddJob(db: Db): Promise<void> {
  await db
    .transaction()
    .execute(async (tx) => {
      await sql`select ajouter_travail('sante:essai', '{}', null, null, null)`.execute(tx)
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
}

async function answers(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS)
  })
  const answered = work.then(
    (answer) => answer !== false,
    () => false,
  )
  return Promise.race([answered, late]).finally(() => clearTimeout(timer))
}

function remembered<T>(clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | undefined
  return () => {
    const now = clock.now().getTime()
    if (!last || now - last.at >= FRESH_MS) last = { at: now, answer: ask() }
    return last.answer
  }
}

const word = (ok: boolean) => (ok ? 'ok' : 'indisponible')
