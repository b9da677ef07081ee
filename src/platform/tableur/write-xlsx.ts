import { Readable } from 'node:stream'
import yazl from 'yazl'
import type { LigneDeTableur, Lots, ValeurDeCellule } from './valeur.ts'

/** Lines that one sheet holds, its titles included (ECMA-376 names no bound, every spreadsheet has this one). */
const LIGNES_MAX = 1_048_576
/** Characters that one cell holds. */
const CELLULE_MAX = 32_767

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org'
/** Titles stay while one scrolls, and a date is not a row of « # ». */
const VUE =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="22" defaultRowHeight="15"/>'
const SPREADSHEET = `${OFFICE}/spreadsheetml/2006/main`
const RELATIONS = `${OFFICE}/package/2006/relationships`
const DOCUMENT = `${OFFICE}/officeDocument/2006/relationships`
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts of a workbook of one sheet (ECMA-376, SpreadsheetML) that do not depend on what is in it. */
const PARTIES = {
  '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${SPREADSHEET}" xmlns:r="${DOCUMENT}"><sheets><sheet name="Demandes" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
  // Style 1 is a day (number format 14), style 2 a title.
  'xl/styles.xml': `<styleSheet xmlns="${SPREADSHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
} as const satisfies Record<string, string>

/** Lines as a workbook of one sheet, made while they are read: what is written is never kept. */
export function writeXlsx(titres: readonly string[], lots: Lots): Readable {
  const zip = new yazl.ZipFile()
  const sortie = zip.outputStream as Readable
  for (const [nom, xml] of Object.entries(PARTIES)) zip.addBuffer(Buffer.from(XML + xml), nom)
  const feuille = Readable.from(sheetXml(titres, lots))
  zip.on('error', (error) => sortie.destroy(error as Error))
  // Whoever leaves in the middle also stops the reading.
  sortie.on('close', () => feuille.destroy())
  zip.addReadStream(feuille, 'xl/worksheets/sheet1.xml')
  zip.end()
  return sortie
}

async function* sheetXml(titres: readonly string[], lots: Lots): AsyncGenerator<Buffer> {
  yield Buffer.from(`${XML}<worksheet xmlns="${SPREADSHEET}">${VUE}<sheetData>${rowXml(titres, 2)}`)
  const room = { left: LIGNES_MAX - 1 }
  for await (const lot of lots) {
    const xml = rowsXml(lot, room)
    if (xml.length > 0) yield xml
    if (room.left === 0) break
  }
  yield Buffer.from('</sheetData></worksheet>')
}

function rowsXml(lot: Iterable<LigneDeTableur>, room: { left: number }): Buffer {
  let xml = ''
  for (const ligne of lot) {
    if (room.left === 0) break
    room.left -= 1
    xml += rowXml(ligne)
  }
  return Buffer.from(xml)
}

const rowXml = (cells: LigneDeTableur, style = 0): string =>
  `<row>${cells.map((valeur) => cellXml(valeur, style)).join('')}</row>`

/** A text is an inline string, which no spreadsheet computes whatever it begins with. */
function cellXml(valeur: ValeurDeCellule, style: number): string {
  if (valeur === null || valeur === '') return '<c/>'
  if (typeof valeur === 'number') return `<c><v>${valeur}</v></c>`
  if (typeof valeur === 'object' && 'cents' in valeur) return `<c><v>${valeur.cents / 100}</v></c>`
  if (typeof valeur === 'object') return `<c s="1"><v>${serialOf(valeur.jour)}</v></c>`
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(valeur.slice(0, CELLULE_MAX))}</t></is></c>`
}

/** Days since 30 December 1899, as spreadsheets count. */
const serialOf = (jour: string): number => Date.parse(`${jour}T00:00:00Z`) / 86_400_000 + 25_569

const ENTITES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** XML 1.0 has no place for most control characters, nor for half of a pair. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (sign) => ENTITES[sign] ?? '')
