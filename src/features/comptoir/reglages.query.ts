import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

export interface FiltreEnregistre {
  id: string
  nom: string
  /** As `requeteDe` wrote it. */
  requete: string
  parDefaut: boolean
}

export interface Reglages {
  raccourcis: boolean
  absent: boolean
  filtres: FiltreEnregistre[]
}

/** How an agent works at the counter. */
export async function reglagesDe(db: Db, agentId: string): Promise<Reglages> {
  const { rows } = await sql<Reglages>`select coalesce(p.raccourcis, true) as raccourcis,
    coalesce(p.absent, false) as absent,
    (select coalesce(json_agg(json_build_object('id', f.id, 'nom', f.nom, 'requete', f.requete,
      'parDefaut', f.par_defaut) order by lower(f.nom)), '[]')
      from filtre_enregistre f where f.agent_id = ${agentId}::uuid) as filtres
    from (select ${agentId}::uuid as id) a left join preference_agent p on p.agent_id = a.id`.execute(db)
  return rows[0] ?? { raccourcis: true, absent: false, filtres: [] }
}
