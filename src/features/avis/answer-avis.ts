import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { type AvisTape, type ErreursDAvis, parseAvis } from './avis.ts'
import type { AvisDeps } from './avis-deps.ts'
import { lockAvis } from './lock-avis.ts'

/**
 * The colleague gives their opinion; from then on the demande is closed to them.
 * @returns the errors of the form; none when it is done
 * @throws AvisIntrouvable | AvisClos
 */
export async function answerAvis(
  deps: Pick<AvisDeps, 'db' | 'clock'>,
  acteur: AgentActor,
  id: string,
  tape: AvisTape,
): Promise<ErreursDAvis> {
  const lu = parseAvis(tape)
  if ('erreurs' in lu) return lu.erreurs
  const { sens, reponse } = lu.valeur
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { demandeId } = await lockAvis(tx, acteur, id, 'consulte')
    await tx.updateTable('avis').set({ sens, reponse, repondu_le: le }).where('id', '=', id).execute()
    await appendJournal(tx, { le, acteur, action: 'avis.rendu', demandeId, objetId: id, donnees: { sens } })
  })
  return {}
}
