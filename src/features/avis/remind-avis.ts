import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { AvisDeps } from './avis-deps.ts'
import { avisRappele } from './courriels/avis-demande.ts'
import { lockAvis } from './lock-avis.ts'
import { tellAgent } from './tell-agent.ts'

/** A colleague is reminded once a day at most: pressed again, the button writes nothing. */
const DAY_MS = 86_400_000

/**
 * Reminds the colleague by mail.
 * @returns the reference of the demande
 * @throws AvisIntrouvable | AvisClos
 */
export function remindAvis(deps: AvisDeps, acteur: AgentActor, id: string): Promise<string> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const avis = await lockAvis(tx, acteur, id, 'demandeur')
    if (avis.relanceLe && le.getTime() - avis.relanceLe.getTime() < DAY_MS) return avis.reference
    await tx.updateTable('avis').set({ relance_le: le }).where('id', '=', id).execute()
    await appendJournal(tx, { le, acteur, action: 'avis.relance', demandeId: avis.demandeId, objetId: id })
    const { consulteId, reference, pourLe } = avis
    const demarche = deps.catalogue.titreDe(avis.demarche)
    await tellAgent(tx, deps, consulteId, le, avisRappele, { reference, demarche, pourLe })
    return avis.reference
  })
}
