import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { dueWithoutAnswer } from '../../platform/legal-clock/complement.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { dueBefore } from './due-before.ts'

const BATCH = 200

/**
 * The day after the deadline of a complement that nobody answered, the clock of silence runs again by itself: it was
 * stopped for the time given to answer, not longer (CRPA L114-5). @returns how many clocks were started
 */
export function restartClocks({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const due = await tx
      .selectFrom('demande')
      .innerJoin('complement', 'complement.demande_id', 'demande.id')
      .select(['demande.id', 'complement.demande_le', 'complement.echeance'])
      // One that a decision left open stops no clock any more (CRPA L114-5-1): the demande is over.
      .where('demande.statut', '=', 'a_completer')
      .where('complement.clos_le', 'is', null)
      .where('complement.effet', '=', 'suspend')
      .where('complement.echeance', '<', parisDay(le))
      .where('demande.decision_implicite_le', 'is', null)
      .limit(BATCH)
      .modifyEnd(sql`for no key update of demande skip locked`)
      .execute()
    for (const { id, demande_le, echeance } of due) {
      const avant = await dueBefore(tx, id)
      if (avant === null) throw new Error(`the journal does not say what the clock of demande ${id} stood at`)
      const arretee = { effet: 'suspend', demandeLe: demande_le, echeance, avant } as const
      const decision_implicite_le = dueWithoutAnswer(arretee, parisDay(le)) ?? avant
      await tx.updateTable('demande').set({ decision_implicite_le }).where('id', '=', id).execute()
      await appendJournal(tx, {
        le,
        acteur: { kind: 'systeme' },
        action: 'demande.delai-repris',
        demandeId: id,
        donnees: { decisionImplicite: decision_implicite_le },
      })
    }
    return due.length
  })
}
