import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ecriture } from './ecriture.ts'

/** Every entry of the accounts; each branch has an index that begins with the day. */
export const ECRITURES = sql`(
  select p.id, 'paiement' as genre, p.jour_de_caisse as jour, p.conclu_le, p.id as paiement_id, p.commande, p.demarche,
    p.moyen, p.montant_cents, p.transaction_id
  from paiement p where p.jour_de_caisse is not null
  union all
  select r.id, 'remboursement', r.jour_de_caisse, r.conclu_le, p.id, p.commande, p.demarche,
    case when r.operation = 'virement' then 'virement' else p.moyen end, -r.montant_cents, r.transaction_id
  from remboursement r join paiement p on p.id = r.paiement_id where r.jour_de_caisse is not null
  union all
  select i.id, 'impaye', i.jour_de_caisse, i.conclu_le, p.id, p.commande, p.demarche,
    p.moyen, -p.montant_cents, null
  from cheque_impaye i join paiement p on p.id = i.paiement_id
) e`

/** The columns of an entry, as the accounts hold them. */
export const COLONNES = sql`e.id, e.genre, e.jour,
  to_char(e.conclu_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as le,
  e.paiement_id as "paiementId", e.commande, e.demarche, e.moyen, e.montant_cents as "montantCents",
  e.transaction_id as "transactionId"`

/** The whole day, whatever the démarche, in its order: what a closing keeps. */
export async function ecrituresDuJour(db: Db, jour: string): Promise<Ecriture[]> {
  const query: RawBuilder<Ecriture> = sql`select ${COLONNES} from ${ECRITURES} where e.jour = ${jour}::date
    order by e.conclu_le, e.id`
  return (await query.execute(db)).rows
}
