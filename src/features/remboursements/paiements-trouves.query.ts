import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import type { StatutDePaiement } from '../paiements/index.ts'

export interface PaiementTrouve {
  id: string
  commande: string
  demarche: string
  montantCents: number
  statut: StatutDePaiement
  creeLe: Date
}

/** More attempts than anybody makes for one demande. */
const MAX = 50

/** The payments of a demande, by its reference, or the one of an order; each by an index. */
export async function findPaiements(
  db: Db,
  demarches: readonly string[],
  typed: string,
): Promise<PaiementTrouve[]> {
  const net = typed.trim().toUpperCase().slice(0, 50)
  const reference = parseReference(net) ?? parseReference(net.replace(/-\d{1,4}$/, ''))
  if (net === '') return []
  const rows = await db
    .selectFrom('paiement')
    .select(['id', 'commande', 'demarche', 'montant_cents', 'statut', 'cree_le'])
    // Two indexes, one after the other: « or » of the two would read the whole table.
    .where(
      sql<boolean>`id in (select c.id from paiement c where c.commande = ${net} union all
        select p.id from demande d join paiement p on p.demande_id = d.id where d.reference = ${reference ?? ''})`,
    )
    .where(sql<boolean>`demarche = any(${demarches}::text[])`)
    .orderBy('cree_le', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, commande: row.commande, demarche: row.demarche, montantCents: row.montant_cents },
    ...{ statut: row.statut as StatutDePaiement, creeLe: row.cree_le },
  }))
}
