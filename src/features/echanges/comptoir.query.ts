import { type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { type EchangeVue, echangeDe } from './echange.query.ts'
import type { LectureDeps } from './echanges-deps.ts'

export interface NoteVue {
  id: string
  par: string
  texte: string
  ecriteLe: Date
}

/** An exchange with what only agents see of it. */
export interface EchangeDAgentVue extends EchangeVue {
  /** Newest first. */
  notes: NoteVue[]
  /** The note before which the older ones stand. */
  notesPlusAnciennes: string | null
  modeles: { id: string; nom: string }[]
  /** The key of the note that may be written: sent twice, it is one. */
  cleDeNote: string
}

const NOTES_PAR_PAGE = 20
const MODELES_MAX = 200

/** @throws EchangeIntrouvable */
export async function echangePourAgent(
  deps: LectureDeps,
  acteur: AgentActor,
  reference: string,
  { avant = '', notesAvant = '' }: { avant?: string; notesAvant?: string } = {},
): Promise<EchangeDAgentVue> {
  const echange = await echangeDe(deps, acteur, reference, avant)
  const { id, demarche } = echange.demande
  const [notes, modeles] = await Promise.all([
    notesOf(deps.db, id, isUuid(notesAvant) ? notesAvant : ''),
    deps.db
      .selectFrom('modele_de_message')
      .select(['id', 'nom'])
      .where('demarche', '=', demarche)
      .orderBy('nom')
      .limit(MODELES_MAX)
      .execute(),
  ])
  const shown = notes.slice(0, NOTES_PAR_PAGE)
  const notesPlusAnciennes = notes.length > NOTES_PAR_PAGE ? (shown.at(-1)?.id ?? null) : null
  return { ...echange, notes: shown, notesPlusAnciennes, modeles, cleDeNote: uuidv7() }
}

function notesOf(db: Db, demandeId: string, avant: string): Promise<NoteVue[]> {
  return db
    .selectFrom('note_interne')
    .innerJoin('agent', 'agent.id', 'note_interne.agent_id')
    .select(['note_interne.id', 'texte', 'ecrite_le as ecriteLe'])
    .select(sql<string>`agent.prenom || ' ' || agent.nom`.as('par'))
    .where('demande_id', '=', demandeId)
    .$if(avant !== '', (query) =>
      query.where(
        sql<boolean>`(ecrite_le, note_interne.id) < (select ecrite_le, id from note_interne
          where id = ${avant} and demande_id = ${demandeId})`,
      ),
    )
    .orderBy('ecrite_le', 'desc')
    .orderBy('note_interne.id', 'desc')
    .limit(NOTES_PAR_PAGE + 1)
    .execute()
}

export interface ALireVue {
  reference: string
  demarche: string
  usager: string
  /** The oldest message that no agent has read. */
  depuis: Date
  nombre: number
}

export const A_LIRE_MAX = 50

/**
 * The demandes of an agent with messages that no agent has read, the longest waiting first. What waits is read in its
 * own index, and stopped: it does not grow with the past.
 */
export async function messagesALire(db: Db, demarches: readonly string[]): Promise<ALireVue[]> {
  const { rows } = await sql<ALireVue>`select d.reference, d.demarche, u.prenom || ' ' || u.nom as usager,
      min(m.envoye_le) as depuis, count(*)::int as nombre
    from (select demande_id, envoye_le from ${attendent(demarches, 2_000)} m order by envoye_le, id limit 2000) m
    join demande d on d.id = m.demande_id join usager u on u.id = d.usager_id
    group by d.id, u.id order by depuis, d.id limit ${A_LIRE_MAX + 1}`.execute(db)
  return rows
}

const COMPTE_MAX = 100

/** How many messages no agent has read in these démarches, up to COMPTE_MAX: beside « Messages », on every page. */
export async function countALire(db: Db, demarches: readonly string[]): Promise<number> {
  if (demarches.length === 0) return 0
  const { rows } = await sql<{ nombre: number }>`select least(count(*), ${COMPTE_MAX})::int as nombre
    from ${attendent(demarches, COMPTE_MAX)} m`.execute(db)
  return rows[0]?.nombre ?? 0
}

/** The oldest of each démarche, read in their own index. */
const attendent = (demarches: readonly string[], max: number): RawBuilder<unknown> =>
  sql`unnest(${[...demarches]}::text[]) as la (demarche) cross join lateral
    (select demande_id, envoye_le, id from message where message.demarche = la.demarche and auteur = 'usager'
      and lu_le is null and envoye_le is not null order by envoye_le, id limit ${max})`

/** How many messages of a demande no agent has read, as a column of a queue: read in its index, row by row. */
export const nonLusDe = (demandeId: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`(select count(*)::int from message m where m.demande_id = ${demandeId} and m.auteur = 'usager'
    and m.lu_le is null and m.envoye_le is not null)`
