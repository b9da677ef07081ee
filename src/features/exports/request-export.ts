import { v7 as uuidv7 } from 'uuid'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { ExportVoulu } from './export.ts'
import type { ExportsDeps } from './exports-deps.ts'
import { ExportIntrouvable } from './refusals.ts'

/**
 * Notes what an agent wants to take away; the file itself is made when it is downloaded.
 * @returns its id
 * @throws ExportIntrouvable when the démarche was not given to this agent
 */
export async function requestExport(
  { db, clock }: ExportsDeps,
  acteur: AgentActor,
  voulu: ExportVoulu,
): Promise<string> {
  if (!acteur.demarches.includes(voulu.demarche)) throw new ExportIntrouvable()
  const id = uuidv7()
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('export_de_demandes')
      .values({ id, agent_id: acteur.agentId, demande_le: le, ...voulu })
      .execute()
    await appendJournal(tx, { le, acteur, action: 'export.prepare', objetId: id, donnees: { ...voulu } })
  })
  return id
}
