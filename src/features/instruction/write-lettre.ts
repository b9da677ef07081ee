import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../platform/db/database.ts'

export interface LettreAEcrire {
  demandeId: string
  modele: string
  objet: string
  paragraphes: readonly string[]
}

/** Writes a letter in the transaction of the act that it tells of; an agent prints it and sends it. @returns its id */
export async function writeLettre(tx: Tx, lettre: LettreAEcrire, le: Date): Promise<string> {
  const id = uuidv7()
  await tx
    .insertInto('lettre')
    .values({
      id,
      demande_id: lettre.demandeId,
      modele: lettre.modele,
      objet: lettre.objet,
      paragraphes: JSON.stringify(lettre.paragraphes),
      ecrite_le: le,
    })
    .execute()
  return id
}
