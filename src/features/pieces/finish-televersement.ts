import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { contentKind } from '../../platform/files/content-kind.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { colonneDuTitulaire, type Titulaire, titulaireId } from '../../platform/session/titulaire.ts'
import { type Lieu, lockDestination, type PiecesDeps, type Regles } from './destination.ts'
import { MORCEAU_OCTETS } from './piece.ts'
import { refusWhenFull } from './piece-store.ts'
import { MorceauHorsSuite, PieceRefusee } from './refusals.ts'
import { type Envoi, getUpload, inTurn } from './televersement-store.ts'

type Genre = Extract<ReturnType<typeof contentKind>, { genre: unknown }>['genre']

/**
 * Ends an upload: the content is judged, stored under a key of its own, and waits for its analysis. The document has
 * the upload's id, so ending twice, or again after a crash, makes one. What is refused is destroyed.
 * @throws PieceIntrouvable | MorceauHorsSuite | PieceRefusee | TropDeMonde (too many at once)
 */
export async function finishTeleversement(deps: PiecesDeps, acteur: Titulaire, envoi: Envoi): Promise<void> {
  const refus = await inTurn(() => inTransaction(deps.db, (tx) => finishLocked(deps, tx, acteur, envoi)))
  await deps.files.dropChunks(envoi.id)
  if (refus) throw new PieceRefusee(refus)
}

/** @returns why the document is refused; undefined when it is in */
async function finishLocked(
  deps: PiecesDeps,
  tx: Tx,
  acteur: Titulaire,
  envoi: Envoi,
): Promise<string | undefined> {
  // Before the place is looked at: the demande may be sent by the time a lost answer is asked for again.
  if ((await getUpload(tx, acteur, envoi, 'read')).pieceId) return undefined
  const regles = await lockDestination(deps, tx, acteur, envoi.lieu)
  const upload = await getUpload(tx, acteur, envoi, 'lock')
  if (upload.pieceId) return undefined
  if (upload.recu !== upload.taille) throw new MorceauHorsSuite(upload.recu)
  const content = await deps.files.takeChunks(envoi.id, Math.ceil(upload.taille / MORCEAU_OCTETS))
  if (content.length !== upload.taille) throw new Error(`upload ${envoi.id}: chunks do not add up`)
  const kind = judge(content, regles)
  const refus = typeof kind === 'object' ? kind.refus : await refusWhenFull(tx, envoi.lieu, regles)
  if (refus !== undefined || typeof kind === 'object') {
    await tx.deleteFrom('televersement').where('id', '=', envoi.id).execute()
    return refus
  }
  await keep(deps, tx, acteur, { envoi, nomFichier: upload.nomFichier, genre: kind, content })
  return undefined
}

function judge(content: Buffer, { genres }: Regles): Genre | { refus: string } {
  const kind = contentKind(content)
  if ('refus' in kind) return kind
  if (!genres || genres.includes(kind.genre)) return kind.genre
  const accepted = genres.map((genre) => genre.toUpperCase()).join(', ')
  return {
    refus: `Ce document est un ${kind.genre.toUpperCase()}. Ici, il faut l’un de ces types : ${accepted}.`,
  }
}

interface Judged {
  envoi: { lieu: Lieu; id: string }
  nomFichier: string
  genre: Genre
  content: Buffer
}

async function keep(
  deps: PiecesDeps,
  tx: Tx,
  acteur: Titulaire,
  { envoi: { lieu, id }, nomFichier, genre, content }: Judged,
): Promise<void> {
  const stored = await deps.files.put(id, content)
  const le = deps.clock.now()
  await tx
    .insertInto('piece')
    .values({
      id,
      [colonneDuTitulaire(acteur)]: titulaireId(acteur),
      [lieu.colonne]: lieu.id,
      champ: lieu.champ,
      nom_fichier: nomFichier,
      genre,
      taille: content.length,
      sha256: stored.sha256,
      etat: 'recue',
      fichier: stored.fichier,
      cle_enveloppee: stored.cleEnveloppee,
      cle_version: stored.cleVersion,
      recue_le: le,
    })
    .execute()
  await tx.updateTable('televersement').set({ piece_id: id }).where('id', '=', id).execute()
  await appendJournal(tx, { le, acteur, action: 'piece.recue', objetId: id, donnees: { genre } })
  await addJob(tx, 'piece:analyse', { id })
}
