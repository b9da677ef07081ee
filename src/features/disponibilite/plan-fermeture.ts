import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { FermetureVoulue } from './check-fermeture.ts'
import type { DisponibiliteDeps } from './disponibilite-deps.ts'
import { FermetureChangeeEntreTemps, FermetureEnChevauchement } from './refusals.ts'

type Deps = Pick<DisponibiliteDeps, 'db' | 'clock' | 'calendrier'>

/** A maintenance as it was shown. */
export interface FermetureVue {
  numero: number
  revisionVue: number
}

/**
 * Plans a maintenance; the job that extends deadlines waits for its beginning.
 * @returns its number
 * @throws FermetureEnChevauchement
 */
export async function planFermeture(
  deps: Deps,
  acteur: AgentActor,
  voulue: FermetureVoulue,
): Promise<number> {
  const le = deps.clock.now()
  const numero = await inTransaction(deps.db, async (tx) => {
    await refuseOverlap(tx, voulue)
    const row = await tx
      .insertInto('fermeture')
      .values({ ...voulue, notee_le: le, notee_par: acteur.agentId })
      .returning('numero')
      .executeTakeFirstOrThrow()
    await followUp(tx, row.numero, voulue.debut)
    await note(tx, acteur, le, 'maintenance.prevue', { numero: row.numero, ...datesOf(voulue) })
    return row.numero
  })
  await deps.calendrier.relis()
  return numero
}

/**
 * Changes a maintenance that is to come, or the end and the reason of one that had begun when it was shown.
 * @throws FermetureChangeeEntreTemps | FermetureEnChevauchement
 */
export async function changeFermeture(
  deps: Deps,
  acteur: AgentActor,
  vue: FermetureVue & { commencee: boolean },
  voulue: FermetureVoulue,
): Promise<void> {
  const le = deps.clock.now()
  const { fin, motif } = voulue
  await inTransaction(deps.db, async (tx) => {
    await refuseOverlap(tx, voulue, vue.numero)
    if (vue.commencee) await update(tx, vue, le, 'commencee', { fin, motif })
    else await update(tx, vue, le, 'a-venir', voulue)
    await followUp(tx, vue.numero, voulue.debut)
    await note(tx, acteur, le, 'maintenance.changee', { numero: vue.numero, ...datesOf(voulue) })
  })
  await deps.calendrier.relis()
}

/**
 * Ends at once a maintenance that has begun. Deadlines that it extended stay extended.
 * @throws FermetureChangeeEntreTemps
 */
export async function endFermeture(deps: Deps, acteur: AgentActor, vue: FermetureVue): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { debut } = await update(tx, vue, le, 'commencee', { fin: le })
    await note(tx, acteur, le, 'maintenance.terminee', { numero: vue.numero, debut, fin: le })
  })
  await deps.calendrier.relis()
}

/**
 * Calls off a maintenance that has not begun.
 * @throws FermetureChangeeEntreTemps
 */
export async function cancelFermeture(deps: Deps, acteur: AgentActor, vue: FermetureVue): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    await update(tx, vue, le, 'a-venir', { annulee_le: le })
    await note(tx, acteur, le, 'maintenance.annulee', { numero: vue.numero })
  })
  await deps.calendrier.relis()
}

/** Changes a maintenance only as it was shown, and only if it still is to come, or goes on. */
async function update(
  tx: Tx,
  { numero, revisionVue }: FermetureVue,
  le: Date,
  etat: 'a-venir' | 'commencee',
  values: Partial<FermetureVoulue> & { annulee_le?: Date },
): Promise<{ debut: Date }> {
  const row = await tx
    .updateTable('fermeture')
    .set((eb) => ({ ...values, revision: eb('revision', '+', 1) }))
    .where('numero', '=', numero)
    .where('revision', '=', revisionVue)
    .where('annulee_le', 'is', null)
    .where('debut', etat === 'a-venir' ? '>' : '<', le)
    .where('fin', '>', le)
    .returning('debut')
    .executeTakeFirst()
  if (!row) throw new FermetureChangeeEntreTemps(numero)
  return row
}

/** One number for whoever plans: any, that nothing else locks. */
const PLANNING = 20_150_504_1

/**
 * Of two administrators who plan at the same moment, the second waits here and sees what the first planned. Not a lock
 * of the table: the job that extends deadlines writes to it while it holds a row.
 */
async function refuseOverlap(tx: Tx, { demarche, debut, fin }: FermetureVoulue, except = 0): Promise<void> {
  await sql`select pg_advisory_xact_lock(${PLANNING})`.execute(tx)
  const autre = await tx
    .selectFrom('fermeture')
    .select(['numero', 'debut', 'fin'])
    .where('annulee_le', 'is', null)
    .where('notee_par', 'is not', null)
    .where('numero', '!=', except)
    .where('debut', '<', fin)
    .where('fin', '>', debut)
    .$if(demarche !== null, (query) =>
      query.where((eb) => eb.or([eb('demarche', 'is', null), eb('demarche', '=', demarche)])),
    )
    .orderBy('debut')
    .limit(1)
    .executeTakeFirst()
  if (autre) throw new FermetureEnChevauchement(autre)
}

/** One job a maintenance: planned again, it takes the place of the former. */
const followUp = (tx: Tx, numero: number, debut: Date): Promise<void> =>
  addJob(tx, 'delai:prolonge', { id: String(numero) }, { runAt: debut, jobKey: `delai:prolonge:${numero}` })

const datesOf = ({ demarche, debut, fin }: FermetureVoulue) => ({ demarche, debut, fin })

const note = (
  tx: Tx,
  acteur: AgentActor,
  le: Date,
  action: string,
  donnees: Readonly<Record<string, unknown>>,
): Promise<void> => appendJournal(tx, { le, acteur, action, donnees })
