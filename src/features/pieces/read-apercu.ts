import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { PiecesDeps } from './destination.ts'
import { type EtatDePiece, isPieceId, openToAgents } from './piece.ts'
import { readFichier } from './read-fichier.ts'
import { PieceEnAnalyse, PieceIntrouvable } from './refusals.ts'

/** Pages looked at within this time are one opening of the document. */
const OPENING_MINUTES = 30
/** Among the last lines of this agent: the journal has millions. */
const LAST_LINES = 200

type Deps = Pick<PiecesDeps, 'db' | 'clock' | 'files'>

/** The image of one page, for an agent who may read its demande. @throws PieceIntrouvable | PieceEnAnalyse */
export async function readApercu(deps: Deps, acteur: AgentActor, id: string, page: string): Promise<Buffer> {
  if (!isPieceId(id)) throw new PieceIntrouvable()
  const row = await deps.db
    .selectFrom('piece')
    .innerJoin('demande', 'demande.id', 'piece.demande_id')
    .select(['piece.id', 'piece.fichier_id as fichierId', 'demande.id as demandeId'])
    .where('piece.id', '=', id)
    .where(
      sql<boolean>`agent_lit_demande(demande.id, demande.demarche, ${acteur.agentId}::uuid, ${acteur.demarches}::text[])`,
    )
    .executeTakeFirst()
  if (!row) throw new PieceIntrouvable()
  return readPageOf(deps, acteur, row, page)
}

/** A document that this agent may read, wherever it stands. */
export interface DocumentLisible {
  id: string
  fichierId: string
  demandeId: string
}

/**
 * The image of one page of a document that the agent may read. An opening leaves one line in the journal, before anything
 * of the document is handed over, however many pages are looked at.
 * @throws PieceIntrouvable | PieceEnAnalyse
 */
export async function readPageOf(
  deps: Deps,
  acteur: AgentActor,
  document: DocumentLisible,
  page: string,
): Promise<Buffer> {
  if (!/^[1-9]\d?$/.test(page)) throw new PieceIntrouvable()
  const row = await deps.db
    .selectFrom('fichier')
    .innerJoin('apercu', 'apercu.fichier_id', 'fichier.id')
    .innerJoin('fichier as image', 'image.id', 'apercu.image_id')
    .select(['fichier.etat', 'image.id', 'image.chemin', 'image.cle_enveloppee', 'image.cle_version'])
    .where('fichier.id', '=', document.fichierId)
    .where('apercu.page', '=', Number(page))
    .executeTakeFirst()
  if (!row) throw new PieceIntrouvable()
  if (!openToAgents[row.etat as EtatDePiece]) throw new PieceEnAnalyse()
  const image = await readFichier(deps, row)
  await noteOpening(deps, acteur, document)
  return image
}

async function noteOpening(
  { db, clock }: Deps,
  acteur: AgentActor,
  { id, demandeId }: DocumentLisible,
): Promise<void> {
  const le = clock.now()
  const since = new Date(le.getTime() - OPENING_MINUTES * 60_000)
  await inTransaction(db, async (tx) => {
    // The pages are asked for together: one of them writes the line, the others see it.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${acteur.agentId}:${id}`}, 0))`.execute(tx)
    const { rows } = await sql`select from (select action, objet_id, le from journal
      where acteur_id = ${acteur.agentId} order by id desc limit ${LAST_LINES}) last
      where action = 'piece.apercus-consultes' and objet_id = ${id} and le > ${since} limit 1`.execute(tx)
    if (rows.length > 0) return
    await appendJournal(tx, { le, acteur, action: 'piece.apercus-consultes', objetId: id, demandeId })
  })
}
