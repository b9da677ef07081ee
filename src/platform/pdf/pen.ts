import PDFDocument from 'pdfkit'
import { BOLD_FONT, printable, REGULAR_FONT } from './fonts.ts'

type Doc = PDFKit.PDFDocument
export type Structure = PDFKit.PDFStructureElement

export const INK = '#16202a'
/** 7.4:1 on white. */
export const SOFT = '#4a5762'
export const ACCENT = '#00567a'
export const HAIRLINE = '#c3ccd3'
/** Boxes and lines to write on: 5:1, seen on a photocopy. */
export const STROKE = '#66727c'
export const TINT = '#eef4f7'

export interface Style {
  size: number
  bold?: boolean
  colour?: string
  align?: 'left' | 'right'
}

export interface Place {
  x?: number
  width?: number
}

/** The drawing hand: A4, tagged, with what the layout must know of the sheet. */
export interface Pen {
  doc: Doc
  root: Structure
  left: number
  width: number
  top: number
  bottom: number
}

const MARGIN = { top: 56, bottom: 72, left: 60, right: 60 }

export interface Metadata {
  titre: string
  auteur: string
  langue: string
  le?: Date
}

export function createPen({ titre, auteur, langue, le }: Metadata): Pen {
  const doc = new PDFDocument({
    size: 'A4',
    margins: MARGIN,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: langue,
    tagged: true,
    displayTitle: true,
    // Known to pdfkit, not yet to its types.
    subset: 'PDF/UA' as 'PDF/A-3a',
    // No Helvetica: an unembedded font is not PDF/UA.
    font: '',
    info: {
      Title: xmlSafe(titre),
      Author: xmlSafe(auteur),
      Creator: xmlSafe(auteur),
      ...(le ? { CreationDate: le } : {}),
    },
  })
  for (const { name, read } of [REGULAR_FONT, BOLD_FONT]) doc.registerFont(name, read())
  doc.font(REGULAR_FONT.name).fontSize(11)
  const root = doc.struct('Document')
  doc.addStructure(root)
  return {
    doc,
    root,
    left: MARGIN.left,
    width: doc.page.width - MARGIN.left - MARGIN.right,
    top: MARGIN.top,
    bottom: doc.page.height - MARGIN.bottom,
  }
}

// pdfkit copies the title into its XML packet as it is.
const xmlSafe = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', 'et')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')

/** A text as it will be drawn. */
export function drawn(pen: Pen, text: string): string {
  const { font } = (
    pen.doc as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } }
  )._font
  return printable(text, (point) => font.hasGlyphForCodePoint(point))
}

const LINE_GAP = 2

function dress(pen: Pen, { size, bold, colour }: Style): void {
  pen.doc
    .font(bold ? BOLD_FONT.name : REGULAR_FONT.name)
    .fontSize(size)
    .fillColor(colour ?? INK)
}

export function heightOf(pen: Pen, text: string, style: Style, width = pen.width): number {
  dress(pen, style)
  return pen.doc.heightOfString(drawn(pen, text), { width, lineGap: LINE_GAP })
}

export function widthOf(pen: Pen, text: string, style: Style): number {
  dress(pen, style)
  return pen.doc.widthOfString(drawn(pen, text))
}

/** Writes a text at the present height, tagged under `parent`; the height then stands below it. */
export function write(
  pen: Pen,
  parent: Structure,
  tag: string,
  text: string,
  style: Style,
  place: Place = {},
): void {
  const { doc } = pen
  parent.add(
    doc.struct(tag, {}, () => {
      dress(pen, style)
      doc.text(drawn(pen, text), place.x ?? pen.left, doc.y, {
        width: place.width ?? pen.width,
        align: style.align ?? 'left',
        lineGap: LINE_GAP,
      })
    }),
  )
  doc.x = pen.left
}

/** Opens an element that holds others. */
export function open(pen: Pen, parent: Structure, tag: string, options: object = {}): Structure {
  const element = pen.doc.struct(tag, options)
  parent.add(element)
  return element
}

/** What is drawn for the eye only: hidden from screen readers. */
export function ornament(pen: Pen, draw: (doc: Doc) => void): void {
  const { doc } = pen
  const { x, y } = doc
  doc.markContent('Artifact', { type: 'Layout' })
  doc.save().lineWidth(0.8).strokeColor(STROKE)
  draw(doc)
  doc.restore()
  doc.endMarkedContent()
  doc.x = x
  doc.y = y
}

/** Turns the sheet unless this height is left; more than a sheet is never asked for. */
export function keepTogether(pen: Pen, height: number): void {
  const wanted = Math.min(height, pen.bottom - pen.top)
  if (pen.doc.y + wanted > pen.bottom) pen.doc.addPage()
}

export function gap(pen: Pen, height: number): void {
  pen.doc.y = Math.min(pen.doc.y + height, pen.bottom)
}

/** Which sheet is being written, to notice that a text ran over to the next. */
export const sheet = (pen: Pen): number => pen.doc.bufferedPageRange().count
