import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { wantsMail } from '../contact/index.ts'
import { documentsBientotPerimes } from './courriels/documents-bientot-perimes.ts'
import type { DocumentsDeps } from './documents-deps.ts'
import { isNature } from './natures.ts'
import { noteRappel } from './note-rappel.ts'
import { dernierJourARappeler } from './validite.ts'

type Deps = Pick<DocumentsDeps, 'db' | 'clock' | 'mailIdentity' | 'publicOrigin'>

/** `document:rappelle`, once a day. */
export const documentsJobs = (deps: Deps): JobHandlers => ({
  'document:rappelle': async () => {
    while (await remindOne(deps));
  },
})

/**
 * The documents of one person that end within a month, told together and once: by mail if they want it, on line always.
 * @returns whether there was anybody
 */
async function remindOne(deps: Deps): Promise<boolean> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const usager = await tx
      .selectFrom('document')
      .innerJoin('usager', 'usager.id', 'document.usager_id')
      .select(['usager.id', 'usager.email'])
      .where('document.rappel_le', 'is', null)
      .where('document.valable_jusqu_au', '>=', parisDay(le))
      .where('document.valable_jusqu_au', '<=', dernierJourARappeler(parisDay(le)))
      .where('usager.cloture_le', 'is', null)
      .orderBy('document.valable_jusqu_au')
      .limit(1)
      .modifyEnd(sql`for update of document skip locked`)
      .executeTakeFirst()
    if (!usager) return false
    const due = await tx
      .updateTable('document')
      .set({ rappel_le: le })
      .where('usager_id', '=', usager.id)
      .where('rappel_le', 'is', null)
      .where('valable_jusqu_au', '>=', parisDay(le))
      .where('valable_jusqu_au', '<=', dernierJourARappeler(parisDay(le)))
      .returning(['id', 'nature', 'date_du_document', 'ajoute_le', 'valable_jusqu_au'])
      .execute()
    const documents = due.flatMap((row) =>
      isNature(row.nature) && row.valable_jusqu_au
        ? [
            {
              nature: row.nature,
              dateDuDocument: row.date_du_document,
              ajouteLe: row.ajoute_le,
              valableJusquAu: row.valable_jusqu_au,
            },
          ]
        : [],
    )
    for (const { id } of due) await noteRappel(tx, { usagerId: usager.id, documentId: id, le })
    if (await wantsMail(tx, usager.id, 'documents'))
      await queueMail(tx, le, {
        ...documentsBientotPerimes(deps, documents),
        destinataire: usager.email,
        usagerId: usager.id,
      })
    return true
  })
}
