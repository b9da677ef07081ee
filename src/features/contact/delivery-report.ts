import PostalMime, { type Attachment, type Email } from 'postal-mime'

/** What a delivery report (RFC 3464) says of one mail of ours. */
export interface DeliveryReport {
  /** The left part of our Message-ID; absent when the report does not name a mail of this domain. */
  courrielId?: string
  /** The enhanced status of the failure (RFC 3463), e.g. `5.1.1`; absent when nothing failed for good. */
  echec?: string
}

// A report holds a few parts, one in the other twice at most. The rest is somebody who plays.
const LIMITS = { maxNestingDepth: 12, maxHeadersSize: 256 * 1024 } as const
// The status and the first lines of what came back stand at the beginning. The parser takes 20 µs a line: a million
// empty ones would hold everybody up for 20 s.
const MAX_BYTES = 256 * 1024
const MAX_LINES = 8_000
const STATUS = new Set(['message/delivery-status', 'message/global-delivery-status'])
const RETURNED = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
])

/** Reads a report as a mail server wrote it. @returns undefined when it is none */
export async function readDeliveryReport(
  raw: Buffer,
  mailDomain: string,
): Promise<DeliveryReport | undefined> {
  const mail = await parse(raw)
  const status = mail?.attachments.find(({ mimeType }) => STATUS.has(mimeType))
  if (!mail || !status) return undefined
  const recipients = groupsOf(textOf(status)).filter((group) => group.has('action'))
  if (recipients.length === 0) return undefined
  const echec = recipients.map(failureOf).find((one) => one !== undefined)
  const courrielId = idOf(mail, mailDomain)
  return { ...(courrielId ? { courrielId } : {}), ...(echec ? { echec } : {}) }
}

async function parse(raw: Buffer): Promise<Email | undefined> {
  try {
    // The returned mail stays closed: only its first lines are read.
    return await PostalMime.parse(beginningOf(raw), {
      ...LIMITS,
      forceRfc822Attachments: true,
      attachmentEncoding: 'utf8',
    })
  } catch {
    return undefined
  }
}

function beginningOf(raw: Buffer): Buffer {
  let end = 0
  for (let lines = 0; lines < MAX_LINES; lines += 1) {
    const next = raw.indexOf(0x0a, end)
    if (next < 0 || next >= MAX_BYTES) return raw.subarray(0, MAX_BYTES)
    end = next + 1
  }
  return raw.subarray(0, end)
}

const textOf = ({ content }: Attachment): string => (typeof content === 'string' ? content : '')

/** Groups of fields between empty lines; names in lower case, the first of a name counts. */
function groupsOf(text: string): Map<string, string>[] {
  const lines = text.replaceAll('\r\n', '\n').replace(/\n[ \t]+(?=\S)/g, ' ')
  return lines.split(/\n[ \t]*\n/).map((group) => {
    const fields = new Map<string, string>()
    for (const line of group.split('\n')) {
      const colon = line.indexOf(':')
      const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
      if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
    }
    return fields
  })
}

/** Delayed, relayed, delivered: nothing failed. A failure without a readable status is one of class 5 (RFC 3463: 5.0.0). */
function failureOf(group: Map<string, string>): string | undefined {
  if (group.get('action')?.toLowerCase() !== 'failed') return undefined
  return /^[45]\.\d{1,3}\.\d{1,3}\b/.exec(group.get('status') ?? '')?.[0] ?? '5.0.0'
}

/** Our Message-ID is the mail's row: in the headers that came back, else in what the report answers. */
function idOf(mail: Email, mailDomain: string): string | undefined {
  const returned = mail.attachments.filter(({ mimeType }) => RETURNED.has(mimeType))
  const ids = [
    ...returned.map((part) => groupsOf(textOf(part).slice(0, 65_536))[0]?.get('message-id')),
    mail.inReplyTo,
    mail.references,
  ]
  for (const text of ids) {
    for (const [, id = '', domain] of (text ?? '').slice(0, 4_096).matchAll(MESSAGE_ID)) {
      if (domain?.toLowerCase() === mailDomain.toLowerCase()) return id.toLowerCase()
    }
  }
  return undefined
}
const MESSAGE_ID = /<([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})@([^<>\s]{1,255})>/gi
