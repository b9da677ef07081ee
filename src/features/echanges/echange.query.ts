import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { readNotificationsOf } from '../notifications/index.ts'
import { APERCUS, type ApercusDePiece, type PieceVue, REFUSEE } from '../pieces/index.ts'
import type { LectureDeps } from './echanges-deps.ts'
import { auteurOf, type Correspondant, type DemandeDEchange, findDemande } from './find-demande.ts'
import { closedSince } from './message.ts'

export interface DocumentVue {
  id: string
  nomFichier: string
  etat: PieceVue['etat']
  /** Why it cannot serve. */
  refusee: PieceVue['refusee']
  /** What a PDF holds besides its pages. */
  alertes: PieceVue['alertes']
  /** Its pages as images, for the agents. */
  apercus: ApercusDePiece | null
}

export interface MessageVue {
  id: string
  auteur: 'usager' | 'agent'
  /** First name, name and quality of the agent (CRPA L111-2); the person’s name for the agents. */
  par: string
  texte: string
  envoyeLe: Date
  /** First time that the other side opened the exchange. */
  luLe: Date | null
  documents: DocumentVue[]
}

export interface EchangeVue {
  demande: DemandeDEchange
  /** Oldest first. */
  messages: MessageVue[]
  /** The message before which the older ones stand. */
  plusAnciens: string | null
  /** The message that is being written: its key, and the documents that wait in it. */
  preparation: { cle: string; documents: DocumentVue[] }
  /** How many of the messages shown the reader had not opened before. */
  nouveaux: number
  /** Since when nobody can write any more. */
  closDepuis: Date | undefined
}

export const MESSAGES_PAR_PAGE = 20

/**
 * An exchange as one side reads it; reading it is what a receipt tells the other side. A few round trips whatever its length.
 * @param avant the message before which to read, '' for the last ones
 * @throws EchangeIntrouvable
 */
export async function echangeDe(
  deps: LectureDeps,
  acteur: Correspondant,
  reference: string,
  avant = '',
): Promise<EchangeVue> {
  const demande = await findDemande(deps.db, acteur, reference)
  const le = deps.clock.now()
  const premiere = await noteRead(deps.db, acteur, demande, le)
  const [rows, preparation] = await Promise.all([
    messagesOf(deps.db, acteur, demande.id, isUuid(avant) ? avant : ''),
    preparationOf(deps.db, acteur, demande.id),
  ])
  const shown = rows.slice(0, MESSAGES_PAR_PAGE)
  return {
    demande,
    messages: shown.toReversed(),
    plusAnciens: rows.length > MESSAGES_PAR_PAGE ? (shown.at(-1)?.id ?? null) : null,
    preparation,
    nouveaux: premiere ? shown.filter((message) => isNew(message, acteur, le)).length : 0,
    closDepuis: closedSince(demande, deps.reglesDEchange, le),
  }
}

const isNew = ({ auteur, luLe }: MessageVue, { kind }: Correspondant, le: Date): boolean =>
  auteur !== kind && luLe?.getTime() === le.getTime()

/**
 * What is read for the first time is rare: a look at an index says so, without a transaction.
 * @returns whether something was
 */
async function noteRead(db: Db, acteur: Correspondant, demande: DemandeDEchange, le: Date): Promise<boolean> {
  const auteur = acteur.kind === 'usager' ? 'agent' : 'usager'
  const unread = await db
    .selectFrom('message')
    .select('id')
    .where('demande_id', '=', demande.id)
    .where('auteur', '=', auteur)
    .where('lu_le', 'is', null)
    .where('envoye_le', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (unread)
    await inTransaction(db, (tx) =>
      tx
        .updateTable('message')
        .set({ lu_le: le })
        .where('demande_id', '=', demande.id)
        .where('auteur', '=', auteur)
        .where('lu_le', 'is', null)
        .where('envoye_le', 'is not', null)
        .execute(),
    )
  if (acteur.kind === 'usager')
    await readNotificationsOf(
      db,
      { usagerId: acteur.usagerId, demandeId: demande.id, genre: 'message.recu' },
      le,
    )
  return unread !== undefined
}

const documents = sql<DocumentVue[]>`(select coalesce(json_agg(json_build_object('id', d.id,
  'nomFichier', d.nom_fichier, 'etat', f.etat, 'refusee', ${sql.raw(REFUSEE)}, 'alertes', f.alertes,
  'apercus', ${sql.raw(APERCUS)}) order by d.id), '[]')
  from document_de_message d join fichier f on f.id = d.fichier_id where d.message_id = message.id)`

/** Agents know each other by name; the public reads a number where the safety of an agent asks for it (CRPA L111-2). */
const NOM_D_AGENT = {
  usager: sql<string>`agent_pour_le_public(agent)`,
  agent: sql<string>`agent.prenom || ' ' || agent.nom || ', ' || agent.qualite`,
}

async function messagesOf(
  db: Db,
  lecteur: Correspondant,
  demandeId: string,
  avant: string,
): Promise<MessageVue[]> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('demande', 'demande.id', 'message.demande_id')
    .innerJoin('usager', 'usager.id', 'demande.usager_id')
    .leftJoin('agent', 'agent.id', 'message.agent_id')
    .select(['message.id', 'auteur', 'texte', 'envoye_le', 'lu_le as luLe'])
    .select(
      sql<string>`case when agent.id is null then usager.prenom || ' ' || usager.nom
        else ${NOM_D_AGENT[lecteur.kind]} end`.as('par'),
    )
    .select(documents.as('documents'))
    .where('message.demande_id', '=', demandeId)
    .where('envoye_le', 'is not', null)
    .$if(avant !== '', (query) =>
      query.where(
        sql<boolean>`(envoye_le, message.id) < (select envoye_le, id from message
          where id = ${avant} and demande_id = ${demandeId})`,
      ),
    )
    .orderBy('envoye_le', 'desc')
    .orderBy('message.id', 'desc')
    .limit(MESSAGES_PAR_PAGE + 1)
    .execute()
  return rows.map(({ envoye_le, auteur, ...row }) => ({
    ...row,
    auteur: auteur as MessageVue['auteur'],
    envoyeLe: envoye_le as Date,
  }))
}

async function preparationOf(db: Db, acteur: Correspondant, demandeId: string) {
  const { auteur, agent_id } = auteurOf(acteur)
  const row = await db
    .selectFrom('message')
    .select('message.id as cle')
    .select(documents.as('documents'))
    .where('demande_id', '=', demandeId)
    .where('auteur', '=', auteur)
    .where('envoye_le', 'is', null)
    .$if(agent_id !== null, (query) => query.where('agent_id', '=', agent_id))
    .orderBy('message.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { cle: uuidv7(), documents: [] }
}
