import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'

/** Letters of one page: what one print holds. */
export const LETTRES_PAR_PAGE = 25

export interface LettreAPoster {
  decisionId: string
  reference: string
  rang: number
  demarche: string
  /** To whom. */
  nom: string
  /** Whether an address is known. */
  adresse: boolean
  priseLe: Date
}

export interface LettresVue {
  lettres: LettreAPoster[]
  /** The letter after which the next page starts; null on the last. */
  suite: string | null
}

export const isId = (typed: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(typed)

/** The letters to post of an agent's démarches, oldest first; each démarche is read in its index, one page at most. */
export async function lettresAPoster(db: Db, acteur: AgentActor, apres: string): Promise<LettresVue> {
  const after = isId(apres)
    ? sql`(n.deposee_le, n.decision_id) > (select deposee_le, decision_id from notification_de_decision where decision_id = ${apres})`
    : sql`true`
  const { rows } = await sql<LettreAPoster>`
    select n.decision_id as "decisionId", demande.reference, d.rang, demande.demarche, d.prise_le as "priseLe",
      (d.document #>> '{destinataire,prenom}') || ' ' || (d.document #>> '{destinataire,nom}') as nom,
      jsonb_array_length(d.document #> '{destinataire,adresse}') > 0 as adresse
    from (select p.* from unnest(${acteur.demarches}::text[]) slug
      cross join lateral (select n.decision_id, n.deposee_le from notification_de_decision n
        where n.demarche = slug and n.voie = 'courrier' and n.postee_le is null and ${after}
        order by n.deposee_le, n.decision_id limit ${LETTRES_PAR_PAGE + 1}) p
      order by p.deposee_le, p.decision_id limit ${LETTRES_PAR_PAGE + 1}) n
    join decision d on d.id = n.decision_id join demande on demande.id = d.demande_id
    order by n.deposee_le, n.decision_id`.execute(db)
  const lettres = rows.slice(0, LETTRES_PAR_PAGE)
  return {
    lettres,
    suite: rows.length > LETTRES_PAR_PAGE ? (lettres.at(-1)?.decisionId ?? null) : null,
  }
}

/** Those of these decisions that go by letter and that this agent may print, in the order asked. */
export async function lettresOfAgent(db: Db, acteur: AgentActor, ids: readonly string[]): Promise<string[]> {
  const asked = ids.filter(isId).slice(0, LETTRES_PAR_PAGE)
  if (asked.length === 0) return []
  const rows = await db
    .selectFrom('notification_de_decision')
    .select('decision_id')
    .where('decision_id', 'in', asked)
    .where('voie', '=', 'courrier')
    .where(sql<boolean>`demarche = any(${acteur.demarches}::text[])`)
    .execute()
  const mine = new Set(rows.map((row) => row.decision_id))
  return asked.filter((id) => mine.has(id))
}
