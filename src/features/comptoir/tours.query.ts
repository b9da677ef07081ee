import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

export interface TourVu {
  demarche: string
  actif: boolean
  agents: { id: string; nom: string; accepte: boolean; absent: boolean; serviLe: Date | null }[]
}

type Row = Omit<TourVu, 'agents'> & {
  agents: (Omit<TourVu['agents'][number], 'serviLe'> & { serviLe: string | null })[]
}

/** For each démarche, whether turns are on and who takes them, whoever waits longest first. */
export async function toursDe(db: Db, demarches: readonly string[]): Promise<TourVu[]> {
  const { rows } = await sql<Row>`select d.demarche, coalesce(t.actif, false) as actif,
    (select coalesce(json_agg(json_build_object('id', a.id, 'nom', a.prenom || ' ' || a.nom,
        'accepte', coalesce(ta.accepte, true), 'absent', coalesce(p.absent, false), 'serviLe', ta.servi_le)
        order by ta.servi_le nulls first, a.id), '[]')
      from agent_demarche ad join agent a on a.id = ad.agent_id and a.actif
      left join preference_agent p on p.agent_id = a.id
      left join tour_agent ta on ta.demarche = ad.demarche and ta.agent_id = a.id
      where ad.demarche = d.demarche) as agents
    from unnest(${[...demarches]}::text[]) d(demarche) left join tour_de_role t on t.demarche = d.demarche
    order by d.demarche`.execute(db)
  return rows.map(({ agents, ...tour }) => ({
    ...tour,
    agents: agents.map(({ serviLe, ...agent }) => ({
      ...agent,
      serviLe: serviLe ? new Date(serviLe) : null,
    })),
  }))
}
