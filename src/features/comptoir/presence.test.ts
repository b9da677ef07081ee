import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { presentsSur } from './autour.query.ts'
import { comptoirJobs } from './jobs.ts'
import { noteOuverture, notePresence } from './note-presence.ts'
import { presentsEnMots } from './presents-en-mots.ts'

let comptoir: Comptoir
let camille: AgentActor
let sophie: AgentActor
let id: string

beforeAll(async () => {
  comptoir = await createComptoir()
  camille = await comptoir.insertAgent('Camille', ['aide'])
  sophie = await comptoir.insertAgent('Sophie', ['aide'])
})
afterAll(() => comptoir.base.drop())
beforeEach(async () => {
  comptoir.clock.set('2026-11-23T09:00:00Z')
  id = (await comptoir.insertDemande()).id
})

const open = (qui: AgentActor, file?: string) => noteOuverture(comptoir.deps, qui, id, file)
const seenBy = (qui: AgentActor) => presentsSur(comptoir.base.db, qui, id, comptoir.clock.now())
const consultations = async () =>
  (await comptoir.stateOf(id)).journal.filter(({ action }) => action === 'demande.consultee')

test('the others see who has it open, for two minutes after the page was last heard of', async () => {
  await open(sophie)
  expect(await seenBy(camille)).toEqual(['Sophie Martin'])
  expect(await seenBy(sophie)).toEqual([])
  comptoir.clock.set('2026-11-23T09:01:59Z')
  expect(await seenBy(camille)).toEqual(['Sophie Martin'])
  await notePresence(comptoir.deps, sophie, id)
  comptoir.clock.set('2026-11-23T09:03:58Z')
  expect(await seenBy(camille)).toEqual(['Sophie Martin'])
  comptoir.clock.set('2026-11-23T09:04:00Z')
  expect(await seenBy(camille)).toEqual([])
})

test('a page that was never opened is not open because it says so', async () => {
  await notePresence(comptoir.deps, sophie, id)
  expect(await seenBy(camille)).toEqual([])
})

test('the journal tells an opening once an hour and an agent, ten tabs at once included', async () => {
  await Promise.all(Array.from({ length: 10 }, () => open(sophie)))
  comptoir.clock.set('2026-11-23T09:59:59Z')
  await open(sophie)
  expect(await consultations()).toHaveLength(1)
  await open(camille)
  expect(await consultations()).toHaveLength(2)
  comptoir.clock.set('2026-11-23T10:00:00Z')
  await Promise.all([open(sophie), open(sophie)])
  expect((await consultations()).map(({ acteur_id }) => acteur_id)).toEqual([
    sophie.agentId,
    camille.agentId,
    sophie.agentId,
  ])
})

test('the queue that one came from is kept until one comes from another', async () => {
  expect(await open(camille)).toBe('')
  expect(await open(camille, 'statut=refusee')).toBe('statut=refusee')
  expect(await open(camille)).toBe('statut=refusee')
  expect(await open(camille, '')).toBe('')
})

test('the night forgets who was there, and the journal does not', async () => {
  await open(camille)
  comptoir.clock.set('2026-11-24T12:00:00Z')
  await comptoirJobs(comptoir.deps)['comptoir:purge']?.({})
  expect(await comptoir.base.db.selectFrom('presence').selectAll().execute()).toEqual([])
  expect(await consultations()).toHaveLength(1)
})

test.each([
  [[], ''],
  [['Sophie Martin'], 'Sophie Martin a cette demande ouverte en ce moment.'],
  [['A', 'B', 'C'], 'A, B et C ont cette demande ouverte en ce moment.'],
])('%j in words', (noms, mots) => expect(presentsEnMots(noms)).toBe(mots))
