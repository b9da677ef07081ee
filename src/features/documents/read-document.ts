import type { UsagerActor } from '../../platform/session/actor.ts'
import { isPieceId, type PieceLue, type PiecesDeps, readFichier } from '../pieces/index.ts'
import { fileNameOf } from './file-name-of.ts'
import { DocumentIntrouvable } from './refusals.ts'

/**
 * The content of a document, for who keeps it.
 * @throws DocumentIntrouvable also when it was found infected: it is not there any more | FichierEndommage
 */
export async function readDocument(
  deps: Pick<PiecesDeps, 'db' | 'clock' | 'files'>,
  acteur: UsagerActor,
  id: string,
): Promise<PieceLue> {
  if (!isPieceId(id)) throw new DocumentIntrouvable()
  const row = await deps.db
    .selectFrom('document')
    .innerJoin('fichier', 'fichier.id', 'document.fichier_id')
    .select(['fichier.id', 'fichier.chemin', 'fichier.cle_enveloppee', 'fichier.cle_version'])
    .select(['document.nom', 'fichier.genre'])
    .where('document.id', '=', id)
    .where('document.usager_id', '=', acteur.usagerId)
    .where('fichier.etat', '<>', 'infectee')
    .executeTakeFirst()
  if (!row) throw new DocumentIntrouvable()
  return {
    contenu: await readFichier(deps, row),
    nomFichier: fileNameOf(row.nom, row.genre),
    genre: row.genre as PieceLue['genre'],
  }
}
