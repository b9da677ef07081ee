import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { notifie } from '../notifications/index.ts'
import type { LectureDeps } from './echanges-deps.ts'
import { auteurOf, type Correspondant, type DemandeDEchange, findDemande } from './find-demande.ts'
import { openMessage } from './lock-message.ts'
import { closedSince, parseMessage } from './message.ts'
import { leftVariables } from './modele.ts'
import { EchangeIntrouvable } from './refusals.ts'

export interface MessageAEnvoyer {
  reference: string
  /** The message’s id, chosen by the page: sent twice, it is one. */
  cle: string
  /** As it was typed. */
  texte: string
}

/** Whoever filed on paper has no space where to read it. */
const SANS_COMPTE =
  'Cette personne a écrit sur papier : elle n’a pas de compte pour lire un message. Écrivez-lui par courrier ou téléphonez-lui.'

/** Nobody writes so much by hand: beyond it, a script does. */
export const MAX_PAR_HEURE = 20

/**
 * Sends a message about a demande, with the documents that were put in it; the person is told of an agent’s. The same
 * key again with the same words is done already; with other words it is another message, which its page must send anew.
 * @returns what to mend; undefined when it is sent
 * @throws EchangeIntrouvable
 */
export async function sendMessage(
  deps: LectureDeps,
  acteur: Correspondant,
  message: MessageAEnvoyer,
): Promise<{ erreur: string } | { dejaParti: true } | undefined> {
  if (!isUuid(message.cle)) throw new EchangeIntrouvable()
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const demande = await findDemande(tx, acteur, message.reference)
    const own = await openMessage(tx, acteur, { demande, id: message.cle, le })
    if (!own) return sentAlready(tx, acteur, demande, message)
    const refus =
      demande.usagerId === null
        ? { erreur: SANS_COMPTE }
        : closedSince(demande, deps.reglesDEchange, le)
          ? { erreur: 'Le délai pour écrire au sujet de cette demande est passé.' }
          : await write(tx, acteur, { demande, id: own.id, texte: message.texte, le })
    // A message that was opened for nothing does not stay, unless documents wait in it.
    if (refus) await forgetEmpty(tx, own.id)
    return refus
  })
}

interface Ecrit {
  demande: DemandeDEchange
  id: string
  texte: string
  le: Date
}

async function write(
  tx: Tx,
  acteur: Correspondant,
  { demande, id, texte: brut, le }: Ecrit,
): Promise<{ erreur: string } | undefined> {
  const lu = parseMessage(brut, await documentsIn(tx, id))
  if ('erreur' in lu) return lu
  const left = acteur.kind === 'agent' ? leftVariables(lu.texte) : []
  if (left.length > 0)
    return { erreur: `Remplacez ${left.map((nom) => `« {${nom}} »`).join(', ')} par ce qu’il faut y lire.` }
  if (acteur.kind === 'usager' && (await sentThisHour(tx, demande.id, le)) >= MAX_PAR_HEURE)
    return {
      erreur: `Vous avez envoyé ${MAX_PAR_HEURE} messages en une heure. Attendez un peu avant le suivant.`,
    }
  await tx.updateTable('message').set({ texte: lu.texte, envoye_le: le }).where('id', '=', id).execute()
  await appendJournal(tx, { le, acteur, action: 'message.envoye', demandeId: demande.id, objetId: id })
  if (acteur.kind === 'agent')
    await notifie(tx, {
      genre: 'message.recu',
      ...{ usagerId: demande.usagerId, demandeId: demande.id, objetId: id, le },
    })
  return undefined
}

/** Sent by the first click, or by a page that was left open: the words tell which. */
async function sentAlready(
  tx: Tx,
  acteur: Correspondant,
  demande: DemandeDEchange,
  { cle, texte }: MessageAEnvoyer,
): Promise<{ dejaParti: true } | undefined> {
  const { auteur, agent_id } = auteurOf(acteur)
  const sent = await tx
    .selectFrom('message')
    .select('texte')
    .where('id', '=', cle)
    .where('demande_id', '=', demande.id)
    .where('auteur', '=', auteur)
    .$if(agent_id !== null, (query) => query.where('agent_id', '=', agent_id))
    .executeTakeFirst()
  if (!sent) throw new EchangeIntrouvable()
  const lu = parseMessage(texte, 1)
  return 'texte' in lu && lu.texte === sent.texte ? undefined : { dejaParti: true }
}

async function documentsIn(tx: Tx, messageId: string): Promise<number> {
  const rows = await tx
    .selectFrom('document_de_message')
    .select('id')
    .where('message_id', '=', messageId)
    .execute()
  return rows.length
}

async function sentThisHour(tx: Tx, demandeId: string, le: Date): Promise<number> {
  const rows = await tx
    .selectFrom('message')
    .select('id')
    .where('demande_id', '=', demandeId)
    .where('auteur', '=', 'usager')
    .where('envoye_le', '>', new Date(le.getTime() - 3_600_000))
    .limit(MAX_PAR_HEURE)
    .execute()
  return rows.length
}

async function forgetEmpty(tx: Tx, id: string): Promise<void> {
  await tx
    .deleteFrom('message')
    .where('id', '=', id)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('document_de_message').select('id').whereRef('message_id', '=', 'message.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('televersement').select('id').whereRef('message_id', '=', 'message.id')),
      ),
    )
    .execute()
}
