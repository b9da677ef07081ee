import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../clock/clock.ts'
import type { Db, Tx } from '../db/database.ts'
import { inTransaction } from '../db/database.ts'
import { addJob, idOf, type JobHandlers } from '../jobs/jobs.ts'
import type { Log } from '../log/log.ts'
import { linkToken } from './link-token.ts'
import { isAboutTheMail, type Mailer, type SendResult, THE_MAIL } from './mailer.ts'

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

/** What became known of an address: a mail server took a mail for it, or will not have it. */
export interface MailVerdict {
  courrielId: string
  usagerId: string | null
  destinataire: string
  accepte: boolean
  le: Date
}

export interface OutboxDeps {
  db: Db
  clock: Clock
  log: Pick<Log, 'warn'>
  mailer: Mailer
  linkKey: Buffer
  /** Domain of the Message-ID. */
  mailDomain: string
  documents: Readonly<Record<string, (id: string) => Promise<Buffer>>>
  /** Told in the transaction that writes what became of the mail. */
  onVerdict: (tx: Tx, verdict: MailVerdict) => Promise<void>
}

const DAY_MS = 86_400_000
/** RFC 5321, 4.5.4.1: a mail that its recipient's server puts off is given up after four or five days. */
const PUT_OFF_MS = 5 * DAY_MS
/** A mail that waits for us (our server is down, refuses our password) waits longer: it tells nothing of the address. */
const WAITS_FOR_US_MS = 30 * DAY_MS
const BATCH = 500

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
    const le = deps.clock.now()
    const change = { essais: mail.essais + 1, ...changeOf(result, le) }
    await tx.updateTable('courriel').set(change).where('id', '=', id).execute()
    if (result.kind === 'failed') return result.reason
    const { usager_id: usagerId, destinataire } = mail
    await deps.onVerdict(tx, {
      courrielId: id,
      usagerId,
      destinataire,
      accepte: result.kind === 'sent',
      le,
    })
    return undefined
  })
  if (temporary) throw new Error(`mail not sent yet: ${temporary}`)
}

function changeOf(result: SendResult, le: Date) {
  switch (result.kind) {
    case 'sent':
      return { envoye_le: le, dernier_refus: null }
    case 'refused':
      return { abandonne_le: le, dernier_refus: result.reason }
    case 'failed':
      return { dernier_refus: result.reason }
  }
}

/**
 * A mail server that is down for days outlives the tries of a job: what still waits after a day is tried again, once
 * an hour, under one key. Nothing is sent twice: the row says whether it left. Nothing is tried for ever either.
 */
async function retryForgotten(deps: OutboxDeps): Promise<void> {
  while ((await giveUp(deps)) === BATCH);
  await inTransaction(deps.db, async (tx) => {
    const waiting = await tx
      .selectFrom('courriel')
      .select('id')
      .where('envoye_le', 'is', null)
      .where('abandonne_le', 'is', null)
      .where('cree_le', '<', new Date(deps.clock.now().getTime() - DAY_MS))
      .orderBy('cree_le')
      .limit(BATCH)
      .execute()
    for (const { id } of waiting)
      await addJob(tx, 'courriel:envoie', { id }, { jobKey: `courriel:${id}`, maxAttempts: 1 })
  })
}

/** Mails that waited long enough; the last refusal stays written. @returns how many were given up */
async function giveUp({ db, clock, log, onVerdict }: OutboxDeps): Promise<number> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const late = await tx
      .selectFrom('courriel')
      .select(['id', 'usager_id', 'destinataire', 'dernier_refus'])
      .where('envoye_le', 'is', null)
      .where('abandonne_le', 'is', null)
      .where((eb) =>
        eb.or([
          eb('cree_le', '<', new Date(le.getTime() - WAITS_FOR_US_MS)),
          eb.and([
            eb('cree_le', '<', new Date(le.getTime() - PUT_OFF_MS)),
            eb('dernier_refus', 'like', `%${THE_MAIL}`),
          ]),
        ]),
      )
      .orderBy('cree_le')
      .limit(BATCH)
      // One that is being sent at this moment is left to it.
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { id, usager_id: usagerId, destinataire, dernier_refus } of late) {
      await tx.updateTable('courriel').set({ abandonne_le: le }).where('id', '=', id).execute()
      log.warn({ courriel: id, refus: dernier_refus }, 'mail given up')
      if (isAboutTheMail(dernier_refus))
        await onVerdict(tx, { courrielId: id, usagerId, destinataire, accepte: false, le })
    }
    return late.length
  })
}

async function produce(deps: OutboxDeps, { document, id, nomFichier }: MailAttachment) {
  const producer = deps.documents[document]
  if (!producer) throw new Error(`no producer for document ${document}`)
  return { filename: nomFichier, content: await producer(id), contentType: 'application/pdf' }
}

/** Mails that belong to no demande: to nobody's account (sign-up, farewell), and about an account. */
const KEPT_DAYS = { sansCompte: 30, duCompte: 730 }

/** Each night: mails of an account after two years, those that belong to nobody after thirty days. */
async function purgeMails({ db, clock }: OutboxDeps): Promise<void> {
  const before = (days: number): Date => new Date(clock.now().getTime() - days * DAY_MS)
  await db
    .deleteFrom('courriel')
    .where('demande_id', 'is', null)
    .where((eb) => eb.or([eb('envoye_le', 'is not', null), eb('abandonne_le', 'is not', null)]))
    .where((eb) =>
      eb.or([
        eb('cree_le', '<', before(KEPT_DAYS.duCompte)),
        eb.and([eb('usager_id', 'is', null), eb('cree_le', '<', before(KEPT_DAYS.sansCompte))]),
      ]),
    )
    .execute()
}

export function mailJobs(deps: OutboxDeps): JobHandlers {
  return {
    'courriel:envoie': (payload) => sendMail(deps, idOf(payload)),
    'courriel:relance': () => retryForgotten(deps),
    'courriel:purge': () => purgeMails(deps),
  }
}
