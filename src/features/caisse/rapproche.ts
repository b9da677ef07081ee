import { setTimeout as pause } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay, startOfParisDay } from '../../platform/legal-clock/paris.ts'
import {
  type Lecture,
  type PaymentProvider,
  PrestataireInjoignable,
  type StatutDePaiement,
} from '../paiements/index.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { type Comparaison, compareTentative, type RestitutionConnue } from './compare-tentative.ts'

/** Attempts that one job compares; the next job goes on from what is left. */
const PAR_LOT = 50
/** Between two questions, so that the provider is not flooded. */
const PAUSE_MS = 200
/** So many questions in a row without an answer: it does not answer, the rest waits. */
const SILENCES_MAX = 3
const PLUS_TARD_MS = 30 * 60_000
/** A comparison that was not finished by then is left to the next night. */
const DUREE_MAX_MS = 20 * 3_600_000
/** How far back a night looks for what was not compared yet. */
const NUIT_JOURS = 60

export interface ARapprocher {
  /** The attempts begun on that day of Paris; absent, those of the days before that are still to be compared. */
  jour?: string | undefined
  /** What was compared after this moment is done. */
  depuis: Date
}

interface Tentative {
  id: string
  demandeId: string | null
  commande: string
  montantCents: number
  statut: StatutDePaiement
  transactionId: string | null
}

type RapprocheDeps = Pick<CaisseDeps, 'db' | 'clock' | 'log' | 'prestataire'>

/**
 * Asks the provider about attempts by card, whatever their state, and keeps what differs. May run twice and be cut short
 * anywhere: what is left is what the base says is left.
 */
export async function rapproche(deps: RapprocheDeps, voulu: ARapprocher, pauseMs = PAUSE_MS): Promise<void> {
  const { prestataire } = deps
  if (!prestataire) return
  const tentatives = await aComparer(deps, voulu)
  let silences = 0
  for (const tentative of tentatives) {
    const lu = await ask(prestataire, tentative)
    await inTransaction(deps.db, (tx) => keep(tx, deps, tentative, lu))
    silences = lu instanceof PrestataireInjoignable ? silences + 1 : 0
    if (silences >= SILENCES_MAX) return goOn(deps, voulu, PLUS_TARD_MS)
    await pause(pauseMs)
  }
  if (tentatives.length === PAR_LOT) await goOn(deps, voulu, 0)
}

async function goOn(deps: RapprocheDeps, { jour, depuis }: ARapprocher, inMs: number): Promise<void> {
  const le = deps.clock.now()
  if (le.getTime() - depuis.getTime() > DUREE_MAX_MS) return
  await inTransaction(deps.db, (tx) => planRapprochement(tx, { jour, depuis }, new Date(le.getTime() + inMs)))
}

/** The job that compares, one at a time for a day or for the night. */
export const planRapprochement = (tx: Tx, { jour, depuis }: ARapprocher, runAt: Date): Promise<void> =>
  addJob(
    tx,
    'caisse:rapproche',
    { depuis: depuis.toISOString(), ...(jour ? { jour } : {}) },
    { runAt, jobKey: `rapprochement:${jour ?? 'nuit'}`, maxAttempts: 5 },
  )

async function aComparer({ db, clock }: RapprocheDeps, { jour, depuis }: ARapprocher): Promise<Tentative[]> {
  const today = parisDay(clock.now())
  const [du, au] = jour
    ? [startOfParisDay(jour), startOfParisDay(jour, 1)]
    : [startOfParisDay(today, -NUIT_JOURS), startOfParisDay(today)]
  // By day, all of them; by night, what was not compared, what was not equal, and what changed since.
  const left = jour
    ? sql`r.lu_le < ${depuis}`
    : sql`r.lu_le < ${depuis} and (r.issue <> 'egal' or p.conclu_le > r.lu_le or exists (
        select from remboursement x where x.paiement_id = p.id and x.conclu_le > r.lu_le))`
  const query: RawBuilder<Tentative> = sql`select p.id, p.demande_id as "demandeId", p.commande,
      p.montant_cents as "montantCents", p.statut, p.transaction_id as "transactionId"
    from paiement p left join rapprochement r on r.paiement_id = p.id
    where p.moyen = 'carte' and p.cree_le >= ${du} and p.cree_le < ${au} and (r.paiement_id is null or (${left}))
    order by p.cree_le, p.id limit ${PAR_LOT}`
  return (await query.execute(db)).rows
}

/**
 * An accepted payment by its transaction. Any other by its order: one page takes several cards, and a refusal that we know
 * may have been followed by an acceptance that we do not.
 */
async function ask(
  prestataire: PaymentProvider,
  { statut, commande, transactionId }: Tentative,
): Promise<Lecture | null | PrestataireInjoignable> {
  try {
    return statut === 'accepte' && transactionId !== null
      ? await prestataire.readTransaction(transactionId)
      : await prestataire.readCommande(commande)
  } catch (error) {
    if (error instanceof PrestataireInjoignable) return error
    throw error
  }
}

async function keep(
  tx: Tx,
  { clock, log }: RapprocheDeps,
  tentative: Tentative,
  lu: Lecture | null | PrestataireInjoignable,
): Promise<void> {
  const { id, demandeId } = tentative
  const le = clock.now()
  const comparaison: Comparaison =
    lu instanceof PrestataireInjoignable
      ? { issue: 'illisible', enMots: 'Payline n’a pas répondu.' }
      : compareTentative({ ...tentative, restitutions: await restitutionsOf(tx, id) }, lu)
  const now = await tx.selectFrom('paiement').select('statut').where('id', '=', id).executeTakeFirst()
  // It moved while the provider was asked: what was answered is about another state.
  if (now?.statut !== tentative.statut) return
  const before = await tx
    .selectFrom('rapprochement')
    .select('nature')
    .where('paiement_id', '=', id)
    .executeTakeFirst()
  const row = {
    ...{ lu_le: le, issue: comparaison.issue },
    nature: comparaison.issue === 'ecart' ? comparaison.nature : null,
    ecart: comparaison.issue === 'egal' ? null : comparaison.enMots,
    code: lu === null || lu instanceof PrestataireInjoignable ? null : lu.code,
  }
  await tx
    .insertInto('rapprochement')
    .values({ paiement_id: id, ...row })
    .onConflict((conflict) => conflict.column('paiement_id').doUpdateSet(row))
    .execute()
  if (comparaison.issue !== 'ecart' || before?.nature === comparaison.nature) return
  log.error({ paiement: id, nature: comparaison.nature, alarme: 'paiement' }, 'accounts: a difference')
  await appendJournal(tx, {
    ...{ le, acteur: { kind: 'systeme' }, action: 'paiement.ecart', objetId: id },
    ...(demandeId ? { demandeId } : {}),
    donnees: { nature: comparaison.nature },
  })
}

const restitutionsOf = (tx: Tx, paiementId: string): Promise<RestitutionConnue[]> =>
  tx
    .selectFrom('remboursement')
    .select(['transaction_id as transactionId', 'montant_cents as montantCents'])
    .where('paiement_id', '=', paiementId)
    .where('statut', '=', 'fait')
    .where('operation', '<>', 'virement')
    .execute()
