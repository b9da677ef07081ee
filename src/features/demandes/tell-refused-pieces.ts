import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { SilenceDeps } from './constate-silence.ts'
import { documentsARemplacer } from './courriels/documents-a-remplacer.ts'

/**
 * One mail for all the documents of a demande that an agent would not have and that nobody told of yet: the agent
 * judges several in a row. What was replaced or asked for in a complement meanwhile needs no mail any more.
 */
export function tellRefusedPieces(deps: SilenceDeps, demandeId: string): Promise<void> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const demande = await tx
      .selectFrom('demande')
      .innerJoin('usager', 'usager.id', 'demande.usager_id')
      .select(['demande.reference', 'demande.demarche', 'demande.usager_id', 'usager.email'])
      .where('demande.id', '=', demandeId)
      .where('demande.statut', 'in', ['deposee', 'en_instruction', 'a_completer'])
      .modifyEnd(sql`for update of demande`)
      .executeTakeFirst()
    if (!demande) return
    const { rows } = await sql`select from piece p
      join lateral (select v.verdict, v.le from verdict_piece v where v.piece_id = p.id
        order by v.le desc, v.id desc limit 1) v on v.verdict in ('refusee', 'perimee')
      where p.demande_id = ${demandeId}
        and not exists (select from piece n where n.remplace_id = p.id)
        and not exists (select from complement c where c.demande_id = p.demande_id
          and c.elements @> jsonb_build_array(jsonb_build_object('pieceId', p.id)))
        and not exists (select from courriel m where m.demande_id = p.demande_id
          and m.modele = 'documents-a-remplacer' and m.cree_le >= v.le)`.execute(tx)
    if (rows.length === 0) return
    const { reference, usager_id: usagerId, email } = demande
    const titre = deps.catalogue.titreDe(demande.demarche)
    await queueMail(tx, le, {
      ...documentsARemplacer(deps, { reference, titre, nombre: rows.length }),
      destinataire: email,
      usagerId,
      demandeId,
    })
  })
}
