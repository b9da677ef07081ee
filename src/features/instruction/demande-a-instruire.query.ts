import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import {
  DemandeIntrouvable,
  type DemandeRow,
  DIFFEREE,
  type DiffereeVue,
  type ElementsJson,
  type ElementVue,
  elementsVus,
  IMPLICITE_AVANT,
  RECUS,
  SILENCE,
  type SilenceJson,
  type SilenceVue,
  silenceOf,
} from '../demandes/index.ts'

interface UsagerVue {
  prenom: string
  nom: string
  /** Null for whoever filed on paper and gave none. */
  email: string | null
  telephone: string | null
  /** Filed on paper, by whoever has no account. */
  papier: boolean
}

export interface ComplementFait {
  id: string
  demandeLe: Date
  /** YYYY-MM-DD */
  echeance: string
  message: string
  elements: ElementVue[]
  effet: 'suspend' | 'recommence' | 'aucun'
  reponduLe: Date | null
  reponse: string
  ouvert: boolean
  /** Who asked. */
  par: string
  /** Day of the implicit decision when the clock was stopped, YYYY-MM-DD. */
  impliciteAvant: string | null
}

interface DecisionPrise {
  sens: 'acceptee' | 'acceptee_partiellement' | 'refusee' | 'sans_suite' | 'retiree'
  motivation: string
  priseLe: Date
  /** First name, name and quality (CRPA L212-1). */
  prisePar: string
  /** Where what is granted waits, or waited, for a document. */
  differee: DiffereeVue | null
  /** YYYY-MM-DD */
  notification: { notifieeLe: string | null } | null
}

export interface FaitVue {
  le: Date
  action: string
  /** The agent's name, « l’usager », or « le service » for what happened by itself. */
  par: string
  /** Who was given the demande. */
  a: string | null
}

/** Which lines of the journal: what was done, or who read what. */
export type Lignes = 'actes' | 'consultations'

/** Who read what, or took it away; the rest was done. */
const CONSULTATIONS = [
  'demande.consultee',
  'piece.consultee',
  'piece.apercus-consultes',
  'avis.dossier-lu',
  'demande.journal-exporte',
  'transmission.dossier-emporte',
]

export interface CourrielVue {
  sujet: string
  creeLe: Date
  envoyeLe: Date | null
  abandonneLe: Date | null
}

export interface DemandeAInstruire {
  demande: DemandeRow
  usager: UsagerVue
  /** The agent in charge. */
  agent: string | null
  complements: ComplementFait[]
  decision: DecisionPrise | null
  histoire: FaitVue[]
  courriels: CourrielVue[]
  silence: SilenceVue
}

/** What JSON makes of dates. */
type Json<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K]
}

interface Row {
  usager: UsagerVue
  agent: string | null
  complements: (Json<Omit<ComplementFait, 'elements'>> & ElementsJson)[]
  decision: Json<DecisionPrise> | null
  histoire: Json<FaitVue>[]
  courriels: Json<CourrielVue>[]
}

/**
 * One demande with all that an agent reads to examine it, in one round trip.
 * @throws DemandeIntrouvable also when its démarche was not given to this agent: the two look the same
 */
export async function demandeAInstruire(
  db: Db,
  acteur: AgentActor,
  reference: string,
  lignes: Lignes = 'actes',
): Promise<DemandeAInstruire> {
  const found = await db
    .selectFrom('demande')
    .selectAll()
    .select([usager, agent, complements, decision, histoire(lignes), courriels, silence])
    .where('reference', '=', reference)
    .where(sql<boolean>`demarche = any(${acteur.demarches}::text[])`)
    .executeTakeFirst()
  if (!found) throw new DemandeIntrouvable()
  const {
    usager: qui,
    agent: charge,
    complements: asked,
    decision: taken,
    histoire: done,
    courriels: mails,
    silence: vu,
    ...demande
  } = found
  return {
    demande: demande as DemandeRow,
    usager: qui,
    agent: charge,
    silence: silenceOf(vu),
    complements: asked.map(({ recus, ...c }) => ({
      ...c,
      elements: elementsVus(c.elements, recus),
      demandeLe: new Date(c.demandeLe),
      reponduLe: dateOrNull(c.reponduLe),
    })),
    decision: taken && { ...taken, priseLe: new Date(taken.priseLe) },
    histoire: done.map((fait) => ({ ...fait, le: new Date(fait.le) })),
    courriels: mails.map((c) => ({
      sujet: c.sujet,
      creeLe: new Date(c.creeLe),
      envoyeLe: dateOrNull(c.envoyeLe),
      abandonneLe: dateOrNull(c.abandonneLe),
    })),
  }
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text))

const usager = sql<
  Row['usager']
>`(select json_build_object('prenom', u.prenom, 'nom', u.nom, 'email', u.email,
  'telephone', u.telephone, 'papier', u.papier) from demandeur_de(demande.id, demande.usager_id) u)`.as(
  'usager',
)

const agent = sql<
  Row['agent']
>`(select a.prenom || ' ' || a.nom from agent a where a.id = demande.agent_id)`.as('agent')

const complements = sql<Row['complements']>`(select coalesce(json_agg(json_build_object('id', c.id,
  'demandeLe', c.demande_le, 'echeance', c.echeance, 'message', c.message, 'elements', c.elements, 'effet', c.effet,
  'reponduLe', c.repondu_le, 'reponse', c.reponse, 'ouvert', c.clos_le is null, 'par', a.prenom || ' ' || a.nom,
  'impliciteAvant', ${sql.raw(IMPLICITE_AVANT)}, 'recus', ${sql.raw(RECUS)})
  order by c.demande_le), '[]')
  from complement c join agent a on a.id = c.agent_id where c.demande_id = demande.id)`.as('complements')

const silence = sql<SilenceJson>`${sql.raw(SILENCE)}`.as('silence')

const decision = sql<Row['decision']>`(select json_build_object('sens', d.sens, 'motivation', d.motivation,
  'priseLe', d.prise_le, 'prisePar', a.prenom || ' ' || a.nom || ', ' || a.qualite,
  'differee', ${sql.raw(DIFFEREE)}) from decision d join agent a on a.id = d.agent_id where d.demande_id = demande.id
  order by d.rang desc limit 1)`.as('decision')

const histoire = (lignes: Lignes) =>
  sql<Row['histoire']>`(select coalesce(json_agg(json_build_object('le', j.le, 'action', j.action,
  'par', case j.acteur when 'agent' then coalesce(a.prenom || ' ' || a.nom, 'un agent')
    when 'usager' then 'l’usager' else 'le service' end,
  'a', (select o.prenom || ' ' || o.nom from agent o where j.action = 'demande.attribuee' and o.id = j.objet_id))
  order by j.id), '[]')
  from journal j left join agent a on a.id = j.acteur_id where j.demande_id = demande.id
    and (j.action = any(${CONSULTATIONS}::text[])) = ${lignes === 'consultations'})`.as('histoire')

const courriels = sql<Row['courriels']>`(select coalesce(json_agg(json_build_object('sujet', m.sujet,
  'creeLe', m.cree_le, 'envoyeLe', m.envoye_le, 'abandonneLe', m.abandonne_le) order by m.cree_le, m.id), '[]')
  from courriel m where m.demande_id = demande.id)`.as('courriels')

/** What happened to the state of a demande since the page that showed this revision, oldest first. */
export function changesSince(
  vue: DemandeAInstruire,
  revisionVue: number,
  isChange: (action: string) => boolean,
): FaitVue[] {
  const missed = vue.demande.revision - revisionVue
  return missed > 0 ? vue.histoire.filter(({ action }) => isChange(action)).slice(-missed) : []
}
