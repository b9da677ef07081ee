import { mkdir } from 'node:fs/promises'
import { MailDev } from 'maildev'

export interface Mailbox {
  smtpUrl: string
  webUrl: string
  stop(): Promise<void>
}

/** A real SMTP server that keeps what it receives, with a web mailbox; on this machine only, and it relays nothing. */
export async function startMailbox(options: {
  smtpPort: number
  webPort: number
  directory: string
}): Promise<Mailbox> {
  await mkdir(options.directory, { recursive: true })
  const server = new MailDev({
    smtp: options.smtpPort,
    ip: '127.0.0.1',
    web: options.webPort,
    webIp: '127.0.0.1',
    mailDirectory: options.directory,
    silent: true,
    maxEmails: 5_000,
  })
  await server.start()
  return {
    smtpUrl: `smtp://127.0.0.1:${options.smtpPort}`,
    webUrl: `http://localhost:${options.webPort}`,
    stop: () => server.stop(),
  }
}
