import { gap, keepTogether, type Pen, SOFT, write } from './pen.ts'

const MM = 72 / 25.4
/** Where the window of a French DL envelope (NF Z 11-001) shows an A4 sheet folded in three. */
const WINDOW = { left: 110 * MM, top: 50 * MM, width: 85 * MM, bottom: 92 * MM }

/** Who the letter goes to, in the window of the envelope; at the right of the head and below it. */
export function drawAddressBlock(pen: Pen, lignes: readonly string[]): void {
  pen.doc.y = Math.max(pen.doc.y, WINDOW.top)
  const width = Math.min(WINDOW.width, pen.left + pen.width - WINDOW.left)
  write(pen, pen.root, 'P', lignes.join('\n'), { size: 11 }, { x: WINDOW.left, width })
  pen.doc.y = Math.max(pen.doc.y, WINDOW.bottom)
}

/** Who signs, and room to sign by hand. */
export function drawSignature(pen: Pen, lignes: readonly string[]): void {
  keepTogether(pen, 110)
  gap(pen, 10)
  write(pen, pen.root, 'P', lignes.join('\n'), { size: 11.5, bold: true })
  write(pen, pen.root, 'P', 'Signature\u00a0:', { size: 10.5, colour: SOFT })
  gap(pen, 52)
}
