import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { Titulaire } from '../../platform/session/titulaire.ts'
import { settleNotifications } from '../notifications/index.ts'
import { PieceIntrouvable } from './refusals.ts'

/**
 * Under the lock of the demande: a document may be replaced once, when an agent would not have it or when it
 * could not be used. What a complement asks for again is answered there. @throws PieceIntrouvable
 */
export async function requireReplaceable(tx: Tx, pieceId: string): Promise<void> {
  const { rows } = await sql`select from piece p join fichier f on f.id = p.fichier_id
    where p.id = ${pieceId}
      and (f.etat in ('infectee', 'ecartee') or (select v.verdict from verdict_piece v where v.piece_id = p.id
        order by v.le desc, v.id desc limit 1) in ('refusee', 'perimee'))
      and not exists (select from piece n where n.remplace_id = p.id)
      and not exists (select from complement c, jsonb_array_elements(c.elements) with ordinality e (contenu, rang)
        where c.demande_id = p.demande_id and c.clos_le is null and e.contenu ->> 'pieceId' = p.id::text
          and not exists (select from element_recu r where r.complement_id = c.id and r.rang = e.rang))`.execute(
    tx,
  )
  if (rows.length === 0) throw new PieceIntrouvable()
}

/**
 * A new document takes the place of another one of the same demande, which stays readable. The revision goes up: an
 * agent who decides on a page that still shows the former one is told.
 */
export async function replacePiece(
  tx: Tx,
  acteur: Titulaire,
  { ancienne, nouvelle, le }: { ancienne: string; nouvelle: string; le: Date },
): Promise<void> {
  const { demande_id: demandeId, champ } = await tx
    .selectFrom('piece')
    .select(['demande_id', 'champ'])
    .where('id', '=', ancienne)
    .executeTakeFirstOrThrow()
  if (demandeId === null) throw new Error(`document ${ancienne} belongs to no demande`)
  await tx.updateTable('piece').set({ demande_id: demandeId, champ }).where('id', '=', nouvelle).execute()
  await tx
    .updateTable('demande')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', demandeId)
    .execute()
  await settleNotifications(tx, demandeId, le, { objetId: ancienne })
  await appendJournal(tx, {
    le,
    acteur,
    action: 'piece.remplacee',
    demandeId,
    objetId: ancienne,
    donnees: { nouvelle },
  })
}
