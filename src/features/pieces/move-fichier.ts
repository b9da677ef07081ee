import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { type EtatDePiece, mayBecome } from './piece.ts'

/** A file that the analysis works on, locked until the end of the transaction. */
export const lockFichier = (tx: Tx, id: string, etats: readonly EtatDePiece[]) =>
  tx
    .selectFrom('fichier')
    .select([
      'id',
      'usager_id',
      'agent_id',
      'etat',
      'genre',
      'chemin',
      'cle_enveloppee',
      'cle_version',
      'nettoye_le',
    ])
    .where('id', '=', id)
    .where('etat', 'in', etats)
    .forUpdate()
    .executeTakeFirst()

export type FichierLocked = NonNullable<Awaited<ReturnType<typeof lockFichier>>>

/** Each state in turn, held to the table, with its line in the journal: one for each document of this file. */
export async function moveFichier(
  tx: Tx,
  fichier: Pick<FichierLocked, 'id' | 'etat'>,
  states: readonly EtatDePiece[],
  le: Date,
  motif: string | null = null,
): Promise<void> {
  let from = fichier.etat as EtatDePiece
  const pieces = await tx
    .selectFrom('piece')
    .select(['id', 'demande_id'])
    .where('fichier_id', '=', fichier.id)
    .unionAll((eb) =>
      eb
        .selectFrom('document_de_message as d')
        .innerJoin('message', 'message.id', 'd.message_id')
        .select(['d.id', 'message.demande_id'])
        .where('d.fichier_id', '=', fichier.id),
    )
    .orderBy('id')
    .execute()
  for (const to of states) {
    if (!mayBecome(from, to)) throw new Error(`a document cannot go from ${from} to ${to}`)
    from = to
    for (const { id, demande_id } of pieces)
      await appendJournal(tx, {
        le,
        acteur: { kind: 'systeme' },
        action: `piece.${to.replace('_', '-')}`,
        objetId: id,
        ...(demande_id ? { demandeId: demande_id } : {}),
        ...(motif ? { donnees: { motif } } : {}),
      })
  }
  const analyse = from === 'quarantaine' ? {} : { analyse_le: le }
  await tx
    .updateTable('fichier')
    .set({ etat: from, motif, ...analyse })
    .where('id', '=', fichier.id)
    .execute()
}
