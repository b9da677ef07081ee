import { inTransaction } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { LectureDeps } from './echanges-deps.ts'
import { findDemande } from './find-demande.ts'
import { parseNote } from './message.ts'
import { EchangeIntrouvable } from './refusals.ts'

/**
 * Writes a note between the agents of a démarche. It never changes; sent twice, it is one.
 * @returns what to mend; undefined when it is written @throws EchangeIntrouvable
 */
export async function writeNote(
  deps: Pick<LectureDeps, 'db' | 'clock'>,
  acteur: AgentActor,
  { reference, cle, texte }: { reference: string; cle: string; texte: string },
): Promise<{ erreur: string } | undefined> {
  if (!isUuid(cle)) throw new EchangeIntrouvable()
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const { id: demandeId } = await findDemande(tx, acteur, reference)
    const lu = parseNote(texte)
    if ('erreur' in lu) return lu
    const made = await tx
      .insertInto('note_interne')
      .values({ id: cle, demande_id: demandeId, agent_id: acteur.agentId, texte: lu.texte, ecrite_le: le })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) await appendJournal(tx, { le, acteur, action: 'note.ecrite', demandeId, objetId: cle })
    return undefined
  })
}
