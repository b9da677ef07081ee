import type { Db } from '../../platform/db/database.ts'
import type { PieceVue } from '../pieces/index.ts'

/** A document that left with a message, for whoever takes the whole of a demande elsewhere. */
export interface DocumentEnvoye extends Pick<PieceVue, 'id' | 'nomFichier' | 'genre' | 'etat' | 'alertes'> {
  auteur: 'usager' | 'agent'
  envoyeLe: Date
}

/** The documents of every message that was sent about a demande, both ways, oldest first. */
export async function documentsEnvoyes(db: Db, demandeId: string): Promise<DocumentEnvoye[]> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('document_de_message as d', 'd.message_id', 'message.id')
    .innerJoin('fichier', 'fichier.id', 'd.fichier_id')
    .select(['d.id', 'd.nom_fichier as nomFichier', 'genre', 'etat', 'alertes'])
    .select(['auteur', 'envoye_le as envoyeLe'])
    .where('demande_id', '=', demandeId)
    .where('envoye_le', 'is not', null)
    .orderBy('envoye_le')
    .orderBy('d.id')
    .execute()
  return rows as DocumentEnvoye[]
}
