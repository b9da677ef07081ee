import { createTransport } from 'nodemailer'

export interface OutgoingMail {
  messageId: string
  to: string
  subject: string
  text: string
  html: string
  attachments: readonly { filename: string; content: Buffer; contentType: string }[]
}

/** What the mail server said: accepted, refused for good (5xx), or not now. The reason names no person. */
export type SendResult =
  | { kind: 'sent' }
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; reason: string }

export interface Mailer {
  send(mail: OutgoingMail): Promise<SendResult>
  /** Whether the server answers, within two seconds. */
  reachable(): Promise<boolean>
  close(): void
}

/** The steps at which a 5xx is about this mail. At any other (our own sign-in, our sender) it is about us: not for good. */
const ABOUT_THE_MAIL = new Set<unknown>(['RCPT TO', 'DATA'])

/** How the reason of a temporary refusal ends when it is about this mail or its address, not about us. */
export const THE_MAIL = ', pour ce courriel'
export const isAboutTheMail = (reason: string | null): boolean => reason?.endsWith(THE_MAIL) === true

/** Real SMTP, with time-outs: a server that hangs is a server that is down. */
export function createMailer(smtpUrl: string, from: { nom: string; adresse: string }): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 15_000,
  })
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({
          from: { name: from.nom, address: from.adresse },
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: mail.messageId,
          attachments: [...mail.attachments],
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { kind: 'sent' }
      } catch (error) {
        const { responseCode, code, command } = error as {
          responseCode?: number
          code?: string
          command?: string
        }
        const reason = `SMTP ${responseCode ?? code ?? 'unknown'}`
        if (responseCode === undefined || !ABOUT_THE_MAIL.has(command)) return { kind: 'failed', reason }
        // 421 shuts the connection at whatever step (RFC 5321, 4.2.1).
        if (responseCode < 500)
          return { kind: 'failed', reason: responseCode === 421 ? reason : reason + THE_MAIL }
        return { kind: 'refused', reason }
      }
    },
    reachable: async () => {
      const probe = createTransport({
        url: smtpUrl,
        connectionTimeout: 2_000,
        greetingTimeout: 2_000,
        socketTimeout: 2_000,
      })
      try {
        return await probe.verify()
      } catch {
        return false
      } finally {
        probe.close()
      }
    },
    close: () => transport.close(),
  }
}
