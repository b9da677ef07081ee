import { sql } from 'kysely'
import type { ChampPiece, GenrePiece } from '../../formulaire/definition.ts'
import type { Cleaner } from '../../platform/cleaning/cleaner.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { colonneDuTitulaire, type Titulaire, titulaireId } from '../../platform/session/titulaire.ts'
import {
  isCheminDePiece,
  isPieceId,
  MAX_DOCUMENTS,
  MAX_PAR_BROUILLON,
  MAX_PAR_COMPLEMENT,
  MAX_PAR_ELEMENT,
  MAX_PAR_MESSAGE,
} from './piece.ts'
import { PieceIntrouvable } from './refusals.ts'
import { requireReplaceable } from './replace-piece.ts'

export interface PiecesDeps {
  db: Db
  clock: Clock
  files: FileStore
  cleaner: Pick<Cleaner, 'opensWithoutPassword'>
  /** The document field at this path of this brouillon, undefined when there is none. */
  champDePiece: (tx: Tx, brouillonId: string, chemin: string) => Promise<ChampPiece | undefined>
  classeur: Classeur
  /** Opens or locks the message that documents are put in; false when it is not theirs to write, or was sent. */
  lockMessage: (tx: Tx, acteur: Titulaire, reference: string, messageId: string) => Promise<boolean>
}

/**
 * Where documents may go: a field of a brouillon, an element of a complement, the place of a document refused, a message
 * about a demande, or what the person keeps.
 */
export type Destination =
  | { kind: 'brouillon'; id: string; champ: string }
  | { kind: 'complement'; id: string; rang: string }
  | { kind: 'remplacement'; id: string }
  | { kind: 'message'; id: string; reference: string }
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

/** A place that is one's own, as the tables know it: the person's, or a brouillon that an agent types from paper. */
export interface LieuDUsager {
  colonne: 'brouillon_id' | 'complement_id' | 'remplace_id' | 'usager_id'
  id: string
  champ: string
}

/** A destination as the tables know it. */
export type Lieu = LieuDUsager | { colonne: 'message_id'; id: string; champ: 'message'; reference: string }

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
  if (destination.kind === 'message')
    return {
      colonne: 'message_id',
      id: destination.id,
      champ: 'message',
      reference: destination.reference,
    }
  if (destination.kind === 'complement') {
    if (!/^[1-9]\d?$/.test(destination.rang)) throw new PieceIntrouvable()
    return { colonne: 'complement_id', id: destination.id, champ: `complement.${destination.rang}` }
  }
  if (destination.kind === 'remplacement')
    return { colonne: 'remplace_id', id: destination.id, champ: 'remplacement' }
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
  deps: Pick<PiecesDeps, 'champDePiece' | 'lockMessage'>,
  tx: Tx,
  acteur: Titulaire,
  lieu: Lieu,
): Promise<Regles> {
  if (lieu.colonne === 'message_id') {
    if (!(await deps.lockMessage(tx, acteur, lieu.reference, lieu.id))) throw new PieceIntrouvable()
    return { genres: undefined, maxIci: MAX_PAR_MESSAGE, maxEnTout: MAX_PAR_MESSAGE }
  }
  return lockLieuDUsager(deps, tx, acteur, lieu)
}

/** The same for a place that is not a message. @throws PieceIntrouvable */
export async function lockLieuDUsager(
  deps: Pick<PiecesDeps, 'champDePiece'>,
  tx: Tx,
  acteur: Titulaire,
  { colonne, id, champ }: LieuDUsager,
): Promise<Regles> {
  await lockPlace(tx, acteur, colonne, id)
  if (colonne === 'usager_id') return { genres: undefined, maxIci: MAX_DOCUMENTS, maxEnTout: MAX_DOCUMENTS }
  if (colonne === 'remplace_id') {
    await requireReplaceable(tx, id)
    return { genres: undefined, maxIci: 1, maxEnTout: 1 }
  }
  if (colonne === 'complement_id') {
    await requireElement(tx, id, Number(champ.split('.')[1]))
    return { genres: undefined, maxIci: MAX_PAR_ELEMENT, maxEnTout: MAX_PAR_COMPLEMENT }
  }
  const definition = await deps.champDePiece(tx, id, champ)
  if (!definition) throw new PieceIntrouvable()
  return {
    genres: definition.genres,
    maxIci: definition.maxFichiers ?? 1,
    maxEnTout: MAX_PAR_BROUILLON,
  }
}

/** @throws PieceIntrouvable when it is not this person's, or was sent, or is closed */
export async function lockPlace(
  tx: Tx,
  acteur: Titulaire,
  colonne: LieuDUsager['colonne'],
  id: string,
): Promise<void> {
  if (colonne === 'usager_id') return lockPerson(tx, acteur, id)
  if (!(await PLACES[colonne](tx, acteur, id).executeTakeFirst())) throw new PieceIntrouvable()
}

const PLACES = {
  brouillon_id: (tx: Tx, acteur: Titulaire, id: string) =>
    tx
      .selectFrom('brouillon')
      .select('id')
      .where('id', '=', id)
      .where(colonneDuTitulaire(acteur), '=', titulaireId(acteur))
      // An agent types from paper for the démarches that they were given, no longer than they have them.
      .where((eb) =>
        acteur.kind === 'usager' ? eb.lit(true) : eb('demarche', '=', eb.fn.any(eb.val(acteur.demarches))),
      )
      .where('demande_id', 'is', null)
      .forUpdate(),
  complement_id: (tx: Tx, acteur: Titulaire, id: string) =>
    tx
      .selectFrom('complement')
      .innerJoin('demande', 'demande.id', 'complement.demande_id')
      .select('complement.id')
      .where('complement.id', '=', id)
      .where((eb) =>
        acteur.kind === 'usager'
          ? eb('demande.usager_id', '=', acteur.usagerId)
          : // What somebody without an account sent by post, scanned by whoever examines the démarche.
            eb.and([
              eb('demande.usager_id', 'is', null),
              eb('demande.demarche', '=', eb.fn.any(eb.val([...acteur.demarches]))),
            ]),
      )
      .where('complement.clos_le', 'is', null)
      .modifyEnd(sql`for update of complement`),
  // The demande itself, as whoever judges its documents or decides on it locks it.
  remplace_id: (tx: Tx, acteur: Titulaire, id: string) =>
    tx
      .selectFrom('piece')
      .innerJoin('demande', 'demande.id', 'piece.demande_id')
      .select('demande.id')
      .where('piece.id', '=', id)
      .where('demande.usager_id', '=', acteur.kind === 'usager' ? acteur.usagerId : null)
      .where('demande.statut', 'in', ['deposee', 'en_instruction', 'a_completer'])
      .modifyEnd(sql`for no key update of demande`),
} satisfies Record<Exclude<LieuDUsager['colonne'], 'usager_id'>, unknown>

/** @throws PieceIntrouvable when no document is waited for there */
async function requireElement(tx: Tx, complementId: string, rang: number): Promise<void> {
  const { rows } = await sql`select from complement c where c.id = ${complementId}
    and jsonb_array_length(c.elements) >= ${rang}::int
    and c.elements -> (${rang}::int - 1) ->> 'nature' is distinct from 'reponse'
    and not exists (select from element_recu e where e.complement_id = c.id and e.rang = ${rang}::int)`.execute(
    tx,
  )
  if (rows.length === 0) throw new PieceIntrouvable()
}

/** Not a lock on the key: what others write that belongs to the person does not wait. */
async function lockPerson(tx: Tx, acteur: Titulaire, id: string): Promise<void> {
  if (acteur.kind !== 'usager' || id !== acteur.usagerId) throw new PieceIntrouvable()
  await tx.selectFrom('usager').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirstOrThrow()
}
