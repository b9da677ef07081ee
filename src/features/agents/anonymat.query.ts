import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { AgentIntrouvable } from './refusals.ts'

export interface AnonymatVu {
  id: string
  nom: string
  qualite: string
  /** Null while the public reads the name. */
  anonymat: { numero: string; motif: string; decideLe: Date; par: string } | null
}

/** One agent and whether the public reads their name. @throws AgentIntrouvable */
export async function anonymatOf(db: Db, id: string): Promise<AnonymatVu> {
  const row = await db
    .selectFrom('agent as a')
    .leftJoin('anonymat_agent as x', 'x.agent_id', 'a.id')
    .leftJoin('agent as p', 'p.id', 'x.decide_par')
    .select(['a.id', 'a.qualite', 'x.numero', 'x.motif', 'x.decide_le as decideLe'])
    .select([
      sql<string>`a.prenom || ' ' || a.nom`.as('nom'),
      sql<string | null>`p.prenom || ' ' || p.nom`.as('par'),
    ])
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AgentIntrouvable()
  const { numero, motif, decideLe, par, ...agent } = row
  return {
    ...agent,
    anonymat: numero && motif && decideLe ? { numero, motif, decideLe, par: par ?? 'un agent' } : null,
  }
}
