import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { DemandeModifieeEntreTemps, lockDemande } from '../demandes/index.ts'
import { type InstructionDeps, tellUsager } from './acte-d-agent.ts'
import { type Erreurs, parseMotivation } from './acte-saisie.ts'
import { motifsCommuniques } from './courriels/motifs-communiques.ts'

/**
 * Gives the reasons of an implicit rejection to who asked for them (CRPA L232-4), once; the time to go to court runs
 * again from that day. @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps when none are owed, or somebody gave them
 */
export async function giveMotifs(
  deps: InstructionDeps,
  acteur: AgentActor,
  reference: string,
  motifs: string,
): Promise<Erreurs> {
  const lu = parseMotivation(motifs)
  if (!lu.ok) return lu.erreurs
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    const given = await tx
      .updateTable('demande_de_motifs')
      .set({ motifs: lu.valeur, communiques_le: le, agent_id: acteur.agentId })
      .where('demande_id', '=', demande.id)
      .where('communiques_le', 'is', null)
      .returning('demande_id')
      .executeTakeFirst()
    if (!given) throw new DemandeModifieeEntreTemps(reference)
    await appendJournal(tx, { le, acteur, action: 'demande.motifs-communiques', demandeId: demande.id })
    await tellUsager(tx, deps, demande, le, motifsCommuniques)
  })
  return []
}
