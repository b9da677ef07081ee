import type { Reponses } from '../../formulaire/definition.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { noteBeneficiaires } from './note-beneficiaires.ts'

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Notes for whom every demande of before is; begins again harmlessly after a kill. A transaction each: holding the names
 * of several, it could stand against a dépôt that waits for one of them.
 */
export async function catchUpBeneficiaires({ db }: { db: Db }): Promise<void> {
  for (let apres = FIRST; ; ) {
    const demandes = await db
      .selectFrom('demande')
      .select(['id', 'demarche', 'reponses', 'deposee_le'])
      .where('id', '>', apres)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    for (const { id, demarche, reponses, deposee_le: le } of demandes)
      await inTransaction(db, (tx) =>
        noteBeneficiaires(tx, { demandeId: id, demarche, reponses: reponses as unknown as Reponses, le }),
      )
    const last = demandes.at(-1)
    if (!last) return
    apres = last.id
  }
}
