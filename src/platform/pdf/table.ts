import {
  gap,
  HAIRLINE,
  heightOf,
  keepTogether,
  open,
  ornament,
  type Pen,
  type Structure,
  type Style,
  TINT,
  write,
} from './pen.ts'

export interface Colonne {
  titre: string
  /** Share of the width, 1 unless said. */
  part?: number
  /** Amounts are lined up on the right. */
  aDroite?: boolean
}

interface Column extends Colonne {
  x: number
  width: number
}

const PADDING = { x: 6, y: 5 }
const HEAD: Style = { size: 10.5, bold: true }
const CELL: Style = { size: 11 }

/** A table whose header row is repeated, for the eye, at the top of each sheet. */
export function drawTable(
  pen: Pen,
  colonnes: readonly Colonne[],
  lignes: readonly (readonly string[])[],
): void {
  if (colonnes.length === 0) return
  const columns = layOut(pen, colonnes)
  const table = open(pen, pen.root, 'Table')
  const titles = colonnes.map(({ titre }) => titre)
  const head = rowHeight(pen, columns, titles, HEAD)
  const first = rowHeight(pen, columns, lignes[0] ?? [], CELL)
  keepTogether(pen, head + first)
  drawHead(pen, open(pen, open(pen, table, 'THead'), 'TR'), columns, titles, head)
  const body = open(pen, table, 'TBody')
  for (const ligne of lignes) {
    const tr = open(pen, body, 'TR')
    const cells = columns.map(() => open(pen, tr, 'TD'))
    for (const part of parts(pen, columns, ligne, pen.bottom - pen.top - head)) {
      const height = rowHeight(pen, columns, part, CELL)
      if (pen.doc.y + height > pen.bottom) {
        pen.doc.addPage()
        repeatHead(pen, columns, titles, head)
      }
      drawCells(pen, columns, part, CELL, height, cells)
    }
  }
  table.end()
  gap(pen, 12)
}

function layOut(pen: Pen, colonnes: readonly Colonne[]): Column[] {
  const whole = colonnes.reduce((sum, { part }) => sum + (part ?? 1), 0)
  let x = pen.left
  return colonnes.map((colonne) => {
    const width = (pen.width * (colonne.part ?? 1)) / whole
    const column = { ...colonne, x, width }
    x += width
    return column
  })
}

function rowHeight(pen: Pen, columns: readonly Column[], texts: readonly string[], style: Style): number {
  const heights = columns.map(({ width }, i) => heightOf(pen, filled(texts[i]), style, width - 2 * PADDING.x))
  return Math.max(...heights) + 2 * PADDING.y
}

const filled = (text: string | undefined): string => (text === undefined || text === '' ? '—' : text)

/** A row taller than a sheet is drawn as several, which remain one row for a screen reader. */
function parts(
  pen: Pen,
  columns: readonly Column[],
  ligne: readonly string[],
  room: number,
): (readonly string[])[] {
  if (rowHeight(pen, columns, ligne, CELL) <= room) return [ligne]
  const slices = columns.map(({ width }, i) =>
    sliceText(pen, filled(ligne[i]), width - 2 * PADDING.x, room - 2 * PADDING.y),
  )
  const count = Math.max(...slices.map(({ length }) => length))
  return Array.from({ length: count }, (_, n) => slices.map((slice) => slice[n] ?? ' '))
}

function sliceText(pen: Pen, text: string, width: number, room: number): string[] {
  const slices: string[] = []
  let rest = text
  while (rest !== '') {
    let fits = 1
    let tooMuch = rest.length + 1
    while (tooMuch - fits > 1) {
      const middle = Math.floor((fits + tooMuch) / 2)
      if (heightOf(pen, rest.slice(0, middle), CELL, width) <= room) fits = middle
      else tooMuch = middle
    }
    const space = fits < rest.length ? rest.lastIndexOf(' ', fits) : -1
    const end = space > 0 ? space + 1 : fits
    slices.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return slices
}

function drawHead(
  pen: Pen,
  tr: Structure,
  columns: readonly Column[],
  titles: readonly string[],
  height: number,
): void {
  shade(pen, height)
  const cells = columns.map(() => open(pen, tr, 'TH', { scope: 'Column' }))
  drawCells(pen, columns, titles, HEAD, height, cells)
}

function drawCells(
  pen: Pen,
  columns: readonly Column[],
  texts: readonly string[],
  style: Style,
  height: number,
  cells: readonly Structure[],
): void {
  const top = pen.doc.y
  for (const [i, { x, width, aDroite }] of columns.entries()) {
    pen.doc.y = top + PADDING.y
    write(
      pen,
      cells[i] ?? pen.root,
      'P',
      filled(texts[i]),
      { ...style, align: aDroite ? 'right' : 'left' },
      { x: x + PADDING.x, width: width - 2 * PADDING.x },
    )
  }
  pen.doc.y = top + height
  underline(pen)
}

function repeatHead(pen: Pen, columns: readonly Column[], titles: readonly string[], height: number): void {
  const { doc } = pen
  const top = doc.y
  shade(pen, height)
  ornament(pen, () => {
    for (const [i, { x, width, aDroite }] of columns.entries()) {
      doc.font('gras').fontSize(HEAD.size).fillColor('#16202a')
      doc.text(filled(titles[i]), x + PADDING.x, top + PADDING.y, {
        width: width - 2 * PADDING.x,
        align: aDroite ? 'right' : 'left',
        lineGap: 2,
      })
    }
  })
  doc.y = top + height
  underline(pen)
}

const shade = (pen: Pen, height: number): void =>
  ornament(pen, (doc) => doc.rect(pen.left, doc.y, pen.width, height).fill(TINT))

const underline = (pen: Pen): void =>
  ornament(pen, (doc) => {
    doc
      .strokeColor(HAIRLINE)
      .moveTo(pen.left, doc.y)
      .lineTo(pen.left + pen.width, doc.y)
      .stroke()
  })
