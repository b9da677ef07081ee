import type { Tx } from '../../platform/db/database.ts'
import type { LigneDue, PartieDue } from './compute-du.ts'
import { lastDayToPay } from './freeze-du.ts'
import { type LigneGelee, readLignes } from './lignes-gelees.ts'
import { noteSurplus } from './note-surplus.ts'

export interface DecisionDuDu {
  demandeId: string
  le: Date
  /** Absent where the démarche is no more paid: what was frozen stays, and is paid within a month. */
  joursPourPayer?: number | undefined
  /**
   * What becomes of what was asked: granted for these parts (all of them when absent), nothing granted any more, or
   * to be decided again.
   */
  issue: { accorde: true; parties?: readonly PartieDue[] } | { accorde: false } | { aRedecider: true }
}

const JOURS_POUR_PAYER = 30

/**
 * Follows a decision, in its transaction: what it grants is to be paid from now on, what it refuses is not. The lines
 * are those that were frozen at dépôt, by the rules of that day. What was paid
 * beyond it is noted: a human gives it back.
 */
export async function decideDu(
  tx: Tx,
  { demandeId, le, joursPourPayer, issue }: DecisionDuDu,
): Promise<void> {
  const row = await tx
    .selectFrom('montant_du')
    .select(['lignes', 'moment', 'exigible_le as exigibleLe'])
    .where('demande_id', '=', demandeId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return
  const avant = readLignes(row.lignes)
  const apres =
    row.moment === 'decision' ? avant.map((ligne) => ({ ...ligne, ...verdict(ligne, issue) })) : avant
  const due = apres.filter((ligne) => ligne.accordee !== false)
  const exigible =
    row.moment === 'decision' ? due.some(({ accordee }) => accordee === true) : !isRefused(issue)
  // Nothing changes for what was to be paid already, its date least of all.
  if (exigible && row.exigibleLe && row.moment === 'depot') return
  const aPayerAvant = lastDayToPay(le, joursPourPayer ?? JOURS_POUR_PAYER)
  await tx
    .updateTable('montant_du')
    .set({
      lignes: JSON.stringify(apres),
      // A row is never of zero: where all is refused, it keeps its figures and is not to be paid.
      ...(due.length > 0 ? { montant_cents: sumOf(due) } : {}),
      exigible_le: exigible ? le : null,
      a_payer_avant: exigible ? aPayerAvant : null,
    })
    .where('demande_id', '=', demandeId)
    .execute()
  await noteSurplus(tx, demandeId, le)
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
