import {
  gap,
  heightOf,
  keepTogether,
  open,
  ornament,
  type Pen,
  SOFT,
  type Structure,
  type Style,
  widthOf,
  write,
} from './pen.ts'

/** What is drawn under a label for the hand to fill. */
export type ZoneVierge =
  | { zone: 'lignes'; nom?: string; nombre: number }
  | { zone: 'cases'; nom?: string; options: readonly { libelle: string; aide?: string }[] }
  /** A comb, one character a tooth: [2, 2, 4] for a date. */
  | { zone: 'peigne'; nom?: string; groupes: readonly number[]; reperes?: readonly string[]; unite?: string }

export interface ChampVierge {
  libelle: string
  aide?: string
  zones: readonly ZoneVierge[]
}

const LABEL: Style = { size: 11, bold: true }
const CHOICE: Style = { size: 11 }
const HINT: Style = { size: 10, colour: SOFT }
const MARK: Style = { size: 9, colour: SOFT }
const LINE = 23
const TOOTH = { width: 17, height: 21, gap: 9 }
const BOX = 11
const BOX_ROOM = 19

/** A label, its help and the room to answer by hand: the three never part at the end of a sheet. */
export function drawBlankField(pen: Pen, champ: ChampVierge): void {
  keepTogether(pen, fieldHeight(pen, champ))
  const field = open(pen, pen.root, 'Sect')
  write(pen, field, 'P', champ.libelle, LABEL)
  if (champ.aide) write(pen, field, 'P', champ.aide, HINT)
  gap(pen, 2)
  for (const zone of champ.zones) {
    keepTogether(pen, zoneHeight(pen, zone))
    if (zone.nom) write(pen, field, 'P', zone.nom, HINT)
    drawZone(pen, field, zone)
  }
  field.end()
  gap(pen, 8)
}

function fieldHeight(pen: Pen, { libelle, aide, zones }: ChampVierge): number {
  const words = heightOf(pen, libelle, LABEL) + (aide ? heightOf(pen, aide, HINT) : 0)
  return zones.reduce((sum, zone) => sum + zoneHeight(pen, zone), words + 12)
}

function zoneHeight(pen: Pen, zone: ZoneVierge): number {
  const name = zone.nom ? heightOf(pen, zone.nom, HINT) : 0
  if (zone.zone === 'lignes') return name + zone.nombre * LINE + 4
  if (zone.zone === 'peigne') return name + TOOTH.height + (zone.reperes ? 18 : 8)
  return zone.options.reduce((sum, option) => sum + tickHeight(pen, option), name)
}

function drawZone(pen: Pen, field: Structure, zone: ZoneVierge): void {
  if (zone.zone === 'lignes') drawLines(pen, zone.nombre)
  else if (zone.zone === 'peigne') drawComb(pen, field, zone)
  else drawChoices(pen, field, zone.options)
}

function drawLines(pen: Pen, count: number): void {
  ornament(pen, (doc) => {
    for (let n = 1; n <= count; n += 1) {
      doc
        .moveTo(pen.left, doc.y + n * LINE - 4)
        .lineTo(pen.left + pen.width, doc.y + n * LINE - 4)
        .stroke()
    }
  })
  gap(pen, count * LINE + 4)
}

function drawComb(pen: Pen, field: Structure, zone: Extract<ZoneVierge, { zone: 'peigne' }>): void {
  const top = pen.doc.y + 2
  const starts: number[] = []
  let x = pen.left
  for (const size of zone.groupes) {
    starts.push(x)
    x += size * TOOTH.width + TOOTH.gap
  }
  ornament(pen, (doc) => {
    for (const [i, size] of zone.groupes.entries()) {
      for (let n = 0; n < size; n += 1)
        doc.rect((starts[i] ?? x) + n * TOOTH.width, top, TOOTH.width, TOOTH.height).stroke()
    }
  })
  if (zone.unite) {
    pen.doc.y = top + 4
    write(pen, field, 'P', zone.unite, CHOICE, { x, width: pen.left + pen.width - x })
  }
  for (const [i, mark] of (zone.reperes ?? []).entries()) {
    pen.doc.y = top + TOOTH.height + 1
    write(pen, field, 'P', mark, MARK, { x: starts[i] ?? pen.left, width: 90 })
  }
  pen.doc.y = top + TOOTH.height + (zone.reperes ? 16 : 6)
}

type Option = { libelle: string; aide?: string }

const tickHeight = (pen: Pen, { libelle, aide }: Option): number =>
  heightOf(pen, libelle, CHOICE, pen.width - BOX_ROOM) +
  (aide ? heightOf(pen, aide, HINT, pen.width - BOX_ROOM) : 0) +
  4

/** Short choices side by side, as many to a line as fit; long or explained ones under each other. */
function drawChoices(pen: Pen, field: Structure, options: readonly Option[]): void {
  const step = Math.max(...options.map(({ libelle }) => widthOf(pen, libelle, CHOICE))) + BOX_ROOM + 22
  const perLine = Math.min(options.length, Math.floor(pen.width / step))
  if (perLine < 2 || options.some(({ aide }) => aide)) {
    for (const option of options) drawTick(pen, field, option)
    return
  }
  for (let first = 0; first < options.length; first += perLine) {
    const top = pen.doc.y
    for (const [i, option] of options.slice(first, first + perLine).entries()) {
      pen.doc.y = top
      tick(pen, field, option, pen.left + i * step, step - 4)
    }
    gap(pen, 4)
  }
}

/** A box to tick with its words beside it and its help under them. */
export function drawTick(pen: Pen, parent: Structure, option: Option): void {
  keepTogether(pen, tickHeight(pen, option))
  tick(pen, parent, option, pen.left, pen.width)
  if (option.aide)
    write(pen, parent, 'P', option.aide, HINT, { x: pen.left + BOX_ROOM, width: pen.width - BOX_ROOM })
  gap(pen, 4)
}

function tick(pen: Pen, parent: Structure, { libelle }: Option, x: number, width: number): void {
  ornament(pen, (doc) => doc.rect(x, doc.y + 2, BOX, BOX).stroke())
  write(pen, parent, 'P', libelle, CHOICE, { x: x + BOX_ROOM, width: width - BOX_ROOM })
}
