import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'

let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('a person reads what was done with their account and documents, and nothing of anybody else', async () => {
  await portal.addUsager('une@exemple.fr')
  await portal.addUsager('autre@exemple.fr')
  await portal.client().signIn('/connexion', { email: 'une@exemple.fr', motDePasse: 'pas-le-bon-du-tout' })
  const une = await portal.usager('une@exemple.fr')
  const autre = await portal.usager('autre@exemple.fr')
  const reference = await file(
    une,
    await fillPackRentree(une, [{ prenom: 'Léa', options: ['restauration'] }]),
  )
  const { db } = portal.context
  const analysed = () =>
    db
      .selectFrom('piece')
      .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
      .select('piece.id')
      .where('analyse_le', 'is not', null)
      .executeTakeFirst()
  const piece = await vi.waitUntil(analysed, { timeout: 10_000 })
  await portal.addAgent('agent@essai.example')
  const agent = await portal.agent('agent@essai.example')
  expect((await agent.get(`/agents/pieces/${piece.id}/contenu`)).status).toBe(200)

  const page = words((await une.get('/espace/compte/activite')).text)
  const expected = [
    'Un agent a ouvert un de vos documents',
    `Demande envoyée – demande ${reference}`,
    'Brouillon commencé',
    'Connexion à votre espace',
    'Connexion refusée : mauvais mot de passe',
  ]
  const places = expected.map((line) => page.indexOf(line))
  expect(places.every((place) => place > 0)).toBe(true)
  // The latest first.
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(page).not.toContain('Rolland')
  const other = words((await autre.get('/espace/compte/activite')).text)
  expect(other).toContain('Connexion à votre espace')
  for (const line of [reference, 'document', 'refusée']) expect(other).not.toContain(line)
})

test('a long story is read page by page, without a gap and without a line twice', async () => {
  await portal.addUsager('longue@exemple.fr')
  const client = await portal.usager('longue@exemple.fr')
  for (let n = 0; n < 35; n += 1) {
    const { location } = await client.post('/espace/demarches/pack-rentree/commencer', { conditions: '1' })
    await client.post(`${location}/suppression`)
  }
  let path: string | undefined = '/espace/compte/activite'
  let lines = 0
  let pages = 0
  while (path && pages < 9) {
    const { text } = await client.get(path)
    lines += text.match(/<time/g)?.length ?? 0
    pages += 1
    path = /href="(\/espace\/compte\/activite\?avant=\d+)"/.exec(text)?.[1]
  }
  // The sign-in, the terms accepted at the first start, 35 starts and 35 deletions.
  expect([lines, pages]).toEqual([72, 3])
  for (const avant of ['x', '-1', '9'.repeat(40), '0'])
    expect((await client.get(`/espace/compte/activite?avant=${avant}`)).status).toBe(200)
})
