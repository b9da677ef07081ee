import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cliCommands } from '../../src/app/cli-commands.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import type { Answer, SignedClient } from '../support/signed-client.ts'

const START = '2026-11-23T09:00:00Z'
const DAY = 86_400_000
const NOUVEAU = 'un-sentier-de-gentianes-bleues'
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
beforeEach(async () => {
  clock.set(START)
  people += 1
  email = `agent-${people}@essai.example`
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** Runs a command of the operator. @returns what it prints */
async function cli(name: keyof typeof cliCommands, values: Record<string, unknown>, ...rest: string[]) {
  const command = cliCommands[name]
  if (!('run' in command)) throw new Error('not a command on the base')
  return (await command.run(portal.context, values, rest)).join('\n')
}
const create = () =>
  cli('agents:create', {
    ...{ email, prenom: 'Inès', nom: 'Rolland', qualite: 'instructrice' },
    ...{ role: 'instructeur', demarches: 'pack-rentree' },
  })
const passwordIn = (printed: string): string =>
  /Mot de passe, pour sept jours : (\S+)/.exec(printed)?.[1] ?? ''
/** Signs in with the code of this moment; each code serves once, so time goes on. */
async function enter(motDePasse: string): Promise<{ answer: Answer; client: SignedClient }> {
  clock.advance(31_000)
  const client = portal.client()
  const [code = ''] = (await cli('agents:code', {}, email).catch(() => '000000')).split('\n')
  return { client, answer: await client.signIn('/agents/connexion', { email, motDePasse, code }) }
}
const change = (client: SignedClient, actuel: string, nouveau: string) =>
  client.post('/agents/compte/mot-de-passe', { actuel, nouveau })

test('the first password leads to choosing another, and closes after a week', async () => {
  const provisoire = passwordIn(await create())
  const { answer, client } = await enter(provisoire)
  expect(JSON.parse(answer.text)).toMatchObject({ versLaPage: '/agents/compte?fait=provisoire' })
  expect(words((await client.get('/agents/compte?fait=provisoire')).text)).toContain('Choisissez le vôtre')
  expect((await change(client, provisoire, NOUVEAU)).location).toBe('/agents/compte?fait=mot-de-passe')
  clock.advance(8 * DAY)
  expect((await enter(provisoire)).answer.status).toBe(422)
  expect(JSON.parse((await enter(NOUVEAU)).answer.text)).toMatchObject({ versLaPage: '/agents' })
})

test('a first password that nobody replaced opens nothing after a week', async () => {
  const provisoire = passwordIn(await create())
  clock.advance(7 * DAY)
  expect((await enter(provisoire)).answer.status).toBe(422)
})

test('another password: the present one is asked for, the other sessions end, a weak one is refused', async () => {
  await portal.addAgent(email)
  const { client: here } = await enter(MOT_DE_PASSE)
  const { client: elsewhere } = await enter(MOT_DE_PASSE)
  const refused = await change(here, 'ce-n-est-pas-le-bon', NOUVEAU)
  expect([refused.status, words(refused.text)]).toEqual([
    422,
    expect.stringContaining('pas votre mot de passe'),
  ])
  expect((await change(here, '', NOUVEAU)).status).toBe(422)
  expect((await change(here, MOT_DE_PASSE, 'ines-rolland-2026')).status).toBe(422)
  expect((await change(here, MOT_DE_PASSE, MOT_DE_PASSE)).status).toBe(422)
  expect((await change(here, MOT_DE_PASSE, NOUVEAU)).status).toBe(204)
  expect([(await here.get('/agents')).status, (await elsewhere.get('/agents')).status]).toEqual([200, 401])
  expect((await enter(MOT_DE_PASSE)).answer.status).toBe(422)
  expect((await enter(NOUVEAU)).answer.status).toBe(200)
})

test('guessing the present password is held back as at sign-in', async () => {
  await portal.addAgent(email)
  const { client } = await enter(MOT_DE_PASSE)
  for (let n = 0; n < 5; n += 1) await change(client, `non-${n}`, NOUVEAU)
  const blocked = await change(client, MOT_DE_PASSE, NOUVEAU)
  expect([blocked.status, words(blocked.text)]).toEqual([
    422,
    expect.stringContaining('c’est bloqué jusqu’à'),
  ])
})

test('an agent who lost everything enters again by what the operator hands over', async () => {
  await portal.addAgent(email)
  const { client } = await enter(MOT_DE_PASSE)
  const printed = await cli('agents:renouvelle', {}, email.toUpperCase())
  expect(printed).toMatch(/otpauth:\/\/totp/)
  expect((await client.get('/agents')).status).toBe(401)
  expect((await enter(MOT_DE_PASSE)).answer.status).toBe(422)
  expect((await enter(passwordIn(printed))).answer.status).toBe(200)
  await expect(cli('agents:renouvelle', {}, 'personne@essai.example')).rejects.toThrow('Aucun agent')
})

test('an agent who left is signed out and enters no more', async () => {
  await portal.addAgent(email)
  const { client } = await enter(MOT_DE_PASSE)
  await cli('agents:ferme', {}, email)
  expect((await client.get('/agents')).status).toBe(401)
  expect((await enter(MOT_DE_PASSE)).answer.status).toBe(422)
})

test('one who comes back is let in again by what the operator hands over', async () => {
  await portal.addAgent(email)
  await cli('agents:ferme', {}, email)
  const { answer } = await enter(passwordIn(await cli('agents:renouvelle', {}, email)))
  expect(answer.status).toBe(200)
})

test('an operator ends the sessions of one person, who is told, or of everybody', async () => {
  await portal.addAgent(email)
  const one = `une-${people}@exemple.fr`
  const other = `autre-${people}@exemple.fr`
  await portal.addUsager(one)
  await portal.addUsager(other)
  const [here, there, { client: agent }] = [
    await portal.usager(one),
    await portal.usager(other),
    await enter(MOT_DE_PASSE),
  ]
  expect(await cli('sessions:termine', {}, one)).toBe('Sessions fermées : 1.')
  expect([(await here.get('/espace')).status, (await there.get('/espace')).status]).toEqual([401, 200])
  await portal.waitForMail(one, /par nos services/)
  expect((await agent.get('/agents')).status).toBe(200)
  await cli('sessions:termine', {}, email)
  expect((await agent.get('/agents')).status).toBe(401)
  const { client: back } = await enter(MOT_DE_PASSE)
  await cli('sessions:termine', { toutes: true })
  expect([(await there.get('/espace')).status, (await back.get('/agents')).status]).toEqual([401, 401])
  await expect(cli('sessions:termine', {})).rejects.toThrow('Donnez une adresse')
  await expect(cli('sessions:termine', {}, 'personne@exemple.fr')).rejects.toThrow('Aucun compte')
})
