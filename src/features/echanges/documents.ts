import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import {
  mayOpenFile,
  PieceEnAnalyse,
  type PieceLue,
  type PieceVue,
  readFichier,
  readPageOf,
  releaseFichiers,
} from '../pieces/index.ts'
import type { EchangesDeps, LectureDeps } from './echanges-deps.ts'
import { auteurOf, type Correspondant } from './find-demande.ts'
import { EchangeIntrouvable } from './refusals.ts'

/** Takes a document out of a message that is not sent yet; one that is gone is well gone. */
export async function removeDocument(
  { db, clock }: Pick<LectureDeps, 'db' | 'clock'>,
  acteur: Correspondant,
  id: string,
): Promise<void> {
  if (!isUuid(id)) throw new EchangeIntrouvable()
  await inTransaction(db, async (tx) => {
    const messageId = await lockOwnMessageOf(tx, acteur, id)
    if (!messageId) return
    const gone = await tx
      .deleteFrom('document_de_message')
      .where('id', '=', id)
      .returning('fichier_id')
      .executeTakeFirst()
    if (!gone) return
    await appendJournal(tx, { le: clock.now(), acteur, action: 'piece.retiree', objetId: id })
    await releaseFichiers(tx, [gone.fichier_id])
  })
}

/** The message that holds it, while it is being written by whoever asks. */
async function lockOwnMessageOf(
  tx: Tx,
  acteur: Correspondant,
  documentId: string,
): Promise<string | undefined> {
  const { auteur, agent_id } = auteurOf(acteur)
  const row = await tx
    .selectFrom('message')
    .innerJoin('document_de_message', 'document_de_message.message_id', 'message.id')
    .innerJoin('demande', 'demande.id', 'message.demande_id')
    .select('message.id')
    .where('document_de_message.id', '=', documentId)
    .where('message.envoye_le', 'is', null)
    .where('message.auteur', '=', auteur)
    .$if(agent_id !== null, (query) => query.where('message.agent_id', '=', agent_id))
    .$if(acteur.kind === 'usager', (query) =>
      query.where('demande.usager_id', '=', acteur.kind === 'usager' ? acteur.usagerId : null),
    )
    .modifyEnd(sql`for update of message`)
    .executeTakeFirst()
  return row?.id
}

/**
 * The content of a document of a message: for the person who put it there always, for anybody else once the analysis has
 * found nothing. What an agent opens is journaled before it is handed over.
 * @throws EchangeIntrouvable | PieceEnAnalyse; a damaged file is a fault, never served
 */
export async function readDocument(
  deps: Pick<EchangesDeps, 'db' | 'clock' | 'files'>,
  acteur: Correspondant,
  id: string,
): Promise<PieceLue> {
  const row = await getReadable(deps, acteur, id)
  const etat = row.etat as PieceVue['etat']
  if (etat === 'infectee') throw new EchangeIntrouvable()
  // An agent may hand on what a stranger gave them: their own is no exception.
  const sien = row.own && acteur.kind === 'usager'
  if (!sien && !mayOpenFile({ etat, alertes: row.alertes })) throw new PieceEnAnalyse()
  const contenu = await readFichier(deps, { ...row, id: row.fichier_id })
  if (acteur.kind === 'agent')
    await inTransaction(deps.db, (tx) =>
      appendJournal(tx, {
        le: deps.clock.now(),
        acteur,
        action: 'piece.consultee',
        objetId: id,
        demandeId: row.demande_id,
      }),
    )
  return { contenu, nomFichier: row.nom_fichier, genre: row.genre as PieceLue['genre'] }
}

/** The image of one page of a document of a message, for an agent. @throws EchangeIntrouvable | PieceIntrouvable | PieceEnAnalyse */
export async function readPageDeDocument(
  deps: Pick<EchangesDeps, 'db' | 'clock' | 'files'>,
  acteur: AgentActor,
  id: string,
  page: string,
): Promise<Buffer> {
  const { fichier_id: fichierId, demande_id: demandeId } = await getReadable(deps, acteur, id)
  return readPageOf(deps, acteur, { id, fichierId, demandeId }, page)
}

/** A document of a message that was sent, or that whoever asks is writing. @throws EchangeIntrouvable */
async function getReadable({ db }: Pick<EchangesDeps, 'db'>, acteur: Correspondant, id: string) {
  if (!isUuid(id)) throw new EchangeIntrouvable()
  const { auteur, agent_id } = auteurOf(acteur)
  const query = db
    .selectFrom('document_de_message as d')
    .innerJoin('message', 'message.id', 'd.message_id')
    .innerJoin('demande', 'demande.id', 'message.demande_id')
    .innerJoin('fichier', 'fichier.id', 'd.fichier_id')
    .select(['d.nom_fichier', 'message.envoye_le', 'message.demande_id'])
    .select(['d.fichier_id', 'etat', 'alertes', 'chemin', 'cle_enveloppee', 'cle_version', 'genre'])
    .select(
      sql<boolean>`message.auteur = ${auteur} and message.agent_id is not distinct from ${agent_id}::uuid`.as(
        'own',
      ),
    )
    .where('d.id', '=', id)
  const mine =
    acteur.kind === 'usager'
      ? query.where('demande.usager_id', '=', acteur.usagerId)
      : query.where('demande.demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
  const row = await mine.executeTakeFirst()
  if (!row || (!row.own && row.envoye_le === null)) throw new EchangeIntrouvable()
  return row
}
