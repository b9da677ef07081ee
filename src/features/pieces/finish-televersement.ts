import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { contentKind } from '../../platform/files/content-kind.ts'
import { ligneDuTitulaire, type Titulaire } from '../../platform/session/titulaire.ts'
import { type Lieu, lockDestination, type PiecesDeps, type Regles } from './destination.ts'
import { findSameFichier } from './find-same-fichier.ts'
import { MORCEAU_OCTETS } from './piece.ts'
import { insertDocumentDeMessage, insertPiece, refusWhenFull, removeRefused } from './piece-store.ts'
import { queueAnalysis } from './queue-analysis.ts'
import { refusAtArrival } from './refus-at-arrival.ts'
import { MorceauHorsSuite, PieceRefusee } from './refusals.ts'
import { replacePiece } from './replace-piece.ts'
import { type Envoi, getUpload, inTurn } from './televersement-store.ts'

type Genre = Extract<ReturnType<typeof contentKind>, { genre: unknown }>['genre']

/**
 * Ends an upload: the content is judged, stored under a key of its own, and waits for its analysis. The document has
 * the upload's id, so ending twice, or again after a crash, makes one. What is refused is destroyed.
 * @returns the id of the document that it became
 * @throws PieceIntrouvable | MorceauHorsSuite | PieceRefusee | TropDeMonde (too many at once)
 */
export async function finishTeleversement(
  deps: PiecesDeps,
  acteur: Titulaire,
  envoi: Envoi,
): Promise<string> {
  const fin = await inTurn(() => inTransaction(deps.db, (tx) => finishLocked(deps, tx, acteur, envoi)))
  await deps.files.dropChunks(envoi.id)
  if ('refus' in fin) throw new PieceRefusee(fin.refus)
  return fin.id
}

async function finishLocked(
  deps: PiecesDeps,
  tx: Tx,
  acteur: Titulaire,
  envoi: Envoi,
): Promise<{ refus: string } | { id: string }> {
  // Before the place is looked at: the demande may be sent by the time a lost answer is asked for again.
  const { pieceId } = await getUpload(tx, acteur, envoi, 'read')
  if (pieceId) return { id: pieceId }
  const regles = await lockDestination(deps, tx, acteur, envoi.lieu)
  const upload = await getUpload(tx, acteur, envoi, 'lock')
  if (upload.pieceId) return { id: upload.pieceId }
  if (upload.recu !== upload.taille) throw new MorceauHorsSuite(upload.recu)
  const content = await deps.files.takeChunks(envoi.id, Math.ceil(upload.taille / MORCEAU_OCTETS))
  if (content.length !== upload.taille) throw new Error(`upload ${envoi.id}: chunks do not add up`)
  const kind = await judge(deps, content, regles)
  const refus = typeof kind === 'object' ? kind.refus : await refusWhenFull(tx, envoi.lieu, regles)
  if (refus !== undefined || typeof kind === 'object') {
    await tx.deleteFrom('televersement').where('id', '=', envoi.id).execute()
    return { refus: refus ?? '' }
  }
  return { id: await keep(deps, tx, acteur, { envoi, nomFichier: upload.nomFichier, genre: kind, content }) }
}

async function judge(
  deps: Pick<PiecesDeps, 'cleaner'>,
  content: Buffer,
  { genres }: Regles,
): Promise<Genre | { refus: string }> {
  const kind = contentKind(content)
  if ('refus' in kind) return kind
  if (!genres || genres.includes(kind.genre))
    return (await refusAtArrival(deps.cleaner, kind.genre, content)) ?? kind.genre
  const accepted = genres.map((genre) => genre.toUpperCase()).join(', ')
  return {
    refus: `Ce document est un ${kind.genre.toUpperCase()}. Ici, il faut l’un de ces types : ${accepted}.`,
  }
}

interface Judged {
  envoi: { lieu: Lieu; id: string }
  nomFichier: string
  genre: Genre
  content: Buffer
}

/** @returns the id of the document that it became */
async function keep(
  deps: PiecesDeps,
  tx: Tx,
  acteur: Titulaire,
  { envoi: { lieu, id }, nomFichier, genre, content }: Judged,
): Promise<string> {
  if (lieu.colonne !== 'message_id') await removeRefused(tx, lieu)
  const le = deps.clock.now()
  const fichier = (await findSameFichier(deps, tx, acteur, content)) ?? {
    id,
    sha256: await insertFichier(deps, tx, acteur, { id, genre, content, le }),
  }
  const made = await place(deps, tx, acteur, { id, lieu, nomFichier, fichier, genre, le })
  await tx.updateTable('televersement').set({ piece_id: made }).where('id', '=', id).execute()
  return made
}

interface Placed {
  id: string
  lieu: Lieu
  nomFichier: string
  fichier: { id: string; sha256: Buffer }
  genre: Genre
  le: Date
}

/** @returns the id of the document */
async function place(
  { classeur }: PiecesDeps,
  tx: Tx,
  acteur: Titulaire,
  { id, lieu, nomFichier, fichier, genre, le }: Placed,
): Promise<string> {
  const donnees = { genre }
  if (lieu.colonne === 'message_id') {
    await insertDocumentDeMessage(tx, acteur, {
      ...{ id, messageId: lieu.id, nomFichier, fichierId: fichier.id, le, donnees },
    })
    return id
  }
  if (lieu.colonne === 'usager_id') {
    if (acteur.kind !== 'usager') throw new Error('an agent keeps no documents')
    return classeur.keep(tx, acteur, le, {
      fichierId: fichier.id,
      empreinte: fichier.sha256,
      nom: nomFichier,
    })
  }
  await insertPiece(tx, acteur, { id, lieu, nomFichier, fichierId: fichier.id, le, donnees })
  if (lieu.colonne === 'remplace_id') await replacePiece(tx, acteur, { ancienne: lieu.id, nouvelle: id, le })
  return id
}

async function insertFichier(
  { files }: PiecesDeps,
  tx: Tx,
  acteur: Titulaire,
  { id, genre, content, le }: { id: string; genre: Genre; content: Buffer; le: Date },
): Promise<Buffer> {
  const stored = await files.put(id, content)
  await tx
    .insertInto('fichier')
    .values({
      id,
      ...ligneDuTitulaire(acteur),
      genre,
      taille: content.length,
      sha256: stored.sha256,
      etat: 'recue',
      chemin: stored.chemin,
      cle_enveloppee: stored.cleEnveloppee,
      cle_version: stored.cleVersion,
      recu_le: le,
    })
    .execute()
  await queueAnalysis(tx, id)
  return stored.sha256
}
