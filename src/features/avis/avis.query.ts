import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { DemandeRow } from '../demandes/index.ts'
import { AVIS_MAX, type SensDAvis } from './avis.ts'
import { AvisClos, AvisIntrouvable } from './refusals.ts'

const PAR_PAGE = 30
/** Agents who may be asked: a few dozen people in truth. */
const CONSULTABLES_MAX = 1_000

/** One opinion as the agents of the démarche read it. */
export interface AvisVu {
  id: string
  question: string
  /** YYYY-MM-DD */
  pourLe: string
  demandeLe: Date
  demandePar: string
  /** First name, name and quality. */
  consulte: string
  relanceLe: Date | null
  sens: SensDAvis | null
  reponse: string
  renduLe: Date | null
  retireLe: Date | null
}

const nomDe = (alias: string) =>
  sql<string>`${sql.ref(`${alias}.prenom`)} || ' ' || ${sql.ref(`${alias}.nom`)}`

/** The opinions asked on a demande, oldest first. */
export async function avisDeLaDemande(db: Db | Tx, demandeId: string): Promise<AvisVu[]> {
  const rows = await db
    .selectFrom('avis')
    .innerJoin('agent as d', 'd.id', 'avis.demandeur_id')
    .innerJoin('agent as c', 'c.id', 'avis.consulte_id')
    .select([
      'avis.id',
      'question',
      'pour_le as pourLe',
      'demande_le as demandeLe',
      'relance_le as relanceLe',
      'sens',
      'reponse',
      'repondu_le as renduLe',
      'retire_le as retireLe',
    ])
    .select([nomDe('d').as('demandePar'), sql<string>`${nomDe('c')} || ', ' || c.qualite`.as('consulte')])
    .where('demande_id', '=', demandeId)
    .orderBy('demande_le')
    .orderBy('avis.id')
    .limit(AVIS_MAX)
    .execute()
  return rows.map((row) => ({ ...row, sens: row.sens as SensDAvis | null }))
}

export interface AvisARendre {
  id: string
  reference: string
  demarche: string
  demandePar: string
  pourLe: string
}

export interface MesAvis {
  aRendre: AvisARendre[]
  /** Where the next page starts; undefined when this is the last. */
  suite: string | undefined
}

/** What colleagues wait for from this agent, the most pressing first, paged by key. */
export async function mesAvis(db: Db, acteur: AgentActor, apres: string): Promise<MesAvis> {
  const [jour, id] = apres.split('_')
  const from = jour && id && isDay(jour) && isUuid(id) ? { jour, id } : undefined
  const rows = await db
    .selectFrom('avis')
    .innerJoin('demande', 'demande.id', 'avis.demande_id')
    .innerJoin('agent as d', 'd.id', 'avis.demandeur_id')
    .select(['avis.id', 'reference', 'demarche', 'pour_le as pourLe'])
    .select(nomDe('d').as('demandePar'))
    .where('consulte_id', '=', acteur.agentId)
    .where('repondu_le', 'is', null)
    .where('retire_le', 'is', null)
    .where('statut', 'in', ['deposee', 'en_instruction', 'a_completer'])
    .$if(from !== undefined, (query) =>
      query.where(sql<boolean>`(pour_le, avis.id) > (${from?.jour}::date, ${from?.id}::uuid)`),
    )
    .orderBy('pour_le')
    .orderBy('avis.id')
    .limit(PAR_PAGE + 1)
    .execute()
  const aRendre = rows.slice(0, PAR_PAGE)
  const last = aRendre.at(-1)
  return { aRendre, suite: rows.length > PAR_PAGE && last ? `${last.pourLe}_${last.id}` : undefined }
}

export interface AvisOuvert extends AvisARendre {
  question: string
  demandeLe: Date
  demande: DemandeRow
}

/**
 * An opinion that this agent is still asked for, with its demande.
 * @throws AvisIntrouvable | AvisClos
 */
export async function getAvisARendre(db: Db, acteur: AgentActor, id: string): Promise<AvisOuvert> {
  if (!isUuid(id)) throw new AvisIntrouvable()
  const row = await db
    .selectFrom('avis')
    .innerJoin('demande', 'demande.id', 'avis.demande_id')
    .innerJoin('agent as d', 'd.id', 'avis.demandeur_id')
    .selectAll('demande')
    .select(['avis.id as avisId', 'question', 'avis.demande_le as demandeLe', 'pour_le as pourLe'])
    .select(nomDe('d').as('demandePar'))
    .select(
      sql<boolean>`repondu_le is null and retire_le is null
        and statut in ('deposee', 'en_instruction', 'a_completer')`.as('ouvert'),
    )
    .where('avis.id', '=', id)
    .where('consulte_id', '=', acteur.agentId)
    .executeTakeFirst()
  if (!row) throw new AvisIntrouvable()
  const { avisId, question, demandeLe, pourLe, demandePar, ouvert, ...demande } = row
  if (!ouvert) throw new AvisClos()
  const { reference, demarche } = demande
  return {
    id: avisId,
    reference,
    demarche,
    question,
    demandeLe,
    pourLe,
    demandePar,
    demande: demande as DemandeRow,
  }
}

export interface Consultable {
  id: string
  nom: string
}

/** Every colleague who may be asked, whatever their démarches. */
export async function consultables(db: Db | Tx, acteur: AgentActor): Promise<Consultable[]> {
  return db
    .selectFrom('agent')
    .select(['id', sql<string>`prenom || ' ' || nom || ', ' || qualite`.as('nom')])
    .where('actif', '=', true)
    .where('id', '<>', acteur.agentId)
    .orderBy('nom')
    .orderBy('prenom')
    .limit(CONSULTABLES_MAX)
    .execute()
}
