import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { type Catalogue, createCatalogue, loadCatalogue } from './catalogue.ts'
import { createDefinitionOfVersion, publishVersions, VersionDejaPubliee } from './publish-versions.ts'

let base: TestDatabase
let catalogue: Catalogue
const clock = createTestClock()

beforeAll(async () => {
  base = await createTestDatabase()
  catalogue = await loadCatalogue(join(import.meta.dirname, '../../../demarches'))
})
afterAll(() => base.drop())

const rows = () =>
  base.db
    .selectFrom('version_publiee')
    .select(['demarche', 'version', 'empreinte', 'enregistree_le'])
    .orderBy('demarche')
    .execute()

/** The catalogue with another form for the Pack rentrée. */
function changed(change: { version?: string; titre?: string }): Catalogue {
  return createCatalogue(
    catalogue.all().map((publiee) => {
      const { formulaire } = publiee
      if (!formulaire) return publiee
      const [first, ...rest] = formulaire.pages
      const pages = first ? [{ ...first, titre: change.titre ?? first.titre }, ...rest] : []
      return {
        ...publiee,
        formulaire: { ...formulaire, pages, version: change.version ?? formulaire.version },
      }
    }),
  )
}

it('stores each form once, however many processes start and however often', async () => {
  const deps = { db: base.db, clock }
  await Promise.all([1, 2, 3].map(() => publishVersions(deps, catalogue)))
  const first = await rows()
  expect(first.map(({ demarche }) => demarche)).toEqual(['pack-rentree'])
  clock.advance(86_400_000)
  await publishVersions(deps, catalogue)
  expect(await rows()).toEqual(first)
})

it('does not take another order of lines for another text', async () => {
  const turned = createCatalogue(
    catalogue.all().map((publiee) => ({
      ...publiee,
      formulaire:
        publiee.formulaire &&
        (Object.fromEntries(
          Object.entries(publiee.formulaire).reverse(),
        ) as unknown as typeof publiee.formulaire),
    })),
  )
  await publishVersions({ db: base.db, clock }, turned)
})

it('refuses a changed form and stores nothing of that start-up', async () => {
  const before = await rows()
  const start = publishVersions({ db: base.db, clock }, changed({ titre: 'Autre' }))
  const refusal: unknown = await start.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(refusal).toBeInstanceOf(VersionDejaPubliee)
  expect(String(refusal)).toMatch(/give the new content a new version.*form of « pack-rentree »/s)
  expect(await rows()).toEqual(before)
})

it('gives an old demande the form it was filed under', async () => {
  const newer = changed({ version: '2099-1', titre: 'Nouveau titre' })
  await publishVersions({ db: base.db, clock }, newer)
  const find = createDefinitionOfVersion(newer)
  const old = catalogue.get('pack-rentree').formulaire
  expect(await find(base.db, 'pack-rentree', old?.version ?? '')).toEqual(old)
  expect((await find(base.db, 'pack-rentree', '2099-1'))?.pages[0]?.titre).toBe('Nouveau titre')
  expect(await find(base.db, 'pack-rentree', '1999-1')).toBeUndefined()
})
