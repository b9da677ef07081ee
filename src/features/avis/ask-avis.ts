import { v7 as uuidv7 } from 'uuid'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { lockDemande, statuts } from '../demandes/index.ts'
import { avisDeLaDemande, consultables } from './avis.query.ts'
import { AVIS_MAX, type DemandeDAvisTapee, type ErreursDAvis, parseDemandeDAvis } from './avis.ts'
import type { AvisDeps } from './avis-deps.ts'
import { avisDemande } from './courriels/avis-demande.ts'
import { AvisClos } from './refusals.ts'
import { tellAgent } from './tell-agent.ts'

/**
 * Asks a colleague for an opinion on one demande: from then on they read it, documents included, until they answer.
 * It binds nobody and stops no clock.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | AvisClos when the demande has ended
 */
export async function askAvis(
  deps: AvisDeps,
  acteur: AgentActor,
  reference: string,
  tape: DemandeDAvisTapee,
): Promise<ErreursDAvis> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    if (statuts[demande.statut].final) throw new AvisClos(reference)
    const colleagues = await consultables(tx, acteur)
    const lu = parseDemandeDAvis(
      tape,
      colleagues.map(({ id }) => id),
      parisDay(le),
    )
    if ('erreurs' in lu) return lu.erreurs
    const { consulte, question, pourLe } = lu.valeur
    const before = await avisDeLaDemande(tx, demande.id)
    if (before.length >= AVIS_MAX)
      return {
        question: `Cette demande a déjà reçu ${AVIS_MAX} demandes d’avis\u00a0: décidez avec celles-ci.`,
      }
    const id = uuidv7()
    const made = await tx
      .insertInto('avis')
      .values({
        id,
        demande_id: demande.id,
        demandeur_id: acteur.agentId,
        consulte_id: consulte,
        question,
        pour_le: pourLe,
        demande_le: le,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made)
      return {
        consulte:
          'Un avis de ce collègue est déjà attendu\u00a0: relancez-le, ou choisissez quelqu’un d’autre.',
      }
    await appendJournal(tx, {
      le,
      acteur,
      action: 'avis.demande',
      demandeId: demande.id,
      objetId: id,
      donnees: { consulte, pourLe },
    })
    const titre = deps.catalogue.titreDe(demande.demarche)
    await tellAgent(tx, deps, consulte, le, avisDemande, { reference, demarche: titre, pourLe })
    return {}
  })
}
