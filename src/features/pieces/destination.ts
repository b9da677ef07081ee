import { sql } from 'kysely'
import type { ChampPiece, GenrePiece } from '../../formulaire/definition.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { colonneDuTitulaire, type Titulaire, titulaireId } from '../../platform/session/titulaire.ts'
import { isCheminDePiece, isPieceId, MAX_PAR_BROUILLON, MAX_PAR_COMPLEMENT } from './piece.ts'
import { PieceIntrouvable } from './refusals.ts'

export interface PiecesDeps {
  db: Db
  clock: Clock
  files: FileStore
  /** The document field at this path of this brouillon, undefined when there is none. */
  champDePiece: (tx: Tx, brouillonId: string, chemin: string) => Promise<ChampPiece | undefined>
}

/** Where documents may go: a field of a brouillon, or the answer to a complement. */
export type Destination =
  | { kind: 'brouillon'; id: string; champ: string }
  | { kind: 'complement'; id: string }

/** A destination as the tables know it. */
export interface Lieu {
  colonne: 'brouillon_id' | 'complement_id'
  id: string
  champ: string
}

export interface Regles {
  genres: readonly GenrePiece[] | undefined
  /** Documents in this field. */
  maxIci: number
  /** Documents in the whole brouillon or complement. */
  maxEnTout: number
}

/** @throws PieceIntrouvable when it names nothing that could exist */
export function lieuDe(destination: Destination): Lieu {
  if (!isPieceId(destination.id)) throw new PieceIntrouvable()
  if (destination.kind === 'complement')
    return { colonne: 'complement_id', id: destination.id, champ: 'complement' }
  if (!isCheminDePiece(destination.champ)) throw new PieceIntrouvable()
  return { colonne: 'brouillon_id', id: destination.id, champ: destination.champ }
}

/**
 * Locks the place until the end of the transaction, so that a dépôt, a second upload and a removal take turns, and
 * tells what it takes. Always locked before the upload's own row.
 * @throws PieceIntrouvable when it is not this person's, was sent meanwhile, or takes no document
 */
export async function lockDestination(
  deps: Pick<PiecesDeps, 'champDePiece'>,
  tx: Tx,
  acteur: Titulaire,
  { colonne, id, champ }: Lieu,
): Promise<Regles> {
  await lockPlace(tx, acteur, colonne, id)
  if (colonne === 'complement_id')
    return { genres: undefined, maxIci: MAX_PAR_COMPLEMENT, maxEnTout: MAX_PAR_COMPLEMENT }
  const definition = await deps.champDePiece(tx, id, champ)
  if (!definition) throw new PieceIntrouvable()
  return {
    genres: definition.genres,
    maxIci: definition.maxFichiers ?? 1,
    maxEnTout: MAX_PAR_BROUILLON,
  }
}

/** @throws PieceIntrouvable when it is not this person's, or was sent */
export async function lockPlace(
  tx: Tx,
  acteur: Titulaire,
  colonne: Lieu['colonne'],
  id: string,
): Promise<void> {
  const query =
    colonne === 'brouillon_id'
      ? tx
          .selectFrom('brouillon')
          .select('id')
          .where('id', '=', id)
          .where(colonneDuTitulaire(acteur), '=', titulaireId(acteur))
          .where('demande_id', 'is', null)
          .forUpdate()
      : tx
          .selectFrom('complement')
          .innerJoin('demande', 'demande.id', 'complement.demande_id')
          .select('complement.id')
          .where('complement.id', '=', id)
          .where('demande.usager_id', '=', acteur.kind === 'usager' ? acteur.usagerId : null)
          .where('complement.clos_le', 'is', null)
          .modifyEnd(sql`for update of complement`)
  if (!(await query.executeTakeFirst())) throw new PieceIntrouvable()
}
