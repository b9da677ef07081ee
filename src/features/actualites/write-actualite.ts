import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { ActualitesDeps } from './actualites-deps.ts'
import type { ActualiteTapee } from './check-actualite.ts'
import { ActualiteModifieeEntreTemps } from './refusals.ts'

/** Begins a news, as a draft. @returns its number */
export function startActualite(
  deps: ActualitesDeps,
  acteur: AgentActor,
  tapee: ActualiteTapee,
): Promise<number> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const { numero } = await tx
      .insertInto('actualite')
      .values({ ...tapee, modifiee_le: le, modifiee_par: acteur.agentId })
      .returning('numero')
      .executeTakeFirstOrThrow()
    await note(tx, acteur, le, 'actualite.redigee', numero)
    return numero
  })
}

/** A news as it was shown, and what is done to it. */
export interface ActeSurActualite {
  numero: number
  revisionVue: number
}

/**
 * Changes the words of a news; of one on line, at once for everybody.
 * @throws ActualiteModifieeEntreTemps
 */
export function writeActualite(
  deps: ActualitesDeps,
  acteur: AgentActor,
  acte: ActeSurActualite,
  tapee: ActualiteTapee,
): Promise<void> {
  return change(deps, acteur, acte, 'actualite.redigee', tapee)
}

/**
 * Publishes a news, or publishes again one that was withdrawn.
 * @throws ActualiteModifieeEntreTemps
 */
export function publishActualite(
  deps: ActualitesDeps,
  acteur: AgentActor,
  acte: ActeSurActualite,
): Promise<void> {
  const dates = { publiee_le: deps.clock.now(), retiree_le: null }
  return change(deps, acteur, acte, 'actualite.publiee', dates)
}

/**
 * Takes a news off the site; it is kept.
 * @throws ActualiteModifieeEntreTemps also when it is not on line
 */
export function withdrawActualite(
  deps: ActualitesDeps,
  acteur: AgentActor,
  acte: ActeSurActualite,
): Promise<void> {
  return change(deps, acteur, acte, 'actualite.retiree', { retiree_le: deps.clock.now() })
}

/**
 * Deletes a draft; what was published once stays.
 * @throws ActualiteModifieeEntreTemps
 */
export async function deleteActualite(
  deps: ActualitesDeps,
  acteur: AgentActor,
  { numero, revisionVue }: ActeSurActualite,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('actualite')
      .where('numero', '=', numero)
      .where('revision', '=', revisionVue)
      .where('publiee_le', 'is', null)
      .executeTakeFirst()
    if (numDeletedRows !== 1n) throw new ActualiteModifieeEntreTemps(numero)
    await note(tx, acteur, le, 'actualite.supprimee', numero)
  })
}

type Valeurs = Partial<ActualiteTapee & { publiee_le: Date; retiree_le: Date | null }>

async function change(
  deps: ActualitesDeps,
  acteur: AgentActor,
  { numero, revisionVue }: ActeSurActualite,
  action: string,
  valeurs: Valeurs,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('actualite')
      .set((eb) => ({
        ...valeurs,
        revision: eb('revision', '+', 1),
        modifiee_le: le,
        modifiee_par: acteur.agentId,
      }))
      .where('numero', '=', numero)
      .where('revision', '=', revisionVue)
      .$if(action === 'actualite.retiree', (query) =>
        query.where('publiee_le', 'is not', null).where('retiree_le', 'is', null),
      )
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new ActualiteModifieeEntreTemps(numero)
    await note(tx, acteur, le, action, numero)
  })
}

const note = (tx: Tx, acteur: AgentActor, le: Date, action: string, numero: number): Promise<void> =>
  appendJournal(tx, { le, acteur, action, donnees: { numero } })
