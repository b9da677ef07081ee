import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { allJobs } from '../../src/app/worker.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, sendPiece, startPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let clock: TestClock
let family: SignedClient
let email: string
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock('2026-11-23T09:00:00Z')
  portal = await startPortal(base.url, { clock })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  clock.set('2026-11-23T09:00:00Z')
  email = `famille-${people}@exemple.fr`
  people += 1
  await portal.addUsager(email)
  family = await portal.usager(email)
})

const NOE = [{ prenom: 'Noé', options: ['carte-jeune'] }]
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const idOf = (address: string): string => address.split('/').at(-1) ?? ''
const revisionIn = (html: string): string => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ''
const filedFrom = (address: string) =>
  portal.context.db
    .selectFrom('brouillon')
    .innerJoin('demande', 'demande.id', 'brouillon.demande_id')
    .where('brouillon.id', '=', idOf(address))
    .selectAll('demande')
    .execute()
const run = (job: string) => allJobs(portal.context)[job]?.({})

test('four posts at once, and one more after a lost answer, make one demande and one mail', async () => {
  const address = await fillPackRentree(family, NOE)
  const answers = await Promise.all(Array.from({ length: 4 }, () => family.post(`${address}/depot`)))
  answers.push(await family.post(`${address}/depot`))
  const [first] = answers
  expect(first?.location).toMatch(/^\/espace\/demandes\/PR26-/)
  for (const answer of answers) expect([answer.status, answer.location]).toEqual([204, first?.location])
  expect(await filedFrom(address)).toHaveLength(1)
  await portal.waitForMail(email, /Accusé/)
  expect(await portal.mailsTo(email)).toHaveLength(1)
})

test('what is missing is asked for, and nothing is filed', async () => {
  const address = await startPackRentree(family)
  expect((await family.post(`${address}/depot`)).location).toBe(`${address}/verification`)
  expect(words((await family.get(`${address}/verification`)).text)).toContain('à compléter')
  expect(await filedFrom(address)).toEqual([])
})

test('the last second of the campaign counts; the next is explained, and the brouillon is kept', async () => {
  const [inTime, late] = [await fillPackRentree(family, NOE), await fillPackRentree(family, NOE)]
  clock.set('2027-05-31T21:59:59.900Z')
  family = await portal.usager(email)
  expect((await family.post(`${inTime}/depot`)).location).toMatch(/^\/espace\/demandes\//)
  clock.set('2027-05-31T22:00:00Z')
  const refused = await family.post(`${late}/depot`)
  expect(refused.status).toBe(409)
  expect(words(refused.text)).toMatch(/31 mai 2027/)
  expect(words(refused.text)).toMatch(/04 76 00 38 38/)
  expect(await filedFrom(late)).toEqual([])
  expect((await family.get(`${late}/vous`)).text).toContain('rue des Lilas')
})

test('a brouillon of an older form is brought to the new one, and what changed is shown once', async () => {
  const address = await startPackRentree(family)
  const { db, catalogue } = portal.context
  const now = catalogue.get('pack-rentree').formulaire
  const before = {
    ...now,
    version: '2025-1',
    pages: now?.pages.map((page) =>
      page.id === 'vous'
        ? {
            ...page,
            sections: page.sections.map((section) => ({
              ...section,
              champs: section.champs.filter((champ) => champ.id !== 'telephone'),
            })),
          }
        : page,
    ),
  }
  await db
    .insertInto('version_publiee')
    .values({
      demarche: 'pack-rentree',
      version: '2025-1',
      contenu: JSON.stringify(before),
      empreinte: 'x',
      enregistree_le: clock.now(),
    })
    .execute()
  await db
    .updateTable('brouillon')
    .set({ definition_version: '2025-1' })
    .where('id', '=', idOf(address))
    .execute()
  const shown = words((await family.get(address)).text)
  expect(shown).toContain('Le formulaire a changé depuis votre dernière visite')
  expect(shown).toContain('Votre téléphone')
  await family.post(`${address}/vous`, { qualite: 'mere' })
  expect(words((await family.get(address)).text)).not.toContain('Le formulaire a changé')
})

test('a field out of reach is not filed, also when it is sent', async () => {
  const address = await fillPackRentree(family, NOE)
  await family.post(`${address}/vous`, {
    'identite.prenom': 'Camille',
    'identite.nom': 'Martin',
    qualite: 'mere',
    'qualite-autre': 'grand-mère',
    'adresse.ligne1': '1 rue des Lilas',
    'adresse.codePostal': '38000',
    'adresse.commune': 'Grenoble',
    telephone: '0612345678',
    courriel: 'camille@exemple.fr',
    statut: 'acceptee',
  })
  await file(family, address)
  const [demande] = await filedFrom(address)
  const filed = JSON.stringify(demande?.reponses)
  expect(filed).toContain('rue des Lilas')
  expect(filed).not.toMatch(/grand-mère|acceptee/)
})

test('after dépôt, the brouillon leads to the demande and takes nothing more', async () => {
  const address = await fillPackRentree(family, NOE)
  const reference = await file(family, address)
  const back = await family.get(`${address}/vous`)
  expect([back.status, back.text.includes(reference)]).toEqual([410, true])
  expect((await family.post(`${address}/vous`, { qualite: 'pere' })).location).toBe(
    `/espace/demandes/${reference}`,
  )
  expect(JSON.stringify((await filedFrom(address))[0]?.reponses)).not.toContain('pere')
})

test('two tabs: the second overwrites nothing, and keeps what it typed until it is sent again', async () => {
  const address = await startPackRentree(family)
  const revision = revisionIn((await family.get(`${address}/vous`)).text)
  const saved = await family.post(`${address}/vous?enregistrer=1`, {
    revision,
    'adresse.ligne1': 'Onglet un',
  })
  expect(JSON.parse(saved.text)).toEqual({ enregistreA: '10\u00a0h\u00a000', revision: Number(revision) + 1 })
  expect(
    (await family.post(`${address}/vous?enregistrer=1`, { revision, 'adresse.ligne1': 'x' })).status,
  ).toBe(409)
  const second = await family.post(`${address}/vous`, { revision, 'adresse.ligne1': 'Onglet deux' })
  expect(second.status).toBe(409)
  expect(second.text).toContain('Onglet deux')
  expect((await family.get(`${address}/vous`)).text).toContain('Onglet un')
  await family.post(`${address}/vous`, { revision: revisionIn(second.text), 'adresse.ligne1': 'Onglet deux' })
  expect((await family.get(`${address}/vous`)).text).toContain('Onglet deux')
})

test('ten brouillons may be open, not eleven, also when all are begun at once', async () => {
  const begun = await Promise.all(
    Array.from({ length: 14 }, () =>
      family.post('/espace/demarches/pack-rentree/commencer', { conditions: '1' }),
    ),
  )
  expect(begun.filter(({ status }) => status === 204)).toHaveLength(10)
  const refused = begun.find(({ status }) => status === 409)
  expect(words(refused?.text ?? '')).toContain('supprimez-en un')
  await family.post(`${begun.find(({ location }) => location)?.location}/suppression`)
  expect((await family.post('/espace/demarches/pack-rentree/commencer', { conditions: '1' })).status).toBe(
    204,
  )
})

test('a child is kept in the foyer and offered the next time', async () => {
  await file(family, await fillPackRentree(family, [{ prenom: 'Zoé', options: ['carte-jeune'] }]))
  const address = await startPackRentree(family)
  const list = (await family.get(`${address}/enfants`)).text
  expect(words(list)).toContain('Reprendre Zoé Martin')
  const reprendre = /name="reprendre" value="([^"]+)"/.exec(list)?.[1] ?? ''
  const page = await family.post(`${address}/enfants`, { reprendre })
  expect((await family.get(page.location ?? '')).text).toContain('value="Zoé"')
})

const filesOnDisk = async (): Promise<number> => {
  const folder = join(portal.context.config.dataDir, 'fichiers')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [] // it comes with the first document
      throw error
    },
  )
  return entries.filter((entry) => entry.isFile()).length
}

test('a brouillon is deleted with its documents; one that sleeps, a hundred days after a notice', async () => {
  const [deleted, asleep] = [await fillPackRentree(family, NOE), await fillPackRentree(family, NOE)]
  const before = await filesOnDisk()
  // Two contents: the same one twice would be one file.
  for (const [address, content] of [
    [deleted, PDF],
    [asleep, Buffer.concat([PDF, Buffer.from('\n%%EOF')])],
  ] as const) {
    const enfant = /documents\/([\w-]+)/.exec((await family.get(`${address}/verification`)).text)?.[1]
    await sendPiece(family, `${address}/pieces/enfants.${enfant}.certificat`, content, 'a.pdf')
  }
  // An analysis may be writing beside them; what it wrote goes.
  await vi.waitUntil(async () => (await filesOnDisk()) === before + 2, { timeout: 10_000 })
  await family.post(`${deleted}/suppression`)
  expect((await family.get(deleted)).status).toBe(404)
  await vi.waitUntil(async () => (await filesOnDisk()) === before + 1, { timeout: 10_000 })

  clock.set('2027-03-10T09:00:00Z') // 107 days later, and nobody was told
  await run('brouillon:purge')
  family = await portal.usager(email)
  expect((await family.get(asleep)).status).toBe(200)
  await run('brouillon:previens')
  const notice = await portal.waitForMail(email, /brouillon/i)
  expect(notice.text).toContain('24 mars 2027')
  clock.set('2027-03-25T09:00:00Z')
  await run('brouillon:purge')
  family = await portal.usager(email)
  expect((await family.get(asleep)).status).toBe(404)
  await vi.waitUntil(async () => (await filesOnDisk()) === before, { timeout: 10_000 })
})
