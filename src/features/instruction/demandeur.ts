import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { DemandeRow } from '../demandes/index.ts'

export interface Demandeur {
  prenom: string
  nom: string
  email: string | null
  telephone: string | null
  papier: boolean
}

/** Who a demande is from, on line or on paper. */
export async function demandeurDe(
  db: Db | Tx,
  demande: Pick<DemandeRow, 'id' | 'usager_id'>,
): Promise<Demandeur> {
  const { rows } = await sql<Demandeur>`select prenom, nom, email, telephone, papier
    from demandeur_de(${demande.id}::uuid, ${demande.usager_id}::uuid)`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`demande ${demande.id} has nobody`)
  return row
}
