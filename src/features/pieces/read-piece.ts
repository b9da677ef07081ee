import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor, UsagerActor } from '../../platform/session/actor.ts'
import type { PiecesDeps } from './destination.ts'
import { type EtatDePiece, GENRE_MIME, isPieceId, mayOpenFile } from './piece.ts'
import { readFichier } from './read-fichier.ts'
import { PieceEnAnalyse, PieceIntrouvable } from './refusals.ts'

export interface PieceLue {
  contenu: Buffer
  nomFichier: string
  genre: keyof typeof GENRE_MIME
}

type Deps = Pick<PiecesDeps, 'db' | 'clock' | 'files'>

/**
 * The content of a document, for its owner or for an agent who may read its demande (the SQL function
 * `agent_lit_demande`: of its démarche, or asked for an opinion). What an agent opens is journaled before
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
      'alertes',
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
      : query.where(
          sql<boolean>`agent_lit_demande(demande.id, demande.demarche, ${acteur.agentId}::uuid, ${acteur.demarches}::text[])`,
        )
  const row = await mine.executeTakeFirst()
  const etat = row?.etat as EtatDePiece | undefined
  if (!row || !etat || etat === 'infectee') throw new PieceIntrouvable()
  if (acteur.kind === 'agent' && !mayOpenFile({ etat, alertes: row.alertes })) throw new PieceEnAnalyse()
  return row
}

const ENDINGS = { pdf: /\.pdf$/i, jpeg: /\.jpe?g$/i, png: /\.png$/i, heic: /\.hei[cf]$/i } as const

/** The name that its sender gave it, with the ending of what it is now: a HEIC photo became a JPEG. */
export const nameOf = (nomFichier: string, genre: PieceLue['genre']): string =>
  ENDINGS[genre].test(nomFichier)
    ? nomFichier
    : `${nomFichier.replace(/\.(?:pdf|jpe?g|png|hei[cf])$/i, '')}.${genre === 'jpeg' ? 'jpg' : genre}`

/** `Content-Disposition` and the rest of what makes a browser keep a document as a file and nothing else. */
export function downloadHeaders({ nomFichier, genre }: PieceLue): Record<string, string> {
  const encoded = encodeURIComponent(nameOf(nomFichier, genre).toWellFormed()).replace(
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
