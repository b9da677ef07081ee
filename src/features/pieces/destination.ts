import { sql } from 'kysely'
import type { ChampPiece, GenrePiece } from '../../formulaire/definition.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { isCheminDePiece, isPieceId, MAX_DOCUMENTS, MAX_PAR_BROUILLON, MAX_PAR_COMPLEMENT } from './piece.ts'
import { PieceIntrouvable } from './refusals.ts'

export interface PiecesDeps {
  db: Db
  clock: Clock
  files: FileStore
  /** The document field at this path of this brouillon, undefined when there is none. */
  champDePiece: (tx: Tx, brouillonId: string, chemin: string) => Promise<ChampPiece | undefined>
  classeur: Classeur
}

/** Where documents may go: a field of a brouillon, the answer to a complement, or what the person keeps. */
export type Destination =
  | { kind: 'brouillon'; id: string; champ: string }
  | { kind: 'complement'; id: string }
  /** `id` is the person. */
  | { kind: 'documents'; id: string }

/** « Mes documents », as an upload needs to know it. */
export interface Classeur {
  /** Puts a file there, once. @returns the document's id */
  keep(
    tx: Tx,
    acteur: UsagerActor,
    le: Date,
    fichier: { fichierId: string; empreinte: Buffer; nom: string },
  ): Promise<string>
}

/** A destination as the tables know it. */
export interface Lieu {
  colonne: 'brouillon_id' | 'complement_id' | 'usager_id'
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
  if (destination.kind === 'documents')
    return { colonne: 'usager_id', id: destination.id, champ: 'documents' }
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
  acteur: UsagerActor,
  { colonne, id, champ }: Lieu,
): Promise<Regles> {
  await lockPlace(tx, acteur, colonne, id)
  if (colonne === 'usager_id') return { genres: undefined, maxIci: MAX_DOCUMENTS, maxEnTout: MAX_DOCUMENTS }
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
  acteur: UsagerActor,
  colonne: Lieu['colonne'],
  id: string,
): Promise<void> {
  if (colonne === 'usager_id') return lockPerson(tx, acteur, id)
  const query =
    colonne === 'brouillon_id'
      ? tx
          .selectFrom('brouillon')
          .select('id')
          .where('id', '=', id)
          .where('usager_id', '=', acteur.usagerId)
          .where('demande_id', 'is', null)
          .forUpdate()
      : tx
          .selectFrom('complement')
          .innerJoin('demande', 'demande.id', 'complement.demande_id')
          .select('complement.id')
          .where('complement.id', '=', id)
          .where('demande.usager_id', '=', acteur.usagerId)
          .where('complement.clos_le', 'is', null)
          .modifyEnd(sql`for update of complement`)
  if (!(await query.executeTakeFirst())) throw new PieceIntrouvable()
}

/** Not a lock on the key: what others write that belongs to the person does not wait. */
async function lockPerson(tx: Tx, acteur: UsagerActor, id: string): Promise<void> {
  if (id !== acteur.usagerId) throw new PieceIntrouvable()
  await tx.selectFrom('usager').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirstOrThrow()
}
