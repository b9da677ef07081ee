import { expect } from 'vitest'
import type { Mailbox } from '../../../src/platform/mail/mailbox.ts'
import type { Tentative } from './livres.ts'
import { digestOf } from './recus.ts'

interface Recu {
  id: string
  subject: string
  headers: Record<string, string>
  attachments?: { generatedFileName: string }[]
}

/** What became of the acknowledgements; `repetes`: sent again with the Message-ID of a mail that was killed on its way. */
export interface Accuses {
  courriels: number
  repetes: number
}

/**
 * Fails unless each accepted payment has exactly one mail in the mailbox, with the PDF that was served as its receipt.
 * @param recus the digest of each receipt, by payment
 * A mail repeated with its own Message-ID is one mail (SMTP delivers at least once).
 */
export async function compareAccuses(
  mailbox: Mailbox,
  attempts: readonly Tentative[],
  recus: ReadonlyMap<string, string>,
): Promise<Accuses> {
  const accepted = attempts.filter(({ statut }) => statut === 'accepte')
  expect(attempts.filter((one) => one.courriels.length !== (one.statut === 'accepte' ? 1 : 0))).toEqual([])
  const api = `${mailbox.webUrl.replace('localhost', '127.0.0.1')}/api/email`
  // Of what a person was asked to look at and that came to nothing, a mail without a document.
  const mails = ((await (await fetch(api)).json()) as Recu[]).filter(({ attachments }) => attachments?.length)
  const byMessage = new Map(
    mails.map((mail) => [/<([0-9a-f-]+)@/.exec(mail.headers['message-id'] ?? '')?.[1] ?? '', mail]),
  )
  expect([...byMessage.keys()].sort()).toEqual(accepted.map(({ courriels }) => courriels[0]).sort())
  await inTurn(accepted, 4, async ({ id, reference, courriels }) => {
    const mail = byMessage.get(courriels[0] ?? '')
    expect(mail?.subject).toContain(reference)
    const [pdf, ...others] = mail?.attachments ?? []
    expect(others).toEqual([])
    const sent = await fetch(`${api}/${mail?.id}/attachment/${pdf?.generatedFileName}`)
    expect(digestOf(new Uint8Array(await sent.arrayBuffer()))).toBe(recus.get(id))
  })
  return { courriels: byMessage.size, repetes: mails.length - byMessage.size }
}

async function inTurn<T>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const left = things.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const thing of left) await work(thing)
    }),
  )
}
