import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../../platform/db/database.ts'

/** A child of the household, as a form may take it up again. */
export interface EnfantDuFoyer {
  id: string
  prenom: string
  nom: string
  /** YYYY-MM-DD */
  dateNaissance: string
}

/** The children kept in the account, eldest first. */
export function foyerOf(db: Db | Tx, usagerId: string): Promise<EnfantDuFoyer[]> {
  return db
    .selectFrom('foyer_enfant')
    .select(['id', 'prenom', 'nom', 'date_naissance as dateNaissance'])
    .where('usager_id', '=', usagerId)
    .orderBy('date_naissance')
    .orderBy('id')
    .limit(50)
    .execute()
}

/** One child of the household, of this person; undefined otherwise. */
export async function findEnfant(
  db: Db | Tx,
  usagerId: string,
  id: string,
): Promise<EnfantDuFoyer | undefined> {
  return (await foyerOf(db, usagerId)).find((enfant) => enfant.id === id)
}

/** Keeps the children of a filed demande for the next one; a child already there stays one. */
export async function keepInFoyer(
  tx: Tx,
  usagerId: string,
  enfants: readonly Omit<EnfantDuFoyer, 'id'>[],
  le: Date,
): Promise<void> {
  if (enfants.length === 0) return
  await tx
    .insertInto('foyer_enfant')
    .values(
      enfants.map((enfant) => ({
        id: uuidv7(),
        usager_id: usagerId,
        prenom: enfant.prenom,
        nom: enfant.nom,
        date_naissance: enfant.dateNaissance,
        cree_le: le,
        modifie_le: le,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
