import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeReference } from '../../src/platform/reference/reference.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let ines: SignedClient
let paul: SignedClient
/** Of two families; Léa is in the first and the last. */
let references: string[]

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
  for (const [email, role] of [
    ['ines@essai.example', 'responsable'],
    ['paul@essai.example', 'instructeur'],
  ] as const)
    await portal.addAgent(email, role)
  ines = await portal.agent('ines@essai.example')
  paul = await portal.agent('paul@essai.example')
  references = []
  for (const [famille, prenoms] of [
    ['une@exemple.fr', ['Léa', 'Noé']],
    ['deux@exemple.fr', ['Ana']],
    ['trois@exemple.fr', ['LEA']],
  ] as const) {
    await portal.addUsager(famille)
    const client = await portal.usager(famille)
    const enfants = prenoms.map((prenom) => ({ prenom, options: ['carte-jeune'] }))
    references.push(await file(client, await fillPackRentree(client, enfants)))
  }
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const ref = (n: number): string => references[n] ?? ''
const page = (n: number, end = ''): string => `/agents/demandes/${ref(n)}${end}`

test('the queue leads to a demande, then to the next and the one before, in its own order', async () => {
  const queue = await ines.get('/agents?tri=recentes')
  const links = [...queue.text.matchAll(/data-ouvre href="([^"]+)"/g)].map(([, href]) =>
    href?.replaceAll('&amp;', '&'),
  )
  expect(links).toEqual([2, 1, 0].map((n) => page(n, '?tri=recentes')))
  const middle = (await ines.get(page(1, '?tri=recentes'))).text
  expect(middle).toContain(`href="${page(0, '?tri=recentes')}" rel="next"`)
  expect(middle).toContain(`href="${page(2, '?tri=recentes')}" rel="prev"`)
  // Reloaded by an act, without its query, the page still knows where it was.
  expect((await ines.get(page(1))).text).toContain('rel="next"')
})

test('two demandes for the same child name each other, on the page and in the queue', async () => {
  const { text } = await ines.get(page(0))
  expect(words(text)).toContain('Doublon possible')
  expect(text).toContain(`href="${page(2)}"`)
  expect((await ines.get(page(1))).text).not.toContain('Doublon possible')
  const queue = (await ines.get('/agents?doublons=oui')).text
  expect([0, 1, 2].map((n) => queue.includes(ref(n)))).toEqual([true, false, true])
})

test('who has it open is seen by the others, and who opened it is in the history', async () => {
  await paul.get(page(1))
  expect(words((await ines.get(page(1))).text)).toContain('a cette demande ouverte en ce moment')
  expect(words((await ines.get('/agents')).text)).toContain('Ouverte par')
  const beat = await ines.post(page(1, '/presence'))
  expect(JSON.parse(beat.text)).toEqual({ texte: expect.stringContaining('a cette demande ouverte') })
  const read = words((await ines.get(page(1, '?histoire=consultations'))).text)
  expect(read.match(/Demande ouverte/g)).toHaveLength(2)
  expect(words((await ines.get(page(1))).text)).not.toContain('Demande ouverte ')
})

test('an open page is no sign of life of the session', async () => {
  const { db } = portal.context
  const seen = () => db.selectFrom('session').select(['id', 'vue_le']).orderBy('id').execute()
  await db
    .updateTable('session')
    .set({ vue_le: new Date(Date.now() - 10 * 60_000) })
    .execute()
  const before = await seen()
  expect((await ines.post(page(1, '/presence'))).status).toBe(200)
  expect(await seen()).toEqual(before)
  await ines.get('/agents')
  await vi.waitUntil(async () => JSON.stringify(await seen()) !== JSON.stringify(before), { timeout: 5_000 })
})

test('taking it from the queue, then somebody who looks at the queue of before', async () => {
  const taken = await ines.post(page(1, '/a-moi'), { agentVu: '', file: 'tri=recentes' })
  expect(taken.location).toBe('/agents?tri=recentes')
  const late = await paul.post(page(1, '/a-moi'), { agentVu: '' })
  expect([late.status, words(late.text)]).toEqual([409, expect.stringContaining('Inès Rolland')])
  expect(words((await ines.get(page(1))).text)).toContain('Demande attribuée à Inès Rolland')
  expect((await paul.post(page(1, '/attribution'), { agentVu: '', agent: 'x' })).status).toBe(409)
  // Nothing but filters comes out of what a form says of the queue.
  const away = await ines.post(page(1, '/a-moi'), { agentVu: '', file: '//ailleurs.example' })
  expect(away.location).toBe('/agents?statut=ouvertes')
})

describe('one act on several', () => {
  const tick = (n: number, revision = 1) => `${ref(n)}.${revision}`

  test('is shown, confirmed, done but for the impossible one, and told', async () => {
    const revision = /name="revision" value="(\d+)"/.exec((await paul.get(page(2))).text)?.[1] ?? ''
    const prepared = await ines.post('/agents/lots', {
      acte: 'prendre-en-charge',
      demande: [tick(0), tick(1), tick(2)],
      file: 'tri=recentes',
    })
    const lot = prepared.location ?? ''
    expect(lot).toMatch(/^\/agents\/lots\//)
    expect(words((await ines.get(lot)).text)).toContain('3 demandes. Rien n’est encore fait.')
    expect((await paul.get(lot)).status).toBe(404)
    expect((await paul.post(page(2, '/prise-en-charge'), { revision })).status).toBe(204)
    const shown = words((await ines.get(lot)).text)
    expect(shown).toContain('2 demandes. 1 autre restera en l’état.')
    const confirmed = await ines.post(`${lot}/confirmation`)
    expect([confirmed.status, confirmed.location]).toEqual([204, lot])
    expect((await ines.post(`${lot}/confirmation`)).location).toBe(lot)
    const report = words((await ines.get(lot)).text)
    expect(report).toContain('Fait pour 2 demandes.')
    expect(report).toContain('1 demande : laissée en l’état')
    expect(report).toContain('Pas fait : La demande a changé depuis votre sélection')
    expect(words((await ines.get(page(0))).text).match(/Prise en charge/g)).toHaveLength(1)
  })

  test('comes back with what was typed when the form is not right', async () => {
    const { location } = await ines.post('/agents/lots', {
      acte: 'classer-sans-suite',
      demande: tick(0, 2),
      file: '',
    })
    const back = await ines.post(`${location}/confirmation`, { motivation: 'Trop court <b>.' })
    expect(back.status).toBe(422)
    expect(back.text).toContain('Trop court &lt;b>.')
    expect(back.text).toContain('href="#motivation"')
  })

  test.each([
    [{ acte: 'accepter', file: 'tri=recentes' }, 'Cochez au moins une demande.'],
    [{ acte: 'refuser', demande: 'PR26-AAAA-AAAA.1' }, 'Choisissez ce qu’il faut faire.'],
    [{ acte: 'accepter', demande: ['%00', 'PR26-AAAA-AAAA', '.1'] }, 'Cochez au moins une demande.'],
    [
      { acte: 'accepter', demande: `${makeReference('pack-rentree', 2026)}.1` },
      'Cochez au moins une demande de vos démarches.',
    ],
  ])('nothing is prepared by %j', async (fields, why) => {
    const answer = await ines.post('/agents/lots', fields)
    expect([answer.status, words(answer.text)]).toEqual([422, expect.stringContaining(why)])
  })
})

test('filters with a name, and the one that the counter begins with', async () => {
  const saved = await paul.post('/agents/filtres', {
    nom: 'À moi <b>',
    requete: 'attribution=moi&q=Martin',
    parDefaut: 'oui',
  })
  expect(saved.location).toBe('/agents?attribution=moi&q=Martin')
  const begin = (await paul.get('/agents')).text
  expect(begin).toContain('À moi &lt;b>')
  expect([0, 1, 2].map((n) => begin.includes(ref(n)))).toEqual([false, false, true])
  expect((await paul.get('/agents?statut=toutes')).text).toContain(ref(0))
  const unnamed = await paul.post('/agents/filtres', { nom: ' ', requete: '' })
  expect([unnamed.status, words(unnamed.text)]).toEqual([422, expect.stringContaining('Donnez un nom')])
  const id = /action="\/agents\/filtres\/([\w-]+)"/.exec((await paul.get('/agents/reglages')).text)?.[1]
  expect((await ines.post(`/agents/filtres/${id}`, { acte: 'supprimer' })).status).toBe(404)
  expect((await paul.post(`/agents/filtres/${id}`, { acte: 'supprimer' })).status).toBe(204)
  expect((await paul.get('/agents')).text).toContain(ref(0))
})

test('shortcuts turned off are off everywhere for that agent, and for nobody else', async () => {
  const places = ['/agents', page(0)]
  for (const place of places) expect((await paul.get(place)).text).toContain('data-raccourcis>')
  expect((await paul.post('/agents/reglages', { tour: 'pack-rentree' })).status).toBe(204)
  for (const place of places) {
    const { text } = await paul.get(place)
    expect(text).not.toContain('data-raccourcis>')
    expect(text).toContain('Remettre les raccourcis')
    expect((await ines.get(place)).text).toContain('data-raccourcis>')
  }
})

test('in turn, from the dépôt itself, whoever is absent left out', async () => {
  expect((await paul.get('/agents/tours')).status).toBe(404)
  expect((await ines.post('/agents/tours/apa', { actif: 'oui' })).status).toBe(404)
  expect((await ines.post('/agents/tours/pack-rentree', { actif: 'oui' })).status).toBe(204)
  expect((await ines.post('/agents/reglages', { absent: 'oui', tour: 'pack-rentree' })).status).toBe(204)
  expect(words((await ines.get('/agents')).text)).toContain('Vous êtes noté absent')
  const client = await portal.usager('deux@exemple.fr')
  const enfants = [{ prenom: 'Zoé', options: ['carte-jeune'] }]
  const reference = await file(client, await fillPackRentree(client, enfants))
  const { db } = portal.context
  const holder = async () =>
    (
      await db
        .selectFrom('demande')
        .leftJoin('agent', 'agent.id', 'demande.agent_id')
        .select('agent.email')
        .where('reference', '=', reference)
        .executeTakeFirst()
    )?.email
  await vi.waitUntil(async () => (await holder()) !== null, { timeout: 10_000 })
  expect(await holder()).toBe('paul@essai.example')
})
