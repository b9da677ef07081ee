import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { type Erreurs, type ModeleTape, parseModele } from './modele.ts'

interface Deps {
  db: Db
  clock: Clock
}

/** A template as it was shown. */
export interface ModeleVu {
  id: string
  revision: number
}

const DEJA_PRIS = 'Un modèle de cette démarche porte déjà ce nom. Choisissez-en un autre.'

/**
 * Keeps a new template, or changes one. @param vu the one that was shown; absent for a new one
 * @returns what to mend, or that somebody changed it meanwhile (nothing is overwritten); undefined when it is kept
 */
export async function writeModele(
  { db, clock }: Deps,
  acteur: AgentActor,
  tape: ModeleTape,
  vu?: ModeleVu,
): Promise<{ erreurs: Erreurs } | { conflit: true } | undefined> {
  const lu = parseModele(tape, acteur.demarches)
  if ('erreurs' in lu) return lu
  const le = clock.now()
  const valeurs = { ...lu.modele, modifie_le: le, modifie_par: acteur.agentId }
  const id = vu?.id ?? uuidv7()
  try {
    return await inTransaction(db, async (tx) => {
      const kept = vu
        ? await tx
            .updateTable('modele_de_message')
            .set({ ...valeurs, revision: vu.revision + 1 })
            .where('id', '=', vu.id)
            .where('revision', '=', vu.revision)
            .where('demarche', 'in', acteur.demarches)
            .returning('id')
            .executeTakeFirst()
        : await tx
            .insertInto('modele_de_message')
            .values({ id, ...valeurs })
            .returning('id')
            .executeTakeFirst()
      if (!kept) return { conflit: true as const }
      await appendJournal(tx, { le, acteur, action: 'modele.redige', objetId: id })
      return undefined
    })
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'un_modele_par_nom')
      return { erreurs: { nom: DEJA_PRIS } }
    throw error
  }
}

/** Deletes a template; messages that were begun with it keep their words. Deleted already, it is done. */
export async function deleteModele({ db, clock }: Deps, acteur: AgentActor, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const gone = await tx
      .deleteFrom('modele_de_message')
      .where('id', '=', id)
      .where('demarche', 'in', [...acteur.demarches, ''])
      .returning('id')
      .executeTakeFirst()
    if (gone) await appendJournal(tx, { le: clock.now(), acteur, action: 'modele.supprime', objetId: id })
  })
}
