import type { Demarche } from '../../formulaire/demarche.ts'
import type { Tx } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import type { LigneDue, PartieDue } from './compute-du.ts'
import { gardesDe } from './gardes.query.ts'
import { lastDayToPay } from './last-day-to-pay.ts'
import { type LigneGelee, readLignes } from './lignes-gelees.ts'
import { noteSurplus } from './note-surplus.ts'
import { planRappel } from './plan-rappel.ts'
import type { PaymentProvider } from './prestataire.ts'
import { detenuCents, resteAPayer } from './reste-a-payer.ts'
import { tellNothingDue, tellToPay } from './tell-to-pay.ts'

export interface DecisionDuDu {
  demandeId: string
  le: Date
  /** Where it is no more paid, what was frozen stays, and is paid within a month. */
  demarche: Demarche
  /**
   * What becomes of what was asked: granted for these parts (all of them when absent), nothing granted any more, or
   * to be decided again.
   */
  issue: { accorde: true; parties?: readonly PartieDue[] } | { accorde: false } | { aRedecider: true }
}

interface DecideDuDeps {
  publicOrigin: string
  mailIdentity: MailIdentity
  /** Absent: by cheque only. */
  prestataire?: PaymentProvider | undefined
}

/** What a decision makes payable, for its document. */
export interface APayerDesormais {
  titre: string
  lignes: readonly string[]
}

const JOURS_POUR_PAYER = 30

/**
 * Follows a decision, in its transaction: what it grants is to be paid from now on, what it refuses is not; the person
 * is told, and reminded later. The lines are those that were frozen at dépôt, by the rules of that day. What was
 * paid beyond it is noted: a human gives it back.
 * @returns what is to be paid because of it; undefined when nothing is
 */
export async function decideDu(
  tx: Tx,
  deps: DecideDuDeps,
  { demandeId, le, demarche, issue }: DecisionDuDu,
): Promise<APayerDesormais | undefined> {
  const row = await tx
    .selectFrom('montant_du')
    .select(['lignes', 'moment', 'exigible_le as exigibleLe'])
    .where('demande_id', '=', demandeId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const avant = readLignes(row.lignes)
  const apres =
    row.moment === 'decision' ? avant.map((ligne) => ({ ...ligne, ...verdict(ligne, issue) })) : avant
  const due = apres.filter((ligne) => ligne.accordee !== false)
  const exigible =
    row.moment === 'decision' ? due.some(({ accordee }) => accordee === true) : !isRefused(issue)
  // Nothing changes for what was to be paid already, its date least of all.
  if (exigible && row.exigibleLe && row.moment === 'depot') return undefined
  const aPayerAvant = lastDayToPay(le, demarche.paiement?.joursPourPayer ?? JOURS_POUR_PAYER)
  await tx
    .updateTable('montant_du')
    .set({
      lignes: JSON.stringify(apres),
      // A row is never of zero: where all is refused, it keeps its figures and is not to be paid.
      ...(due.length > 0 ? { montant_cents: sumOf(due) } : {}),
      exigible_le: exigible ? le : null,
      a_payer_avant: exigible ? aPayerAvant : null,
      rappele_le: null,
      relance_le: null,
    })
    .where('demande_id', '=', demandeId)
    .execute()
  await noteSurplus(tx, demandeId, le)
  if (!exigible) {
    await tellNothingDue(tx, { demandeId, le, lapsed: row.exigibleLe !== null && isRefused(issue) })
    return undefined
  }
  const gardes = await gardesDe(tx, demandeId)
  const montantCents = resteAPayer(gardes, { duCents: sumOf(due), exigibleLe: le })
  if (montantCents === 0) return undefined
  const echeance = { exigibleLe: le, aPayerAvant, rappeleLe: null, relanceLe: null }
  await planRappel(tx, demandeId, echeance, parisDay(le))
  // On line, all that is due is paid at once: what a later decision adds to it is paid by cheque.
  const enLigne = deps.prestataire !== undefined && detenuCents(gardes) === 0
  return tellToPay(tx, deps, { demandeId, le, demarche, montantCents, echeance: aPayerAvant, enLigne })
}

const isRefused = (issue: DecisionDuDu['issue']): boolean => 'accorde' in issue && !issue.accorde

function verdict({ partie }: LigneDue, issue: DecisionDuDu['issue']): { accordee: boolean | null } {
  if ('aRedecider' in issue) return { accordee: null }
  if (!issue.accorde) return { accordee: false }
  const { parties } = issue
  if (!partie || !parties) return { accordee: true }
  return {
    accordee: parties.some(
      ({ instance, option }) => instance === partie.instance && option === partie.option,
    ),
  }
}

const sumOf = (lignes: readonly LigneGelee[]): number =>
  lignes.reduce((sum, { montantCents }) => sum + montantCents, 0)
