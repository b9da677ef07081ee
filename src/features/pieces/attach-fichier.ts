import { v7 as uuidv7 } from 'uuid'
import type { GenrePiece } from '../../formulaire/definition.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { type Destination, lieuDe, lockLieuDUsager, type PiecesDeps } from './destination.ts'
import { insertPiece, refusWhenFull } from './piece-store.ts'
import { PieceRefusee } from './refusals.ts'

/** Where a file of before may be used again: a field of a brouillon, an element of a complement. */
export type Reprise = Extract<Destination, { kind: 'brouillon' | 'complement' }>

/**
 * Puts a file that the person sent before into a place, with what its analysis found. The same file twice in the same
 * place is one document.
 * @throws PieceIntrouvable (the place) | PieceRefusee
 */
export async function attachFichier(
  deps: Pick<PiecesDeps, 'clock' | 'champDePiece'>,
  tx: Tx,
  acteur: UsagerActor,
  destination: Reprise,
  { fichierId, nom, genre }: { fichierId: string; nom: string; genre: string },
): Promise<void> {
  const lieu = lieuDe(destination)
  if (lieu.colonne === 'message_id') throw new Error('a document of before is not put in a message')
  const regles = await lockLieuDUsager(deps, tx, acteur, lieu)
  const there = await tx
    .selectFrom('piece')
    .select('id')
    .where(lieu.colonne, '=', lieu.id)
    .where('champ', '=', lieu.champ)
    .where('fichier_id', '=', fichierId)
    .where('demande_id', 'is', null)
    .executeTakeFirst()
  if (there) return
  if (regles.genres && !regles.genres.includes(genre as GenrePiece))
    throw new PieceRefusee(
      `Ce document est un ${genre.toUpperCase()}. Ici, il faut l’un de ces types : ${regles.genres.map((one) => one.toUpperCase()).join(', ')}.`,
    )
  const plein = await refusWhenFull(tx, lieu, regles)
  if (plein) throw new PieceRefusee(plein)
  const le = deps.clock.now()
  const donnees = { genre, repris: true }
  await insertPiece(tx, acteur, { id: uuidv7(), lieu, nomFichier: nom, fichierId, le, donnees })
}
