import { afterAll, beforeAll, expect, test } from 'vitest'
import { allJobs } from '../../src/app/worker.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { openBrowser } from './browsers.ts'
import { looksRight } from './checks.ts'
import { pointer, shows, waitForTitle } from './hands.ts'
import { openDetails, signInAgent } from './journey.ts'

let base: TestDatabase
let portal: Portal
let references: string[]

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
  await portal.addAgent('responsable@essai.example', 'responsable')
  await portal.addAgent('agent@essai.example')
  references = []
  for (const nom of ['Durand', 'Garcia', 'Martin']) {
    await portal.addUsager(`${nom}@exemple.fr`.toLowerCase(), 'Camille', nom)
    const family = await portal.usager(`${nom}@exemple.fr`.toLowerCase())
    const options = ['restauration', 'carte-jeune']
    references.push(await file(family, await fillPackRentree(family, [{ prenom: 'Léa', options }])))
  }
  const agent = await portal.agent('agent@essai.example')
  const decided = `/agents/demandes/${references[0]}`
  const motivation = 'Article 4 du règlement : le collège est à moins de trois kilomètres.'
  await agent.post(`${decided}/prise-en-charge`, { revision: '1' })
  expect((await agent.post(`${decided}/refus`, { revision: '2', motivation })).status).toBe(204)
  await allJobs(portal.context)['statistiques:compte']?.({})
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

test('everything else of the counter is clean, wide and narrow: several at once, letters, counts, journal, paper', {
  timeout: 120_000,
}, async () => {
  const { page, close } = await openBrowser('chromium')
  const hands = pointer(page)
  const open = async (words: string, title: RegExp, name: string): Promise<void> => {
    await hands.press(words)
    await waitForTitle(page, title)
    await looksRight(page, name)
  }
  try {
    await signInAgent(
      { page, hands, portal, onPage: (name) => looksRight(page, name) },
      'responsable@essai.example',
    )
    await hands.choose('demande', await tickOf(references[1] ?? ''))
    await hands.choose('demande', await tickOf(references[2] ?? ''))
    await page.select('[name="acte"]', 'prendre-en-charge')
    await open('Voir ce qui se passera', /ce qui se passera/, 'comptoir-lot')
    await open('Demandes à examiner', /^Demandes à examiner/, 'comptoir-file')
    await open(references[1] ?? '', /^Demande PR/, 'comptoir-doublon')
    await shows(page, 'Doublon possible')
    await open('Transmettre à une autre', /autorité/, 'comptoir-transmission')
    await open('Lettres', /^Lettres à envoyer/, 'comptoir-lettres')
    await open(references[0] ?? '', /^Décisions de la demande/, 'comptoir-decisions')
    await open(references[0] ?? '', /^Demande PR/, 'comptoir-refusee')
    await openDetails(page)
    await open('Lire le journal complet', /^Journal/, 'comptoir-journal')
    await open('Statistiques', /^Statistiques/, 'comptoir-statistiques')
    await open('Exporter des demandes', /^Exporter/, 'comptoir-exports')
    await open('Pack rentrée', /^Exporter/, 'comptoir-export')
    await open('Modèles', /^Modèles/, 'comptoir-modeles')
    await open('Écrire un modèle', /^Écrire un modèle/, 'comptoir-modele')
    await open('Demandes papier', /^Demandes papier/, 'comptoir-papier')
    await open('Pack rentrée', /^Qui a écrit/, 'comptoir-papier-identite')
    await hands.press('Demandes à examiner')
    await waitForTitle(page, /^Demandes à examiner/)
    await open('Mes réglages', /^Mes réglages/, 'comptoir-reglages')
    await open('Répartir', /^Répartir/, 'comptoir-tours')
  } finally {
    await close()
  }
})

/** What ticks a demande in the queue. */
async function tickOf(reference: string): Promise<string> {
  const { revision } = await portal.context.db
    .selectFrom('demande')
    .select('revision')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
  return `${reference}.${revision}`
}
