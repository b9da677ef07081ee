import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../clock/clock.ts'
import type { Db, Tx } from '../db/database.ts'
import { inTransaction } from '../db/database.ts'
import { addJob, idOf, type JobHandlers } from '../jobs/jobs.ts'
import { linkToken } from './link-token.ts'
import type { Mailer } from './mailer.ts'

/** Stands in a stored mail where the secret of its link goes at the moment of sending. */
export const TOKEN_PLACEHOLDER = '{{jeton}}'

/** Asks for a PDF to be made when the mail leaves; `document` names one of the composition's producers. */
export interface MailAttachment {
  document: string
  id: string
  nomFichier: string
}

export interface MailToQueue {
  modele: string
  destinataire: string
  sujet: string
  texte: string
  html: string
  usagerId?: string
  demandeId?: string
  /** Where the link's token comes from, e.g. `inscription:<id>`. */
  jetonDe?: string
  piecesJointes?: readonly MailAttachment[]
}

export interface OutboxDeps {
  db: Db
  clock: Clock
  mailer: Mailer
  linkKey: Buffer
  /** Domain of the Message-ID. */
  mailDomain: string
  documents: Readonly<Record<string, (id: string) => Promise<Buffer>>>
}

/** Writes the mail and its job in the caller's transaction. @returns the mail's id */
export async function queueMail(tx: Tx, le: Date, mail: MailToQueue): Promise<string> {
  const id = uuidv7()
  await tx
    .insertInto('courriel')
    .values({
      id,
      usager_id: mail.usagerId ?? null,
      demande_id: mail.demandeId ?? null,
      destinataire: mail.destinataire,
      modele: mail.modele,
      sujet: mail.sujet,
      texte: mail.texte,
      html: mail.html,
      jeton_de: mail.jetonDe ?? null,
      pieces_jointes: JSON.stringify(mail.piecesJointes ?? []),
      cree_le: le,
    })
    .execute()
  await addJob(tx, 'courriel:envoie', { id })
  return id
}

/**
 * Sends one mail. The row stays locked during the conversation, so that two workers cannot send it twice; the
 * Message-ID is the row's, so that a mail repeated after a crash between "accepted" and "written" is recognised.
 * Throws on a temporary failure (the job comes back later); a permanent refusal is written down and not repeated.
 */
async function sendMail(deps: OutboxDeps, id: string): Promise<void> {
  const temporary = await inTransaction(deps.db, async (tx) => {
    const mail = await tx
      .selectFrom('courriel')
      .selectAll()
      .where('id', '=', id)
      .where('envoye_le', 'is', null)
      .where('abandonne_le', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!mail) return undefined
    const secret = mail.jeton_de ? linkToken(deps.linkKey, mail.jeton_de) : ''
    const asked = mail.pieces_jointes as unknown as MailAttachment[]
    const attachments = await Promise.all(asked.map((attachment) => produce(deps, attachment)))
    const result = await deps.mailer.send({
      messageId: `<${id}@${deps.mailDomain}>`,
      to: mail.destinataire,
      subject: mail.sujet,
      text: mail.texte.replaceAll(TOKEN_PLACEHOLDER, secret),
      html: mail.html.replaceAll(TOKEN_PLACEHOLDER, secret),
      attachments,
    })
    const essais = mail.essais + 1
    const change =
      result.kind === 'sent'
        ? { essais, envoye_le: deps.clock.now(), dernier_refus: null }
        : result.kind === 'refused'
          ? { essais, abandonne_le: deps.clock.now(), dernier_refus: result.reason }
          : { essais, dernier_refus: result.reason }
    await tx.updateTable('courriel').set(change).where('id', '=', id).execute()
    return result.kind === 'failed' ? result.reason : undefined
  })
  if (temporary) throw new Error(`mail not sent yet: ${temporary}`)
}

/**
 * A mail server that is down for days outlives the tries of a job: what still waits after a day is tried again, once
 * an hour, under one key. Nothing is sent twice: the row says whether it left.
 */
async function retryForgotten({ db, clock }: OutboxDeps): Promise<void> {
  await inTransaction(db, async (tx) => {
    const waiting = await tx
      .selectFrom('courriel')
      .select('id')
      .where('envoye_le', 'is', null)
      .where('abandonne_le', 'is', null)
      .where('cree_le', '<', new Date(clock.now().getTime() - 86_400_000))
      .orderBy('cree_le')
      .limit(500)
      .execute()
    for (const { id } of waiting)
      await addJob(tx, 'courriel:envoie', { id }, { jobKey: `courriel:${id}`, maxAttempts: 1 })
  })
}

async function produce(deps: OutboxDeps, { document, id, nomFichier }: MailAttachment) {
  const producer = deps.documents[document]
  if (!producer) throw new Error(`no producer for document ${document}`)
  return { filename: nomFichier, content: await producer(id), contentType: 'application/pdf' }
}

export function mailJobs(deps: OutboxDeps): JobHandlers {
  return {
    'courriel:envoie': (payload) => sendMail(deps, idOf(payload)),
    'courriel:relance': () => retryForgotten(deps),
  }
}
