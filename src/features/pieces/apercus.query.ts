import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** The pages of a document that can be seen as images. */
export interface ApercusDePiece {
  /** All of its pages; the first twenty are drawn. */
  pages: number
  images: readonly { page: number; largeur: number; hauteur: number }[]
}

/** The pages of one document, where `fichier` is joined as `f`; null when it was not drawn, or may not be seen. */
export const APERCUS = `(select json_build_object('pages', coalesce(f.pages, 0), 'images',
    json_agg(json_build_object('page', a.page, 'largeur', a.largeur, 'hauteur', a.hauteur) order by a.page))
  from apercu a where a.fichier_id = f.id and f.etat in ('liberee', 'non_analysee') having count(*) > 0)`

/** The pages of every document of a demande, by document, in one query; a document that was not drawn is absent. */
export async function apercusOfDemande(
  db: Db,
  demandeId: string,
): Promise<ReadonlyMap<string, ApercusDePiece>> {
  const { rows } = await sql<{ id: string; apercus: ApercusDePiece | null }>`
    select p.id, ${sql.raw(APERCUS)} as apercus from piece p join fichier f on f.id = p.fichier_id
    where p.demande_id = ${demandeId}`.execute(db)
  return new Map(rows.flatMap(({ id, apercus }) => (apercus ? [[id, apercus] as const] : [])))
}
