import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { LettresDActes } from '../decisions/index.ts'
import { partieDeLettre } from './documents/lettre-pdf.ts'
import type { InstructionDeps } from './instruction-deps.ts'
import { getLettres, type LettreEcrite } from './lettres.query.ts'

/** The letters that tell of acts, for the print of all the letters of a page. */
export function createLettresDActes(deps: InstructionDeps): LettresDActes {
  return {
    async print(acteur, ids) {
      const lettres = await getLettres(deps.db, acteur, ids)
      await notePrinted(deps, acteur, lettres)
      return lettres.map((lettre) => partieDeLettre(deps, lettre))
    },
  }
}

/** Each printing is journaled; the first one is the date that the pages show. */
export async function notePrinted(
  { db, clock }: Pick<InstructionDeps, 'db' | 'clock'>,
  acteur: AgentActor,
  lettres: readonly LettreEcrite[],
): Promise<void> {
  if (lettres.length === 0) return
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    await tx
      .updateTable('lettre')
      .set({ imprimee_le: le })
      .where(
        'id',
        'in',
        lettres.map(({ id }) => id),
      )
      .where('imprimee_le', 'is', null)
      .execute()
    for (const { id, demandeId } of lettres)
      await appendJournal(tx, { le, acteur, action: 'lettre.imprimee', demandeId, objetId: id })
  })
}
