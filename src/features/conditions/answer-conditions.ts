import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { ConditionsChangees, ConditionsDejaAcceptees, VersionIntrouvable } from './refusals.ts'
import {
  acceptedOn,
  insertReponse,
  numeroEnVigueur,
  type Reponse,
  resettleSessions,
} from './version-store.ts'

export type ReponseAuxConditions = Pick<Reponse, 'texte' | 'numero' | 'reponse'>

/**
 * Records that a person accepts or refuses the version they read. Only the version in force can be answered.
 * @throws ConditionsChangees when another version was published since the page was shown
 * @throws ConditionsDejaAcceptees when the person refuses what they accepted: an acceptance is ended by closing the account
 * @throws VersionIntrouvable when there is no such text
 */
export function answerConditions(
  deps: { db: Db; clock: Clock },
  acteur: UsagerActor,
  reponse: ReponseAuxConditions,
): Promise<void> {
  return inTransaction(deps.db, (tx) => answerIn(tx, acteur, reponse, deps.clock.now()))
}

/** The same inside an act that goes on: starting a démarche. */
export async function answerIn(
  tx: Tx,
  acteur: UsagerActor,
  { texte, numero, reponse }: ReponseAuxConditions,
  le: Date,
): Promise<void> {
  // One answer of a person at a time: what their sessions may do follows the last one.
  await tx.selectFrom('usager').select('id').where('id', '=', acteur.usagerId).forNoKeyUpdate().execute()
  const enVigueur = await numeroEnVigueur(tx, texte)
  if (enVigueur === 0) throw new VersionIntrouvable()
  if (enVigueur !== numero) throw new ConditionsChangees()
  const accepteeLe = await acceptedOn(tx, acteur.usagerId, texte, numero)
  if (accepteeLe && reponse === 'refusee') throw new ConditionsDejaAcceptees(accepteeLe)
  if (!(await insertReponse(tx, { usagerId: acteur.usagerId, texte, numero, reponse, le }))) return
  await resettleSessions(tx, acteur.usagerId)
  await appendJournal(tx, {
    le,
    acteur,
    action: reponse === 'acceptee' ? 'conditions.acceptees' : 'conditions.refusees',
    objetId: acteur.usagerId,
    donnees: { texte, numero },
  })
}
