import type { Alerte } from './cleaned.ts'
import { type PdfText, readPdf } from './pdf-objects.ts'

/** Names that a page never needs, by what they do (ISO 32000-1: 12.6 actions, 7.11.4 embedded files, 13 multimedia). */
const NAMES: readonly (readonly [Alerte, RegExp])[] = [
  ['javascript', /\/(?:JavaScript|JS)(?![A-Za-z0-9])/],
  ['programme', /\/Launch(?![A-Za-z0-9])/],
  ['fichier-joint', /\/(?:EmbeddedFiles?|FileAttachment|Collection)(?![A-Za-z0-9])/],
  ['media', /\/(?:RichMedia\w*|Rendition|Movie|Sound|Flash|3D)(?![A-Za-z0-9])/],
  ['formulaire-xfa', /\/XFA(?![A-Za-z0-9])/],
  ['envoi', /\/(?:SubmitForm|ImportData|GoToR|GoToE)(?![A-Za-z0-9])/],
  ['action-automatique', /\/AA\s*(?:<<|\d)/],
]

/**
 * Looked for in the content of streams, too: a comment or a string may hold the words `stream` and `endstream`, and what
 * stands between them is then no content at all. Long enough never to be met by chance in packed bytes.
 */
const LONG_NAMES: readonly (readonly [Alerte, RegExp])[] = [
  ['javascript', /\/JavaScript(?![A-Za-z0-9])/],
  ['programme', /\/Launch(?![A-Za-z0-9])/],
  ['fichier-joint', /\/(?:EmbeddedFiles?|FileAttachment)(?![A-Za-z0-9])/],
  ['media', /\/(?:RichMedia\w*|Rendition)(?![A-Za-z0-9])/],
  ['envoi', /\/(?:SubmitForm|ImportData)(?![A-Za-z0-9])/],
  ['action-automatique', /\/OpenAction(?![A-Za-z0-9])/],
]

/**
 * What a PDF holds beside its pages. Looks for more than a reader would find, so that what only some readers find is
 * told too; a link that a person may click is not an alert.
 */
export function inspectPdf(content: Buffer): Alerte[] {
  const pdf = readPdf(content)
  const found = new Set<Alerte>()
  for (const [alerte, name] of NAMES) if (name.test(pdf.text)) found.add(alerte)
  for (const [alerte, name] of LONG_NAMES) if (name.test(pdf.skipped)) found.add(alerte)
  if (opensWithAnAction(pdf)) found.add('action-automatique')
  if (pdf.huge) found.add('demesure')
  if (pdf.opaque || isEncrypted(content)) found.add('opaque')
  if (isSomethingElseToo(content)) found.add('autre-format')
  return [...found]
}

/** Whether a PDF says that it is encrypted; many are that anybody may open, and only printing is forbidden. */
export const isEncrypted = (content: Buffer): boolean =>
  /\/Encrypt\s*(?:<<|\d+\s+\d+\s+R)/.test(content.toString('latin1'))

/** `/OpenAction` is harmless when it only says which page to show first. */
function opensWithAnAction({ text, objects }: PdfText): boolean {
  for (const match of text.matchAll(/\/OpenAction\s*(?:(\[)|(<<)|(\d+)\s+\d+\s+R|)/g)) {
    if (match[1]) continue
    const after = match[3] ? objects.get(Number(match[3])) : text.slice(match.index, match.index + 2_000)
    if (after === undefined) return true
    if (match[3] && /^\s*\[/.test(after)) continue
    const action = after.slice(0, endOfObject(after))
    const kinds = [...action.matchAll(/\/S\s*\/(\w+)/g)].map(([, kind]) => kind)
    if (kinds.length === 0 || kinds.some((kind) => kind !== 'GoTo')) return true
  }
  return false
}

const endOfObject = (text: string): number => {
  const end = text.search(/endobj|>>\s*\/(?!S\b|D\b)/)
  return end < 0 ? text.length : end
}

/** A file that another program would open as something else: a zip behind it, a page of the web inside it. */
function isSomethingElseToo(content: Buffer): boolean {
  const directory = content.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (
    directory >= 0 &&
    directory >= content.length - 65_557 &&
    content.includes(Buffer.from('PK\x01\x02', 'latin1'))
  )
    return true
  return /<(?:html|script)[\s>]/i.test(content.toString('latin1'))
}
