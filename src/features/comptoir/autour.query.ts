import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { DemandeRow, Statut } from '../demandes/index.ts'
import { presentSince } from './note-presence.ts'

export interface Collegue {
  id: string
  nom: string
  absent: boolean
}

export interface DoublonVu {
  reference: string
  statut: Statut
  /** When it was filed. */
  le: Date
  usager: string
}

export interface AutourVue {
  /** The other agents who have it open now. */
  presents: string[]
  /** Who may be given it. */
  collegues: Collegue[]
  /** The other demandes that seem to be for the same person. */
  doublons: DoublonVu[]
  raccourcis: boolean
}

const MAX = 20

interface Row extends Omit<AutourVue, 'doublons'> {
  doublons: (Omit<DoublonVu, 'le'> & { le: string })[]
}

/** What stands around a demande, in one round trip. */
export async function autourDe(
  db: Db,
  { agentId }: AgentActor,
  demande: Pick<DemandeRow, 'id' | 'demarche'>,
  now: Date,
): Promise<AutourVue> {
  const { rows } = await sql<Row>`select ${presents(demande.id, agentId, now)} as presents,
    (select coalesce(json_agg(json_build_object('id', a.id, 'nom', a.prenom || ' ' || a.nom,
        'absent', coalesce(p.absent, false)) order by a.nom, a.prenom), '[]')
      from agent_demarche ad join agent a on a.id = ad.agent_id and a.actif
      left join preference_agent p on p.agent_id = a.id where ad.demarche = ${demande.demarche}) as collegues,
    (select coalesce(json_agg(json_build_object('reference', o.reference, 'statut', o.statut, 'le', o.deposee_le,
        'usager', o.usager) order by o.deposee_le, o.id), '[]')
      from (select q.id, q.reference, q.statut, q.deposee_le, u.prenom || ' ' || u.nom as usager
        from doublon x join demande q on q.id = x.autre_id cross join lateral demandeur_de(q.id, q.usager_id) u
        where x.demande_id = ${demande.id}::uuid order by q.deposee_le, q.id limit ${MAX}) o) as doublons,
    coalesce((select raccourcis from preference_agent where agent_id = ${agentId}::uuid), true) as raccourcis`.execute(
    db,
  )
  const row = rows[0]
  if (!row) throw new Error('a select without from always answers one row')
  return { ...row, doublons: row.doublons.map(({ le, ...doublon }) => ({ ...doublon, le: new Date(le) })) }
}

const presents = (demandeId: string, agentId: string, now: Date) =>
  sql`(select coalesce(json_agg(a.prenom || ' ' || a.nom order by a.nom, a.prenom), '[]')
    from presence p join agent a on a.id = p.agent_id where p.demande_id = ${demandeId}::uuid
      and p.agent_id <> ${agentId}::uuid and p.vue_le > ${presentSince(now)}::timestamptz)`

/** The other agents who have a demande open now. */
export async function presentsSur(
  db: Db,
  { agentId }: AgentActor,
  demandeId: string,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ noms: string[] }>`select ${presents(demandeId, agentId, now)} as noms`.execute(
    db,
  )
  return rows[0]?.noms ?? []
}
