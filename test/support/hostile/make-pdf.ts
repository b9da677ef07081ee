/** A body of an object: text, or a stream with its dictionary. */
export type PdfObject = string | { dictionary: string; stream: Buffer }

export interface PdfParts {
  /** In the catalog, after /Type and /Pages. */
  catalog?: string
  /** In the one page. */
  page?: string
  /** Numbered from 4. */
  objects?: readonly PdfObject[]
  tail?: Buffer
}

/** A PDF of one blank page, with what is asked for beside it; its table of contents is true. */
export function makePdf({ catalog = '', page = '', objects = [], tail }: PdfParts): Buffer {
  const all: PdfObject[] = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]${page}>>`,
    ...objects,
  ]
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let at = 9
  for (const [index, object] of all.entries()) {
    const body = bodyOf(index + 1, object)
    offsets.push(at)
    at += body.length
    parts.push(body)
  }
  const xref = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${xref}trailer<</Size ${all.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  if (tail) parts.push(tail)
  return Buffer.concat(parts)
}

function bodyOf(number: number, object: PdfObject): Buffer {
  if (typeof object === 'string') return Buffer.from(`${number} 0 obj${object}endobj\n`, 'latin1')
  const head = `${number} 0 obj<</Length ${object.stream.length}${object.dictionary}>>stream\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), object.stream, Buffer.from('\nendstream endobj\n')])
}
