import type { Db, Tx } from '../../platform/db/database.ts'
import type { Usage } from './refusals.ts'

const EN_COURS = ['deposee', 'en_instruction', 'a_completer'] as const

/** The demandes under way that were sent with this file. */
export async function usagesEnCours(db: Db | Tx, fichierId: string): Promise<Usage[]> {
  return db
    .selectFrom('piece')
    .innerJoin('demande', 'demande.id', 'piece.demande_id')
    .select(['demande.reference', 'demande.decision_implicite_le as reponseAvant'])
    .distinct()
    .where('piece.fichier_id', '=', fichierId)
    .where('demande.statut', 'in', EN_COURS)
    .orderBy('demande.reference')
    .limit(20)
    .execute()
}
