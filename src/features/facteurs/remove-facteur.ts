import type { Tx } from '../../platform/db/database.ts'
import type { Titulaire } from './facteur.ts'
import { deleteCle, dropCodesWithLastFacteur, lockTitulaire } from './facteur-store.ts'

/** @returns false when there was no such key of this person: nothing changed */
export async function removeCle(tx: Tx, titulaire: Titulaire, id: string): Promise<boolean> {
  await lockTitulaire(tx, titulaire)
  if (!(await deleteCle(tx, titulaire, id))) return false
  await dropCodesWithLastFacteur(tx, titulaire)
  return true
}

/** @returns false when there was none */
export async function removeApplication(tx: Tx, usagerId: string): Promise<boolean> {
  const titulaire: Titulaire = { kind: 'usager', id: usagerId }
  await lockTitulaire(tx, titulaire)
  const gone = await tx
    .updateTable('usager')
    .set({ totp_chiffre: null })
    .where('id', '=', usagerId)
    .where('totp_chiffre', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (!gone) return false
  await dropCodesWithLastFacteur(tx, titulaire)
  return true
}
