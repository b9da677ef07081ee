import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'

/** Letters of one page: what one print holds. */
export const LETTRES_PAR_PAGE = 25

export interface LettreAPoster {
  /** Of the decision, or of the letter that tells of an act to whoever wrote on paper. */
  id: string
  reference: string
  /** Of the decision; null for another letter. */
  rang: number | null
  /** What it tells; '' for a decision. */
  objet: string
  demarche: string
  /** To whom. */
  nom: string
  /** Whether an address is known. */
  adresse: boolean
  /** When it was taken, or written. */
  le: Date
  /** A decision that was corrected or withdrawn before it was posted. */
  remplacee: boolean
  /** Its author became a number since: what is posted is a copy, of an original that is signed and kept (CRPA L111-2). */
  anonyme: boolean
}

export interface LettresVue {
  lettres: LettreAPoster[]
  /** The letter after which the next page starts; null on the last. */
  suite: string | null
}

export const isId = (typed: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(typed)

type Sql = RawBuilder<unknown>
const LIMIT = LETTRES_PAR_PAGE + 1

/**
 * The letters of an agent's démarches, oldest first: decisions to post (each démarche is read in its index, one page at
 * most) and what else is told to whoever wrote on paper, until it is printed. A decision that was corrected or withdrawn
 * is said to be so, and is gone once what replaces it has left.
 */
export async function lettresAPoster(db: Db, acteur: AgentActor, apres: string): Promise<LettresVue> {
  const after = (moment: Sql, id: Sql): Sql =>
    isId(apres)
      ? sql`(${moment}, ${id}) > (select c.moment, c.id from (
          select deposee_le as moment, decision_id as id from notification_de_decision where decision_id = ${apres}
          union all select ecrite_le, id from lettre where id = ${apres}) c limit 1)`
      : sql`true`
  const { rows } = await sql<LettreAPoster>`
    select * from (${decisions(acteur, after)} union all ${autres(acteur, after)}) l
    order by l.moment, l.id limit ${LIMIT}`.execute(db)
  const lettres = rows.slice(0, LETTRES_PAR_PAGE)
  return { lettres, suite: rows.length > LETTRES_PAR_PAGE ? (lettres.at(-1)?.id ?? null) : null }
}

type After = (moment: Sql, id: Sql) => Sql

const decisions = (acteur: AgentActor, after: After): Sql => sql`(
  select n.deposee_le as moment, n.decision_id as id, demande.reference, d.rang, '' as objet, demande.demarche,
    d.prise_le as le, (d.document #>> '{destinataire,prenom}') || ' ' || (d.document #>> '{destinataire,nom}') as nom,
    jsonb_array_length(d.document #> '{destinataire,adresse}') > 0 as adresse,
    exists (select from decision s where s.demande_id = d.demande_id and s.rang > d.rang) as remplacee,
    exists (select from anonymat_agent x where x.agent_id = d.agent_id) as anonyme
  from (select p.* from unnest(${acteur.demarches}::text[]) slug
    cross join lateral (select n.decision_id, n.deposee_le from notification_de_decision n
      where n.demarche = slug and n.voie = 'courrier' and n.postee_le is null
        and ${after(sql`n.deposee_le`, sql`n.decision_id`)} and not exists (select from decision d
          join decision s on s.demande_id = d.demande_id and s.rang > d.rang
          join notification_de_decision partie on partie.decision_id = s.id
          where d.id = n.decision_id and (partie.postee_le is not null or partie.notifiee_le is not null))
      order by n.deposee_le, n.decision_id limit ${LIMIT}) p
    order by p.deposee_le, p.decision_id limit ${LIMIT}) n
  join decision d on d.id = n.decision_id join demande on demande.id = d.demande_id)`

const autres = (acteur: AgentActor, after: After): Sql => sql`(
  select lettre.ecrite_le as moment, lettre.id, demande.reference, null::int as rang, lettre.objet, demande.demarche,
    lettre.ecrite_le as le, q.prenom || ' ' || q.nom as nom, true as adresse, false as remplacee, false as anonyme
  from lettre join demande on demande.id = lettre.demande_id join demandeur_papier q on q.demande_id = demande.id
  where lettre.imprimee_le is null and demande.demarche = any(${acteur.demarches}::text[])
    and ${after(sql`lettre.ecrite_le`, sql`lettre.id`)}
  order by lettre.ecrite_le, lettre.id limit ${LIMIT})`

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
