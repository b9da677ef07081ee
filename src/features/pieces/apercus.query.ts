import type { Db } from '../../platform/db/database.ts'

/** The pages of a document that can be seen as images. */
export interface ApercusDePiece {
  /** All of its pages; the first twenty are drawn. */
  pages: number
  images: readonly { page: number; largeur: number; hauteur: number }[]
}

/** The pages of every document of a demande, by document, in one query; a document that was not drawn is absent. */
export async function apercusOfDemande(
  db: Db,
  demandeId: string,
): Promise<ReadonlyMap<string, ApercusDePiece>> {
  const rows = await db
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .innerJoin('apercu', 'apercu.fichier_id', 'fichier.id')
    .select(['piece.id', 'fichier.pages', 'apercu.page', 'apercu.largeur', 'apercu.hauteur'])
    .where('piece.demande_id', '=', demandeId)
    .where('fichier.etat', 'in', ['liberee', 'non_analysee'])
    .orderBy('piece.id')
    .orderBy('apercu.page')
    .execute()
  const found = new Map<string, { pages: number; images: ApercusDePiece['images'][number][] }>()
  for (const { id, pages, page, largeur, hauteur } of rows) {
    const piece = found.get(id) ?? { pages: pages ?? 0, images: [] }
    piece.images.push({ page, largeur, hauteur })
    found.set(id, piece)
  }
  return found
}
