import { cellule } from './cellule.ts'
import type { LigneDeTableur, Lots, ValeurDeCellule } from './valeur.ts'

/** So that spreadsheets read accents. */
const BOM = '\ufeff'

/** Lines as a file for French spreadsheets (RFC 4180 with semicolons), piece by piece. */
export async function* writeCsv(titres: readonly string[], lots: Lots): AsyncGenerator<string> {
  yield BOM + line(titres)
  for await (const lot of lots) {
    const text = linesOf(lot)
    if (text !== '') yield text
  }
}

function linesOf(lot: Iterable<LigneDeTableur>): string {
  let text = ''
  for (const ligne of lot) text += line(ligne)
  return text
}

const line = (cells: LigneDeTableur): string => `${cells.map(enTexte).join(';')}\r\n`

function enTexte(valeur: ValeurDeCellule): string {
  if (valeur === null) return ''
  if (typeof valeur === 'number') return String(valeur).replace('.', ',')
  if (typeof valeur === 'string') return cellule(valeur)
  if ('cents' in valeur) return (valeur.cents / 100).toFixed(2).replace('.', ',')
  const [annee, mois, jour] = valeur.jour.split('-')
  return `${jour}/${mois}/${annee}`
}
