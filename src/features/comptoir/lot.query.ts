import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { Statut } from '../demandes/index.ts'
import type { ActeDeLot, Valeurs } from './actes-de-lot.ts'
import type { Collegue } from './autour.query.ts'
import { LotIntrouvable } from './refusals.ts'

export interface LigneDeLot {
  reference: string
  usager: string
  demarche: string
  statut: Statut
  /** Who has it now. */
  agent: string | null
  /** It moved since it was ticked. */
  changee: boolean
  /** Silence decides by itself on this day; YYYY-MM-DD. */
  decisionImpliciteLe: string | null
  etat: 'prevue' | 'faite' | 'refusee'
  motif: string
}

export interface LotVu {
  id: string
  acte: ActeDeLot
  valeurs: Valeurs
  retour: string
  confirmeLe: Date | null
  lignes: LigneDeLot[]
  /** Who examines all the démarches of the lot. */
  collegues: Collegue[]
}

type Row = Omit<LotVu, 'id'>

/** A lot of this agent, to confirm or done, in one round trip. @throws LotIntrouvable */
export async function getLot(db: Db, { agentId }: AgentActor, id: string): Promise<LotVu> {
  const { rows } = await sql<Row>`select l.acte, l.valeurs, l.retour, l.confirme_le as "confirmeLe",
    (select json_agg(json_build_object('reference', q.reference, 'usager', u.prenom || ' ' || u.nom,
        'demarche', q.demarche, 'statut', q.statut, 'agent', a.prenom || ' ' || a.nom,
        'changee', case l.acte when 'attribuer' then q.agent_id is distinct from i.agent_vu
          else q.revision <> i.revision_vue end,
        'decisionImpliciteLe', q.decision_implicite_le, 'etat', i.etat, 'motif', i.motif) order by i.rang)
      from lot_demande i join demande q on q.id = i.demande_id cross join lateral demandeur_de(q.id, q.usager_id) u
      left join agent a on a.id = q.agent_id where i.lot_id = l.id) as lignes,
    (select coalesce(json_agg(json_build_object('id', c.id, 'nom', c.prenom || ' ' || c.nom,
        'absent', coalesce(p.absent, false)) order by c.nom, c.prenom), '[]')
      from agent c left join preference_agent p on p.agent_id = c.id
      where c.actif and not exists (select from lot_demande i join demande q on q.id = i.demande_id
        where i.lot_id = l.id and not exists (select from agent_demarche ad
          where ad.agent_id = c.id and ad.demarche = q.demarche))) as collegues
    from lot l where l.id = ${id}::uuid and l.agent_id = ${agentId}::uuid`.execute(db)
  const row = rows[0]
  if (!row) throw new LotIntrouvable()
  return { ...row, id, lignes: row.lignes ?? [] }
}
