import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { currentCode } from '../../src/features/agents/index.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'

const START = '2026-11-23T09:00:00Z'
const MINUTE = 60_000
let base: TestDatabase
let portal: Portal
let clock: TestClock
let email: string
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock(START)
  portal = await startPortal(base.url, { clock })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(() => {
  people += 1
  email = `personne-${people}@exemple.fr`
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const form = async (path: string, fields: Record<string, string>) => {
  const body = new URLSearchParams(fields)
  const response = await fetch(portal.origin + path, { method: 'POST', redirect: 'manual', body })
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: words(await response.text()),
  }
}
const signUp = (change: Record<string, string> = {}) =>
  form('/inscription', {
    prenom: 'Camille',
    nom: 'Martin',
    email,
    motDePasse: MOT_DE_PASSE,
    conditions: 'oui',
    numero: '1',
    ...change,
  })
const linkIn = (text: string): string => /confirmer#([\w.-]+)/.exec(text)?.[1] ?? ''
const confirm = (jeton: string, motDePasse = MOT_DE_PASSE) =>
  portal.client().signIn('/inscription/confirmer', { jeton, motDePasse })
const signIn = (fields: Record<string, string> = {}) =>
  portal.client().signIn('/connexion', { email, motDePasse: MOT_DE_PASSE, ...fields })

describe('opening an account', () => {
  test('no account before the link, one after', async () => {
    await signUp()
    expect((await signIn()).status).toBe(422)
    const jeton = linkIn((await portal.waitForMail(email, /adresse/i)).text)
    // A mail scanner that follows the link confirms nothing: only the button does.
    expect((await fetch(`${portal.origin}/inscription/confirmer#${jeton}`)).status).toBe(200)
    expect((await signIn()).status).toBe(422)
    expect((await confirm(jeton)).status).toBe(200)
    expect((await signIn()).status).toBe(200)
    // Pressed twice, or the answer was lost: the same account, and nothing more.
    expect((await confirm(jeton)).status).toBe(200)
  })

  test('whoever signs up with somebody else’s address gets no account out of their click', async () => {
    await signUp({ motDePasse: 'le-mot-de-passe-du-voleur' })
    const jeton = linkIn((await portal.waitForMail(email, /adresse/i)).text)
    const refused = await confirm(jeton)
    expect([refused.status, words(refused.text).includes('choisi à l’inscription')]).toEqual([422, true])
    expect(refused.text).toContain(jeton)
    expect((await signIn({ motDePasse: 'le-mot-de-passe-du-voleur' })).status).toBe(422)
  })

  test('an address that has an account: the same answer, and a mail to its holder', async () => {
    const first = await signUp()
    await confirm(linkIn((await portal.waitForMail(email, /adresse/i)).text))
    const again = await signUp({ prenom: 'Autre', motDePasse: 'un-autre-mot-de-passe-long' })
    expect(again).toEqual(first)
    const told = await portal.waitForMail(email, /déjà/i)
    expect(told.text).not.toMatch(/confirmer#/)
    expect((await signIn()).status).toBe(200)
  })

  test('a link of yesterday, an altered one, none at all: a page that says what to do', async () => {
    await signUp()
    const jeton = linkIn((await portal.waitForMail(email, /adresse/i)).text)
    for (const wrong of ['', 'x', `${jeton.slice(0, -1)}!`, jeton.repeat(9)]) {
      const answer = await confirm(wrong)
      expect([answer.status, words(answer.text).includes('recommencez l’inscription')]).toEqual([410, true])
    }
    clock.advance(24 * 60 * MINUTE + 1)
    expect((await confirm(jeton)).status).toBe(410)
    clock.set(START)
  })

  test.each([
    ['no name', { prenom: '' }],
    ['a name of a million letters', { nom: 'x'.repeat(1_000_000) }],
    ['no address', { email: '' }],
    ['half an address', { email: 'camille@' }],
    ['two addresses', { email: 'a@b.fr,c@d.fr' }],
    ['a line feed in the address', { email: 'a@b.fr\nBcc: c@d.fr' }],
    ['a short password', { motDePasse: 'court' }],
    ['a password of everybody', { motDePasse: 'motdepasse1234' }],
    ['the terms not accepted', { conditions: '' }],
  ])('%s: said, and no mail leaves', async (_, change) => {
    const answer = await signUp(change)
    expect([413, 422]).toContain(answer.status)
    expect(await portal.mailsTo('email' in change ? change.email : email)).toEqual([])
  })

  test('capitals and spaces around an address are the same address', async () => {
    await signUp({ email: `  ${email.toUpperCase()} ` })
    await confirm(linkIn((await portal.waitForMail(email, /adresse/i)).text))
    expect((await signIn()).status).toBe(200)
  })
})

describe('signing in', () => {
  test('a wrong password and an unknown address answer the same', async () => {
    await portal.addUsager(email)
    const wrong = await signIn({ motDePasse: 'pas-le-bon-du-tout' })
    const unknown = await signIn({ email: `inconnu-${people}@exemple.fr`, motDePasse: 'pas-le-bon-du-tout' })
    expect([wrong.status, words(wrong.text)]).toEqual([unknown.status, words(unknown.text)])
  })

  test('five failures block for fifteen minutes, the right password too; known and unknown alike', async () => {
    await portal.addUsager(email)
    for (const who of [email, `fantome-${people}@exemple.fr`]) {
      for (let n = 0; n < 5; n += 1) await signIn({ email: who, motDePasse: `faux-${n}-mot-de-passe` })
      const blocked = await signIn({ email: who })
      expect([blocked.status, words(blocked.text)]).toEqual([
        422,
        expect.stringMatching(/bloquée jusqu’au .*10 h 15/),
      ])
    }
    clock.advance(15 * MINUTE + 1_000)
    expect((await signIn()).status).toBe(200)
    clock.set(START)
  })

  test('where to go after: a page of this side, and nothing else', async () => {
    await portal.addUsager(email)
    for (const [retour, expected] of [
      ['/espace/demandes?apres=x', '/espace/demandes?apres=x'],
      ['https://ailleurs.example/espace', '/espace'],
      ['//ailleurs.example', '/espace'],
      ['/agents', '/espace'],
      ['/espace/../connexion', '/espace'],
    ] as const) {
      const { text } = await signIn({ retour })
      expect(JSON.parse(text)).toMatchObject({ versLaPage: expected })
    }
  })
})

describe('how long', () => {
  const isOpen = async (client: Awaited<ReturnType<Portal['usager']>>): Promise<boolean> =>
    (await client.get('/espace')).status === 200

  test.each([
    ['thirty minutes without action', {}, 30],
    ['ten on a shared device', { postePartage: 'oui' }, 10],
  ])('%s', async (_, fields, minutes) => {
    await portal.addUsager(email)
    const client = portal.client()
    await client.signIn('/connexion', { email, motDePasse: MOT_DE_PASSE, ...fields })
    clock.advance((minutes - 1) * MINUTE)
    expect(await isOpen(client)).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 200)) // the use is noted beside the answer
    clock.advance((minutes - 1) * MINUTE)
    expect(await isOpen(client)).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 200))
    clock.advance((minutes + 1) * MINUTE)
    expect(await isOpen(client)).toBe(false)
    clock.set(START)
  })

  test('eight hours in all, however busy', async () => {
    await portal.addUsager(email)
    const client = await portal.usager(email)
    for (let quarter = 1; quarter < 32; quarter += 1) {
      clock.advance(15 * MINUTE)
      expect(await isOpen(client), `after ${quarter} quarters of an hour`).toBe(true)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    clock.advance(15 * MINUTE + 1_000)
    expect(await isOpen(client)).toBe(false)
    clock.set(START)
  })

  test('the sixth session of a person ends the oldest', async () => {
    await portal.addUsager(email)
    const clients = []
    for (let n = 0; n < 6; n += 1) {
      clients.push(await portal.usager(email))
      clock.advance(1_000)
    }
    expect(await Promise.all(clients.map(isOpen))).toEqual([false, true, true, true, true, true])
    clock.set(START)
  })
})

test('an agent’s code serves once, and only with the right password', async () => {
  await portal.addAgent(email)
  const code = (await currentCode(portal.context, email)) ?? ''
  const enter = (fields: Record<string, string>) =>
    portal.client().signIn('/agents/connexion', { email, motDePasse: MOT_DE_PASSE, code, ...fields })
  expect((await enter({ motDePasse: 'pas-le-bon-du-tout' })).status).toBe(422)
  expect((await enter({ code: '000000' })).status).toBe(422)
  expect((await enter({})).status).toBe(200)
  expect((await enter({})).status).toBe(422)
})
