import { v7 as uuidv7 } from 'uuid'
import { inTransaction } from '../../platform/db/database.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { type EnfantDuFoyer, findEnfant, foyerOf } from '../comptes/index.ts'
import { type InformationsDeps, tellChange } from './change-informations.ts'
import { EnfantIntrouvable, FoyerPlein } from './refusals.ts'

const MAX_ENFANTS = 50

/** Adds a child to the household. Twice the same is once. @throws FoyerPlein */
export async function addEnfant(
  deps: InformationsDeps,
  acteur: UsagerActor,
  enfant: Omit<EnfantDuFoyer, 'id'>,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    if ((await foyerOf(tx, acteur.usagerId)).length >= MAX_ENFANTS) throw new FoyerPlein()
    const added = await tx
      .insertInto('foyer_enfant')
      .values({
        id: uuidv7(),
        usager_id: acteur.usagerId,
        prenom: enfant.prenom,
        nom: enfant.nom,
        date_naissance: enfant.dateNaissance,
        cree_le: le,
        modifie_le: le,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added) await tellChange(tx, deps, acteur)
  })
}

/** Corrects a child. One who becomes the same as another is that one. @throws EnfantIntrouvable */
export async function changeEnfant(
  deps: InformationsDeps,
  acteur: UsagerActor,
  { id, prenom, nom, dateNaissance }: EnfantDuFoyer,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const avant = await findEnfant(tx, acteur.usagerId, id)
    if (!avant) throw new EnfantIntrouvable()
    if (avant.prenom === prenom && avant.nom === nom && avant.dateNaissance === dateNaissance) return
    const same = (await foyerOf(tx, acteur.usagerId)).find(
      (autre) =>
        autre.id !== id &&
        autre.dateNaissance === dateNaissance &&
        autre.prenom.toLowerCase() === prenom.toLowerCase() &&
        autre.nom.toLowerCase() === nom.toLowerCase(),
    )
    if (same) await tx.deleteFrom('foyer_enfant').where('id', '=', id).execute()
    else
      await tx
        .updateTable('foyer_enfant')
        .set({ prenom, nom, date_naissance: dateNaissance, modifie_le: deps.clock.now() })
        .where('id', '=', id)
        .where('usager_id', '=', acteur.usagerId)
        .execute()
    await tellChange(tx, deps, acteur)
  })
}

/** Takes a child out of the household. Filed demandes are not touched. @throws EnfantIntrouvable */
export async function removeEnfant(deps: InformationsDeps, acteur: UsagerActor, id: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    if (!(await findEnfant(tx, acteur.usagerId, id))) throw new EnfantIntrouvable()
    await tx
      .deleteFrom('foyer_enfant')
      .where('id', '=', id)
      .where('usager_id', '=', acteur.usagerId)
      .execute()
    await tellChange(tx, deps, acteur)
  })
}
