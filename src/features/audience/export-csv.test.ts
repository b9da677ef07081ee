import { expect, it } from 'vitest'
import { exportCsv } from './export-csv.ts'

it('is a file that French spreadsheets open', async () => {
  async function* batches() {
    yield [{ jour: '2026-11-25', page: '/', site: '', appareil: 'telephone', vues: 3, visites: 2 } as const]
    yield [{ jour: '2026-11-25', page: '/', site: '*', appareil: 'autre', vues: 1, visites: 0 } as const]
  }
  let file = ''
  for await (const part of exportCsv(batches())) file += part
  expect(file).toBe(
    '\ufeffJour;Page;Site d’origine;Appareil;Vues;Visites\r\n' +
      '2026-11-25;/;Aucun site indiqué;Téléphone;3;2\r\n' +
      '2026-11-25;/;Autres sites;Autre;1;0\r\n',
  )
})
