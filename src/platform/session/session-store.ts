import { createHash, randomBytes } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../db/database.ts'
import type { Acces, AgentActor, AgentRole, UsagerActor } from './actor.ts'

export const IDLE_MINUTES = 30
export const ABSOLUTE_HOURS = 8
export const SHARED_IDLE_MINUTES = 10
const MAX_SESSIONS = 5
const SEEN_EVERY_MS = 60_000
/** A page that was left comes back within that time, or its session is over. */
const RESUME_SECONDS = 90
/** The same, while the person pays elsewhere (SESSION.md). */
const PAYING_SECONDS = 15 * 60

export interface NewSession {
  acteur: 'usager' | 'agent'
  id: string
  /** RFC 7638 thumbprint of the browser's key. */
  thumbprint: string
  /** « Poste partagé »: ten idle minutes, nothing kept by the browser. */
  postePartage: boolean
  /** The browser in plain words. */
  appareil: string
  /** The browser's network, as a keyed digest (`sourceKey`): whether two sessions share it, and nothing else. */
  reseau: Buffer
  /** When the person proved to be one, or since when the password that was given is theirs: one changed later is another. */
  depuis: Date
  le: Date
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Opens a session bound to the browser's key and ends the oldest ones beyond five.
 * @returns the opaque 256-bit token, of which only the SHA-256 is stored; undefined when the account was frozen,
 * dismissed or given another password meanwhile
 */
export async function openSession(tx: Tx, session: NewSession): Promise<string | undefined> {
  const token = randomBytes(32).toString('base64url')
  const { lock, open } = OPEN[session.acteur]
  // Sign-ins of one person take turns, so that each counts the other's session; a freeze or a new password comes before
  // (and is seen here) or after (and ends this session).
  const { rows } = await tx.executeQuery(CompiledQuery.raw(lock, [session.id, session.depuis]))
  if (rows.length === 0) return undefined
  await tx.executeQuery(
    CompiledQuery.raw(open, [
      uuidv7(),
      hashOf(token),
      session.thumbprint,
      session.id,
      session.le,
      new Date(session.le.getTime() + ABSOLUTE_HOURS * 3_600_000),
      session.postePartage ? SHARED_IDLE_MINUTES : IDLE_MINUTES,
      session.postePartage,
      session.appareil,
      session.reseau,
    ]),
  )
  return token
}

// As text, not built anew. The new session is not among those that the statement sees: four older ones are kept.
const openText = (acteur: NewSession['acteur']): string => `with nouvelle as (
    insert into session (id, jeton_hash, cle_empreinte, acteur, ${acteur}_id, creee_le, vue_le, prouvee_le, expire_le,
      inactivite_minutes, poste_partage, appareil, reseau, acces)
    values ($1, $2, $3, '${acteur}', $4, $5, $5, $5, $6, $7, $8, $9, $10, ${acteur === 'usager' ? 'acces_de($4)' : "'plein'"}))
  update session set terminee_le = $5 where ${acteur}_id = $4 and terminee_le is null and id not in (
    select id from session where ${acteur}_id = $4 and terminee_le is null
    order by creee_le desc, id desc limit ${MAX_SESSIONS - 1})`
const OPEN = {
  usager: {
    lock: `select id from usager where id = $1 and gele_le is null and mot_de_passe_le <= $2 for no key update`,
    open: openText('usager'),
  },
  agent: {
    lock: `select id from agent where id = $1 and actif and mot_de_passe_le <= $2 for no key update`,
    open: openText('agent'),
  },
}

export interface LiveSession {
  actor: UsagerActor | AgentActor
  thumbprint: string
  vueLe: Date
  /** When the password was last given in this session. */
  prouveeLe: Date
  /** The page was left; any request takes that back. */
  quittee: boolean
}

interface SessionRow {
  id: string
  thumbprint: string
  vue_le: Date
  prouvee_le: Date
  reprise_avant: Date | null
  acces: Acces
  usager_id: string | null
  agent_id: string | null
  nom: string
  role: AgentRole | null
  demarches: string[] | null
}

// As text, not built anew: every request of every person asks it.
const FIND = `select s.id, s.cle_empreinte as thumbprint, s.vue_le, s.prouvee_le, s.reprise_avant, s.acces, s.usager_id,
    s.agent_id,
    coalesce(u.prenom || ' ' || u.nom, a.prenom || ' ' || a.nom) as nom, a.role,
    case when a.id is not null then array(select demarche from agent_demarche d where d.agent_id = a.id) end as demarches
  from session s left join usager u on u.id = s.usager_id left join agent a on a.id = s.agent_id and a.actif
  where s.jeton_hash = $1 and s.terminee_le is null and s.expire_le > $2 and (s.reprise_avant is null or s.reprise_avant > $2)
    and s.vue_le + make_interval(mins => s.inactivite_minutes) > $2`

/** The session of a token with its person, in one query; undefined when it ended, idled out or never was. */
export async function findSession(db: Db, token: string, now: Date): Promise<LiveSession | undefined> {
  const { rows } = await db.executeQuery<SessionRow>(CompiledQuery.raw(FIND, [hashOf(token), now]))
  const row = rows[0]
  if (!row) return undefined
  const common = { sessionId: row.id, nomAffiche: row.nom }
  const session = {
    thumbprint: row.thumbprint,
    vueLe: row.vue_le,
    prouveeLe: row.prouvee_le,
    quittee: row.reprise_avant !== null,
  }
  if (row.usager_id)
    return { actor: { kind: 'usager', usagerId: row.usager_id, acces: row.acces, ...common }, ...session }
  if (!row.agent_id || !row.role) return undefined
  const actor: AgentActor = {
    kind: 'agent',
    agentId: row.agent_id,
    role: row.role,
    demarches: row.demarches ?? [],
    ...common,
  }
  return { actor, ...session }
}

/** Notes that the session is in use, once a minute at most, and takes back its farewell if there was one. */
export async function touchSession(db: Db, session: LiveSession, now: Date): Promise<void> {
  if (!session.quittee && now.getTime() - session.vueLe.getTime() < SEEN_EVERY_MS) return
  await db
    .updateTable('session')
    .set({ vue_le: now, reprise_avant: null })
    .where('id', '=', session.actor.sessionId)
    .where('vue_le', '<=', now)
    .execute()
}

/**
 * The page is being left: the session ends soon unless it comes back.
 * @param enPaiement whether the person is on the page of the payment provider, which takes longer
 */
export async function parkSession(
  db: Db,
  { sessionId, now, enPaiement }: { sessionId: string; now: Date; enPaiement: boolean },
): Promise<void> {
  const seconds = enPaiement ? PAYING_SECONDS : RESUME_SECONDS
  await db
    .updateTable('session')
    .set({ reprise_avant: new Date(now.getTime() + seconds * 1_000) })
    .where('id', '=', sessionId)
    .where('terminee_le', 'is', null)
    .execute()
}

/** The password was given again in this session. */
export async function proveSession(tx: Tx, sessionId: string, now: Date): Promise<void> {
  await tx.updateTable('session').set({ prouvee_le: now }).where('id', '=', sessionId).execute()
}

/** Ends one session. Ending it twice changes nothing. */
export async function endSession(tx: Tx, sessionId: string, le: Date): Promise<void> {
  await tx
    .updateTable('session')
    .set({ terminee_le: le })
    .where('id', '=', sessionId)
    .where('terminee_le', 'is', null)
    .execute()
}

/** Ends every session of a citizen, but the one they keep if any. @returns how many were ended */
export const endSessionsOfUsager = (tx: Tx, id: string, le: Date, sauf?: string): Promise<number> =>
  endSessionsOf(tx, ['usager_id', id], le, sauf)

/** Ends every session of an agent, but the one they keep if any. @returns how many were ended */
export const endSessionsOfAgent = (tx: Tx, id: string, le: Date, sauf?: string): Promise<number> =>
  endSessionsOf(tx, ['agent_id', id], le, sauf)

/** Ends every session there is: for an operator who no longer trusts them. @returns how many were ended */
export const endEverySession = (tx: Tx, le: Date): Promise<number> => endSessionsOf(tx, undefined, le)

async function endSessionsOf(
  tx: Tx,
  whose: readonly ['usager_id' | 'agent_id', string] | undefined,
  le: Date,
  sauf?: string,
): Promise<number> {
  const ended = await tx
    .updateTable('session')
    .set({ terminee_le: le })
    .$if(whose !== undefined, (query) => query.where(whose?.[0] ?? 'usager_id', '=', whose?.[1] ?? ''))
    .where('terminee_le', 'is', null)
    .$if(sauf !== undefined, (query) => query.where('id', '!=', sauf ?? ''))
    .returning('id')
    .execute()
  return ended.length
}

export interface SessionVue {
  id: string
  /** « Firefox sur un Mac » */
  appareil: string
  creeeLe: Date
  vueLe: Date
  postePartage: boolean
  reseau: Buffer | null
}

/** The open sessions of a person, the last used first. */
export async function sessionsOfUsager(db: Db, usagerId: string, now: Date): Promise<SessionVue[]> {
  return db
    .selectFrom('session')
    .select(['id', 'appareil', 'creee_le as creeeLe', 'vue_le as vueLe'])
    .select(['poste_partage as postePartage', 'reseau'])
    .where('usager_id', '=', usagerId)
    .where('terminee_le', 'is', null)
    .where('expire_le', '>', now)
    .where((eb) => eb.or([eb('reprise_avant', 'is', null), eb('reprise_avant', '>', now)]))
    .where(sql<boolean>`vue_le + make_interval(mins => inactivite_minutes) > ${now}`)
    .orderBy('vue_le', 'desc')
    .execute()
}
