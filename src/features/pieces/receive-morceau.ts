import { inTransaction } from '../../platform/db/database.ts'
import type { Titulaire } from '../../platform/session/titulaire.ts'
import type { PiecesDeps } from './destination.ts'
import { MORCEAU_OCTETS } from './piece.ts'
import { MorceauHorsSuite, PieceRefusee } from './refusals.ts'
import { type Envoi, getUpload, inTurn } from './televersement-store.ts'

type Deps = Pick<PiecesDeps, 'db' | 'files'>

/** How many bytes of an upload are safe: where to go on from. @throws PieceIntrouvable */
export function receivedBytes(deps: Deps, acteur: Titulaire, envoi: Envoi): Promise<number> {
  return inTransaction(deps.db, async (tx) => (await getUpload(tx, acteur, envoi, 'read')).recu)
}

/**
 * Keeps one chunk; it is on the disk before it is counted. The last chunk sent again (its answer was lost) answers
 * the same.
 * @param debut offset of its first byte
 * @returns how many bytes are safe
 * @throws PieceIntrouvable | MorceauHorsSuite | PieceRefusee
 */
export function receiveMorceau(
  deps: Deps,
  acteur: Titulaire,
  envoi: Envoi,
  debut: number,
  morceau: Buffer,
): Promise<number> {
  return inTurn(() =>
    inTransaction(deps.db, async (tx) => {
      const { recu, taille } = await getUpload(tx, acteur, envoi, 'lock')
      const fin = debut + morceau.length
      if (debut !== recu) {
        if (morceau.length > 0 && fin === recu && debut % MORCEAU_OCTETS === 0) return recu
        throw new MorceauHorsSuite(recu)
      }
      if (!fits(morceau.length, taille - recu))
        throw new PieceRefusee('Ce fichier a changé pendant l’envoi. Choisissez-le à nouveau.')
      await deps.files.putChunk(envoi.id, debut / MORCEAU_OCTETS, morceau)
      await tx.updateTable('televersement').set({ recu: fin }).where('id', '=', envoi.id).execute()
      return fin
    }),
  )
}

/** Whole chunks, and what is left at the end: never more than was announced. */
const fits = (length: number, left: number): boolean =>
  length > 0 && length === Math.min(MORCEAU_OCTETS, left)
