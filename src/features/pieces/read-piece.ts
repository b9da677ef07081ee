import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor, UsagerActor } from '../../platform/session/actor.ts'
import type { PiecesDeps } from './destination.ts'
import { type EtatDePiece, GENRE_MIME, isPieceId, openToAgents } from './piece.ts'
import { readFichier } from './read-fichier.ts'
import { PieceEnAnalyse, PieceIntrouvable } from './refusals.ts'

export interface PieceLue {
  contenu: Buffer
  nomFichier: string
  genre: keyof typeof GENRE_MIME
}

type Deps = Pick<PiecesDeps, 'db' | 'clock' | 'files'>

/**
 * The content of a document, for its owner or for an agent of its démarche. What an agent opens is journaled before
 * it is handed over. The content is whole in memory: not one byte leaves before all of it is proved undamaged.
 * @throws PieceIntrouvable | PieceEnAnalyse; a damaged file is a fault, never served
 */
export async function readPiece(deps: Deps, acteur: UsagerActor | AgentActor, id: string): Promise<PieceLue> {
  const row = await findReadable(deps, acteur, id)
  const contenu = await readFichier(deps, { ...row, id: row.fichier_id })
  if (acteur.kind === 'agent') {
    await inTransaction(deps.db, (tx) =>
      appendJournal(tx, {
        le: deps.clock.now(),
        acteur,
        action: 'piece.consultee',
        objetId: id,
        ...(row.demande_id ? { demandeId: row.demande_id } : {}),
      }),
    )
  }
  return { contenu, nomFichier: row.nom_fichier, genre: row.genre as PieceLue['genre'] }
}

async function findReadable({ db }: Deps, acteur: UsagerActor | AgentActor, id: string) {
  if (!isPieceId(id)) throw new PieceIntrouvable()
  const query = db
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .leftJoin('demande', 'demande.id', 'piece.demande_id')
    .select([
      'etat',
      'chemin',
      'cle_enveloppee',
      'cle_version',
      'nom_fichier',
      'genre',
      'fichier_id',
      'piece.demande_id',
    ])
    .where('piece.id', '=', id)
  const mine =
    acteur.kind === 'usager'
      ? query.where('piece.usager_id', '=', acteur.usagerId)
      : query.where('demande.demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
  const row = await mine.executeTakeFirst()
  const etat = row?.etat as EtatDePiece | undefined
  if (!row || !etat || etat === 'infectee') throw new PieceIntrouvable()
  if (acteur.kind === 'agent' && !openToAgents[etat]) throw new PieceEnAnalyse()
  return row
}

/** `Content-Disposition` and the rest of what makes a browser keep a document as a file and nothing else. */
export function downloadHeaders({ nomFichier, genre }: PieceLue): Record<string, string> {
  const encoded = encodeURIComponent(nomFichier.toWellFormed()).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': GENRE_MIME[genre],
    'content-disposition': `attachment; filename="document.${genre}"; filename*=UTF-8''${encoded}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}
