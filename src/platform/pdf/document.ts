import { withFrenchSpaces } from '../texte/with-french-spaces.ts'
import { drawAddressBlock, drawSignature } from './letter.ts'
import { type ChampVierge, drawBlankField, drawTick, type ZoneVierge } from './paper-form.ts'
import {
  ACCENT,
  createPen,
  drawn,
  gap,
  HAIRLINE,
  heightOf,
  keepTogether,
  type Metadata,
  open,
  ornament,
  type Pen,
  SOFT,
  type Style,
  sheet,
  TINT,
  write,
} from './pen.ts'
import { type Colonne, drawTable } from './table.ts'

export type { ChampVierge, Colonne, Metadata, ZoneVierge }

/** A tagged document (PDF/UA), written from top to bottom. Pages turn by themselves; texts may be of any length. */
export interface DocumentBuilder {
  /** Who writes: name, then the lines of the address. */
  letterhead(lignes: readonly string[]): void
  /** Level 1 once, at the top; a heading never stands alone at the foot of a sheet. */
  heading(level: 1 | 2 | 3, text: string): void
  paragraph(text: string, ton?: 'normal' | 'doux' | 'fort'): void
  list(elements: readonly string[]): void
  definitionList(lignes: readonly { terme: string; valeur: string }[]): void
  table(colonnes: readonly Colonne[], lignes: readonly (readonly string[])[]): void
  /** What must not be missed, framed. */
  box(titre: string, lignes: readonly string[]): void
  /** Printable forms: a label with room for an answer by hand. */
  blankField(champ: ChampVierge): void
  tickBox(libelle: string, aide?: string): void
  newPage(): void
  /** Begins another document in the same file: a new sheet, pages counted from one again, its own foot. */
  newPart(piedDePage: string): void
  /** A letter: who it goes to, in the window of the envelope. */
  addressBlock(lignes: readonly string[]): void
  /** A letter: who signs, and room to sign by hand. */
  signature(lignes: readonly string[]): void
  /** Ends the document: nothing may be written after. */
  toBuffer(): Promise<Buffer>
}

export interface DocumentOptions extends Metadata {
  /** At the foot of each sheet, beside « page 1 / 3 »: a reference, a date. */
  piedDePage?: string
}

const BODY: Style = { size: 11.5 }
const HEADINGS = {
  1: { tag: 'H1', style: { size: 22, bold: true, colour: ACCENT }, before: 6, after: 8 },
  2: { tag: 'H2', style: { size: 15, bold: true, colour: ACCENT }, before: 12, after: 5 },
  3: { tag: 'H3', style: { size: 12.5, bold: true }, before: 8, after: 3 },
} as const
const TONES = {
  normal: BODY,
  doux: { size: 10.5, colour: SOFT },
  fort: { size: 11.5, bold: true },
} as const satisfies Record<string, Style>

export function createDocument(options: DocumentOptions): DocumentBuilder {
  const pen = createPen(options)
  const parts: Part[] = [{ from: 0, pied: options.piedDePage ?? options.titre }]
  return {
    letterhead: (lignes) => letterhead(pen, lignes),
    heading: (level, text) => heading(pen, level, text),
    paragraph: (text, ton = 'normal') => {
      paragraph(pen, withFrenchSpaces(text), TONES[ton])
    },
    list: (elements) => list(pen, elements),
    definitionList: (lignes) => definitionList(pen, lignes),
    table: (colonnes, lignes) => drawTable(pen, colonnes, lignes),
    box: (titre, lignes) => box(pen, titre, lignes.map(withFrenchSpaces)),
    blankField: (champ) => drawBlankField(pen, champ),
    tickBox: (libelle, aide) => drawTick(pen, pen.root, { libelle, ...(aide ? { aide } : {}) }),
    newPage: () => {
      if (pen.doc.y > pen.top) pen.doc.addPage()
    },
    newPart: (pied) => {
      pen.doc.addPage()
      parts.push({ from: sheet(pen) - 1, pied })
    },
    addressBlock: (lignes) => drawAddressBlock(pen, lignes),
    signature: (lignes) => drawSignature(pen, lignes),
    toBuffer: () => finish(pen, parts),
  }
}

/** A few lines stay on one sheet; a long text begins with three at least. */
const WHOLE = 120
const BEGINNING = 54

function paragraph(pen: Pen, text: string, style: Style): void {
  const height = heightOf(pen, text, style)
  keepTogether(pen, height > WHOLE ? BEGINNING : height)
  write(pen, pen.root, 'P', text, style)
  gap(pen, 6)
}

function letterhead(pen: Pen, [nom = '', ...lignes]: readonly string[]): void {
  const head = open(pen, pen.root, 'Sect')
  write(pen, head, 'P', nom, { size: 13, bold: true, colour: ACCENT })
  if (lignes.length > 0) write(pen, head, 'P', lignes.join('\n'), { size: 10, colour: SOFT })
  head.end()
  gap(pen, 4)
  ornament(pen, (doc) => {
    doc
      .lineWidth(2)
      .strokeColor(ACCENT)
      .moveTo(pen.left, doc.y)
      .lineTo(pen.left + pen.width, doc.y)
      .stroke()
  })
  gap(pen, 14)
}

function heading(pen: Pen, level: 1 | 2 | 3, text: string): void {
  const { tag, style, before, after } = HEADINGS[level]
  keepTogether(pen, before + heightOf(pen, text, style) + after + 54)
  if (pen.doc.y > pen.top) gap(pen, before)
  write(pen, pen.root, tag, text, style)
  gap(pen, after)
}

const BULLET_ROOM = 16

function list(pen: Pen, elements: readonly string[]): void {
  const l = open(pen, pen.root, 'L')
  for (const element of elements) {
    keepTogether(pen, 20)
    const li = open(pen, l, 'LI')
    const { y } = pen.doc
    write(pen, li, 'Lbl', '•', BODY, { x: pen.left + 4, width: BULLET_ROOM })
    pen.doc.y = y
    write(pen, li, 'LBody', element, BODY, { x: pen.left + BULLET_ROOM, width: pen.width - BULLET_ROOM })
    gap(pen, 2)
  }
  l.end()
  gap(pen, 6)
}

const TERM: Style = { size: 11, colour: SOFT }

function definitionList(pen: Pen, lignes: readonly { terme: string; valeur: string }[]): void {
  const termWidth = pen.width * 0.37
  const value = { x: pen.left + termWidth + 12, width: pen.width - termWidth - 12 }
  const l = open(pen, pen.root, 'L')
  for (const { terme, valeur: given } of lignes) {
    const valeur = given === '' ? '—' : given
    const height = Math.max(heightOf(pen, terme, TERM, termWidth), heightOf(pen, valeur, BODY, value.width))
    // A long answer starts where it stands and runs over; a short one stays whole.
    keepTogether(pen, height > 220 ? 60 : height + 8)
    const li = open(pen, l, 'LI')
    const top = pen.doc.y
    const started = sheet(pen)
    write(pen, li, 'Lbl', terme, TERM, { width: termWidth })
    const below = pen.doc.y
    const turned = sheet(pen) !== started
    if (!turned) pen.doc.y = top
    write(pen, li, 'LBody', valeur, BODY, value)
    if (!turned && sheet(pen) === started) pen.doc.y = Math.max(pen.doc.y, below)
    gap(pen, 2)
    rule(pen)
    gap(pen, 5)
  }
  l.end()
  gap(pen, 8)
}

const rule = (pen: Pen): void =>
  ornament(pen, (doc) => {
    doc
      .strokeColor(HAIRLINE)
      .moveTo(pen.left, doc.y)
      .lineTo(pen.left + pen.width, doc.y)
      .stroke()
  })

const BOX_PADDING = 12

function box(pen: Pen, titre: string, lignes: readonly string[]): void {
  const width = pen.width - 2 * BOX_PADDING - 4
  const place = { x: pen.left + BOX_PADDING + 4, width }
  const height =
    heightOf(pen, titre, TONES.fort, width) +
    lignes.reduce((sum, ligne) => sum + heightOf(pen, ligne, BODY, width) + 3, 3)
  const framed = height + 2 * BOX_PADDING
  keepTogether(pen, framed)
  // Longer than a sheet, it is only a title and paragraphs: a frame cannot cross the edge.
  const whole = pen.doc.y + framed <= pen.bottom
  if (whole) {
    ornament(pen, (doc) => {
      doc.rect(pen.left, doc.y, pen.width, framed).fill(TINT)
      doc.rect(pen.left, doc.y, 4, framed).fill(ACCENT)
    })
    pen.doc.y += BOX_PADDING
  }
  const section = open(pen, pen.root, 'Sect')
  write(pen, section, 'P', titre, TONES.fort, place)
  gap(pen, 3)
  for (const ligne of lignes) {
    write(pen, section, 'P', ligne, BODY, place)
    gap(pen, 3)
  }
  section.end()
  if (whole) pen.doc.y += BOX_PADDING
  gap(pen, 10)
}

/** Sheets that are counted together. */
interface Part {
  /** Its first sheet, from 0. */
  from: number
  pied: string
}

/** Feet are drawn last, when the number of sheets is known. */
function finish(pen: Pen, parts: readonly Part[]): Promise<Buffer> {
  const { doc } = pen
  pen.root.end()
  const { count } = doc.bufferedPageRange()
  for (let n = 0; n < count; n += 1) {
    const index = parts.findLastIndex(({ from }) => from <= n)
    const { from = 0, pied = '' } = parts[index] ?? {}
    const total = (parts[index + 1]?.from ?? count) - from
    doc.switchToPage(n)
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.font('texte').fontSize(9.5).fillColor(SOFT)
    const y = pen.bottom + 22
    doc.text(drawn(pen, pied), pen.left, y, { width: pen.width - 80, height: 14, ellipsis: true })
    doc.text(`page ${n - from + 1} / ${total}`, pen.left + pen.width - 80, y, { width: 80, align: 'right' })
    doc.endMarkedContent()
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    doc.end()
  })
}
