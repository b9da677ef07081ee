import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { DecisionsDeps } from './decisions-deps.ts'
import { isId, LETTRES_PAR_PAGE } from './lettres.query.ts'
import type { Erreurs } from './saisie-de-decision.ts'

/**
 * Notes the day on which letters were posted. One that somebody else noted meanwhile keeps its day.
 * @returns the errors of the form; none when it is done
 */
export async function postLettres(
  deps: Pick<DecisionsDeps, 'db' | 'clock'>,
  acteur: AgentActor,
  saisie: { lettres: readonly string[]; posteesLe: string },
): Promise<Erreurs> {
  const le = deps.clock.now()
  const ids = saisie.lettres.filter(isId).slice(0, LETTRES_PAR_PAGE)
  const jour = saisie.posteesLe
  if (ids.length === 0) return [{ champ: 'lettres', message: 'Cochez au moins une lettre.' }]
  if (!isDay(jour)) return [{ champ: 'posteesLe', message: 'Indiquez le jour où les lettres sont parties.' }]
  if (jour > parisDay(le))
    return [
      {
        champ: 'posteesLe',
        message: 'Ce jour n’est pas encore arrivé. Indiquez-le une fois les lettres parties.',
      },
    ]
  return inTransaction(deps.db, async (tx) => {
    const rows = await tx
      .selectFrom('notification_de_decision as n')
      .innerJoin('decision', 'decision.id', 'n.decision_id')
      .select(['n.decision_id', 'n.deposee_le', 'decision.demande_id'])
      .where('n.decision_id', 'in', ids)
      .where('n.voie', '=', 'courrier')
      .where('n.postee_le', 'is', null)
      .where(sql<boolean>`n.demarche = any(${acteur.demarches}::text[])`)
      .orderBy('n.decision_id')
      .forUpdate('n')
      .execute()
    if (rows.some(({ deposee_le }) => parisDay(deposee_le) > jour))
      return [
        { champ: 'posteesLe', message: 'Une de ces décisions a été prise après ce jour. Vérifiez la date.' },
      ]
    for (const { decision_id, demande_id } of rows) {
      await tx
        .updateTable('notification_de_decision')
        .set({ postee_le: jour, postee_par: acteur.agentId })
        .where('decision_id', '=', decision_id)
        .execute()
      await appendJournal(tx, {
        le,
        acteur,
        action: 'decision.postee',
        demandeId: demande_id,
        objetId: decision_id,
        donnees: { posteeLe: jour },
      })
    }
    return []
  })
}
