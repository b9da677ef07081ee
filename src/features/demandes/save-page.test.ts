import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { DefinitionFormulaire, Page } from '../../formulaire/definition.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { createPeople } from '../../platform/session/people.fixture.ts'
import type { Catalogue } from '../demarches/index.ts'
import { getBrouillon, insertBrouillon, lockBrouillon } from './brouillon-store.ts'
import type { BrouillonDeps } from './parcours-de-brouillon.ts'
import { BrouillonModifieAilleurs } from './refusals.ts'
import { savePage } from './save-page.ts'

const PAGES = ['un', 'deux', 'trois', 'quatre', 'cinq', 'six']
const page = (id: string): Page => ({
  id,
  titre: id,
  kind: 'simple',
  sections: [{ champs: [{ id: `champ-${id}`, type: 'texte-court', libelle: id }] }],
})
const formulaire: DefinitionFormulaire = {
  demarche: 'essai',
  version: '1',
  groupes: [],
  pages: PAGES.map(page),
}
const catalogue = { get: () => ({ formulaire }) } as unknown as Catalogue
const clock = createTestClock()

let base: TestDatabase
let deps: BrouillonDeps
let acteur: UsagerActor
let id: string
beforeAll(async () => {
  base = await createTestDatabase()
  const { usagerId } = await createPeople(base.db)
  const calendrier = { exigeOuverte: () => undefined }
  deps = { db: base.db, clock, catalogue, calendrier, findDefinition: async () => undefined }
  acteur = { kind: 'usager', acces: 'plein', usagerId, sessionId: 'essai', nomAffiche: 'Camille Martin' }
})
afterAll(() => base.drop())
beforeEach(async () => {
  const { usagerId } = acteur
  const brouillon = { usagerId, demarche: 'essai', definitionVersion: '1', le: clock.now() }
  id = await inTransaction(base.db, (tx) =>
    insertBrouillon(tx, { ...brouillon, saisie: { racine: {}, groupes: {} } }),
  )
})

const save = (pageId: string, revisionVue?: number) =>
  savePage(deps, acteur, {
    brouillonId: id,
    pageId,
    instanceId: undefined,
    fields: { [`champ-${pageId}`]: `réponse ${pageId}` },
    revisionVue,
  })
const kept = () => getBrouillon(base.db, acteur.usagerId, id)

test('the brouillon that a save answers is the one that is kept', async () => {
  const answered = await save('un', 1)
  expect(answered).toEqual(await kept())
  expect(answered).toMatchObject({
    revision: 2,
    page: 'un',
    saisie: { racine: { 'champ-un': 'réponse un' } },
  })
})

test('pages saved in one moment are all kept', async () => {
  await Promise.all(PAGES.map((each) => save(each)))
  const { saisie, revision } = await kept()
  expect(saisie.racine).toEqual(Object.fromEntries(PAGES.map((each) => [`champ-${each}`, `réponse ${each}`])))
  expect(revision).toBe(1 + PAGES.length)
})

test('of the same page seen in several tabs and saved in one moment, one is kept and the others told', async () => {
  const saved = await Promise.allSettled(PAGES.map((each) => save(each, 1)))
  const refused = saved.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(PAGES.length - 1)
  for (const one of refused) expect(one).toMatchObject({ reason: expect.any(BrouillonModifieAilleurs) })
  expect(Object.keys((await kept()).saisie.racine)).toHaveLength(1)
})

test('a save that meets a lock is made on what that lock leaves', async () => {
  const meanwhile = { racine: { 'champ-deux': 'écrit sous le verrou' }, groupes: {} }
  let saving: Promise<unknown> = Promise.resolve()
  await inTransaction(base.db, async (tx) => {
    const locked = await lockBrouillon(tx, acteur.usagerId, id)
    saving = save('un')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await tx
      .updateTable('brouillon')
      .set({ saisie: JSON.stringify(meanwhile), revision: locked.revision + 1 })
      .where('id', '=', id)
      .execute()
  })
  await saving
  expect((await kept()).saisie.racine).toEqual({ ...meanwhile.racine, 'champ-un': 'réponse un' })
})
