import { sql } from 'kysely'
import type { NatureDeDocument } from '../../formulaire/definition.ts'
import type { Db } from '../../platform/db/database.ts'
import { MAX_DOCUMENTS } from '../pieces/index.ts'

/** A document that may be used again. */
export interface Offre {
  id: string
  nature: NatureDeDocument
  nom: string
  ajouteLe: Date
  dateDuDocument: string | null
  valableJusquAu: string | null
  genre: string
  /** The documents of brouillons and answers not sent yet that are this very file. */
  pieces: readonly string[]
}

/** What a person keeps and may use again, in one round trip: what was found infected is not there any more. */
export async function offresOf(db: Db, usagerId: string): Promise<readonly Offre[]> {
  const { rows } = await sql<Offre>`
    select d.id, d.nature, d.nom, d.ajoute_le as "ajouteLe", d.date_du_document as "dateDuDocument",
      d.valable_jusqu_au as "valableJusquAu", f.genre,
      array(select p.id from piece p where p.fichier_id = d.fichier_id and p.demande_id is null order by p.id limit 100)
        as pieces
    from document d join fichier f on f.id = d.fichier_id
    where d.usager_id = ${usagerId} and f.etat <> 'infectee'
    order by d.ajoute_le desc, d.id desc limit ${MAX_DOCUMENTS}`.execute(db)
  return rows
}
