import { cellule } from '../../platform/tableur/cellule.ts'
import type { Compte } from './audience-store.ts'
import { MOTS_APPAREIL, motsDeSite } from './mots.ts'

/** So that spreadsheets read accents. */
const BOM = '\ufeff'
const TITRES = ['Jour', 'Page', 'Site d’origine', 'Appareil', 'Vues', 'Visites']

const line = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : cellule(cell))).join(';')}\r\n`

/** The counts as a file for spreadsheets (RFC 4180, with the semicolons of French ones), piece by piece. */
export async function* exportCsv(batches: AsyncIterable<readonly Compte[]>): AsyncGenerator<string> {
  yield BOM + line(TITRES)
  for await (const batch of batches)
    yield batch
      .map(({ jour, page, site, appareil, vues, visites }) =>
        line([jour, page, motsDeSite(site), MOTS_APPAREIL[appareil], vues, visites]),
      )
      .join('')
}
