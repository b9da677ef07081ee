import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { PaiementGarde } from './reste-a-payer.ts'

/** The payments of a demande that are kept, without another one. @param sauf its id */
export async function gardesDe(db: Db, demandeId: string, sauf?: string): Promise<PaiementGarde[]> {
  return db
    .selectFrom('paiement')
    .select(['montant_cents as montantCents', 'conclu_le as concluLe'])
    .select(
      sql<number>`(select coalesce(sum(r.montant_cents), 0)::int from remboursement r
        where r.paiement_id = paiement.id and r.statut = 'fait')`.as('renduCents'),
    )
    .where('demande_id', '=', demandeId)
    .where('statut', '=', 'accepte')
    .where('en_trop', '=', false)
    .where('impaye', '=', false)
    .$if(sauf !== undefined, (query) => query.where('id', '!=', sauf ?? ''))
    .execute()
}
