import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { exportJournal, type JournalExporte, jsonLines } from '../../platform/journal/export-journal.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { DemandeIntrouvable } from '../demandes/index.ts'

export interface JournalDeps {
  db: Db
  clock: Clock
}

/**
 * The journal of a demande with its proofs, for who answers for its démarche.
 * @throws DemandeIntrouvable also when its démarche was not given to this agent
 */
export async function readJournal(
  { db }: JournalDeps,
  acteur: AgentActor,
  reference: string,
): Promise<JournalExporte & { demandeId: string }> {
  const demande = await db
    .selectFrom('demande')
    .select('id')
    .where('reference', '=', reference)
    .where('demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
    .executeTakeFirst()
  if (!demande) throw new DemandeIntrouvable()
  return { ...(await exportJournal(db, demande.id)), demandeId: demande.id }
}

/** What the agents of these lines are called, by their id: the journal itself keeps no name. */
export async function nomsDesAgents(
  { db }: Pick<JournalDeps, 'db'>,
  { lignes }: JournalExporte,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(
    lignes.flatMap(({ acteur, acteurId }) => (acteur === 'agent' && acteurId ? [acteurId] : [])),
  )
  if (ids.size === 0) return new Map()
  const agents = await db
    .selectFrom('agent')
    .select(['id', 'prenom', 'nom'])
    .where('id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .execute()
  return new Map(agents.map(({ id, prenom, nom }) => [id, `${prenom} ${nom}`]))
}

/**
 * The same as a file to be kept or sent, verified alone by `journal:verify --fichier`. Who took it is journaled before
 * it is handed over, and so is not in it.
 * @throws DemandeIntrouvable
 */
export async function takeJournal(deps: JournalDeps, acteur: AgentActor, reference: string): Promise<string> {
  const { demandeId, ...journal } = await readJournal(deps, acteur, reference)
  const le = deps.clock.now()
  await inTransaction(deps.db, (tx) =>
    appendJournal(tx, { le, acteur, action: 'demande.journal-exporte', demandeId }),
  )
  return jsonLines(reference, le, journal)
}
