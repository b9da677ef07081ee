import type { Tx } from '../../platform/db/database.ts'

/**
 * At dépôt, under the lock of the brouillon: the documents of the fields that count go with the demande. Those of
 * fields out of reach are not part of what is filed; they stay behind with the brouillon, and the purge takes them.
 */
export async function attachPieces(
  tx: Tx,
  brouillonId: string,
  demandeId: string,
  champs: readonly string[],
): Promise<void> {
  if (champs.length === 0) return
  await tx
    .updateTable('piece')
    .set({ demande_id: demandeId, brouillon_id: null })
    .where('brouillon_id', '=', brouillonId)
    .where('champ', 'in', [...champs])
    .execute()
}

/** The elements of a complement (`piece.champ`) for which documents that count wait to be sent. */
export async function champsEnAttente(tx: Tx, complementId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .select('champ')
    .where('complement_id', '=', complementId)
    .where('demande_id', 'is', null)
    .where('etat', 'not in', ['infectee', 'ecartee'])
    .execute()
  return new Set(rows.map(({ champ }) => champ))
}

export interface ElementEnvoye {
  complementId: string
  /** Where its documents wait. */
  enAttente: string
  demandeId: string
  /** Where they stand once sent: a field of the form, or `complement.<rank>`. */
  champ: string
  /** The document that they take the place of. */
  remplaceId: string | undefined
}

/**
 * With the answer to one element of a complement: its documents join the demande. One that was replaced meanwhile is
 * not replaced again.
 */
export async function attachElementPieces(tx: Tx, element: ElementEnvoye): Promise<void> {
  const { complementId, enAttente, demandeId, champ, remplaceId } = element
  const deja =
    remplaceId !== undefined &&
    (await tx.selectFrom('piece').select('id').where('remplace_id', '=', remplaceId).executeTakeFirst())
  await tx
    .updateTable('piece')
    .set({
      demande_id: demandeId,
      champ,
      ...(remplaceId === undefined || deja ? {} : { remplace_id: remplaceId }),
    })
    .where('complement_id', '=', complementId)
    .where('champ', '=', enAttente)
    .where('demande_id', 'is', null)
    .execute()
}

/** A complement takes over an element of the one before: the documents that wait for it wait there. */
export async function moveElementPieces(
  tx: Tx,
  de: { complementId: string; champ: string },
  vers: { complementId: string; champ: string },
): Promise<void> {
  await tx
    .updateTable('piece')
    .set({ complement_id: vers.complementId, champ: vers.champ })
    .where('complement_id', '=', de.complementId)
    .where('champ', '=', de.champ)
    .where('demande_id', 'is', null)
    .execute()
}
