import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, startPackRentree } from '../support/family.ts'
import { startMailServer } from '../support/mail-server.ts'
import { outboxOf } from '../support/outbox.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const CONTACT = '/espace/compte/contact'
const SECRET = 'un-secret-de-plus-de-32-caracteres'
const START = '2026-11-23T09:00:00Z'
const DAY = 86_400_000
const clock = createTestClock(START)
const log: string[] = []
let base: TestDatabase
let portal: Portal
let smtp: Awaited<ReturnType<typeof startMailServer>>
let outbox: ReturnType<typeof outboxOf>
let email: string
let usagerId: string
let here: SignedClient
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  smtp = await startMailServer()
  portal = await startPortal(base.url, {
    clock,
    worker: false,
    smtpUrl: smtp.url,
    bounceSecret: SECRET,
    onLog: (line) => log.push(line),
  })
  outbox = outboxOf(portal)
})
afterAll(async () => {
  await portal.stop()
  smtp.close()
  await base.drop()
})
beforeEach(async () => {
  smtp.answers.clear()
  clock.set(START)
  people += 1
  email = `camille-${people}@exemple.fr`
  usagerId = await portal.addUsager(email)
  here = await portal.usager(email)
  // The mail of the sign-in is no part of what is counted here.
  await base.db.deleteFrom('courriel').execute()
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const modeles = async (): Promise<string[]> =>
  (await base.db.selectFrom('courriel').select('modele').where('usager_id', '=', usagerId).execute()).map(
    ({ modele }) => modele,
  )
const journal = (action: string) => outbox.journal(action, usagerId)
const refuseeLe = () => outbox.refuseeLe(usagerId)
const queue = (destinataire = email) => outbox.queue(usagerId, destinataire)

/** When the jobs of a mail are due: the queue is its owner's to read. */
async function jobsOf(id: string): Promise<Date[]> {
  const owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  const { rows } = await owner.query<{ run_at: Date }>(
    "select run_at from graphile_worker._private_jobs where payload->>'id' = $1",
    [id],
  )
  await owner.end()
  return rows.map(({ run_at }) => run_at)
}
describe('what comes by mail', () => {
  const choose = (suivi: string, brouillons: string) =>
    here.post(CONTACT, { suivi, brouillons, documents: 'courriel' })

  test('the page says what is imposed and why, and lets the rest be chosen', async () => {
    const { text } = await here.get(CONTACT)
    expect(words(text)).toContain('article L. 112-11')
    expect(words(text)).toContain('article L. 114-5')
    const names = new Set([...text.matchAll(/type="radio"[^>]* name="(\w+)"/g)].map(([, name]) => name))
    expect([...names]).toEqual(['suivi', 'brouillons', 'documents'])
    expect([...text.matchAll(/value="courriel" checked/g)]).toHaveLength(3)
    expect((await here.get('/espace/compte')).text).toContain(`href="${CONTACT}"`)
  })

  test('a choice is kept, confirmed and told of once', async () => {
    const answer = await choose('en-ligne', 'courriel')
    expect([answer.status, answer.location]).toEqual([204, `${CONTACT}?fait=choix`])
    await choose('en-ligne', 'courriel')
    expect(await journal('contact.choisi')).toEqual([{ suivi: false, brouillons: true, documents: true }])
    const { text } = await here.get(`${CONTACT}?fait=choix`)
    expect(words(text)).toContain('Votre choix est enregistré')
    expect(text).toMatch(/name="suivi" value="en-ligne" checked/)
    expect(words((await here.get('/espace/compte/activite')).text)).toContain('Choix changé')
  })

  test('four choices at once: one is kept, and each change has its line', async () => {
    await Promise.all([1, 2, 3, 4].map(() => choose('en-ligne', 'en-ligne')))
    expect(await journal('contact.choisi')).toHaveLength(1)
  })

  test.each([
    ['nothing', {}],
    ['one answer of two', { suivi: 'courriel' }],
    ['a value that is none', { suivi: 'pigeon', brouillons: 'courriel', documents: 'courriel' }],
    ['a name of the language', { suivi: 'constructor', brouillons: '__proto__', documents: 'courriel' }],
    [
      'two answers to one question',
      { suivi: ['courriel', 'en-ligne'], brouillons: 'courriel', documents: 'courriel' },
    ],
  ])('%s: said, and nothing changes', async (_name, fields) => {
    const answer = await here.post(CONTACT, fields)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('Choisissez l’une des deux réponses')
    expect(await journal('contact.choisi')).toEqual([])
  })

  test('what is imposed cannot be turned off by sending it', async () => {
    const fields = {
      suivi: 'courriel',
      brouillons: 'courriel',
      documents: 'courriel',
      securite: 'en-ligne',
      inconnu: 'en-ligne',
    }
    expect((await here.post(CONTACT, fields)).status).toBe(204)
    expect(await journal('contact.choisi')).toEqual([])
    await here.post('/espace/compte/informations', { 'identite.prenom': 'Camille', 'identite.nom': 'Durand' })
    expect(await modeles()).toEqual(['informations-changees'])
  })

  test.each([
    ['courriel', 1],
    ['en-ligne', 0],
  ])('the progress of a demande, « %s »: %i mail, and the timeline tells it', async (moyen, mails) => {
    await choose(moyen, 'courriel')
    const reference = await file(
      here,
      await fillPackRentree(here, [{ prenom: 'Léa', options: ['carte-jeune'] }]),
    )
    const agent = `agent-${people}@essai.example`
    await portal.addAgent(agent)
    await (await portal.agent(agent)).post(`/agents/demandes/${reference}/prise-en-charge`, { revision: '1' })
    expect((await modeles()).filter((modele) => modele === 'prise-en-charge')).toHaveLength(mails)
    expect(await modeles()).toContain('accuse-reception')
    const page = words((await here.get(`/espace/demandes/${reference}`)).text)
    expect(page).toContain('Un agent a commencé l’examen')
  })

  test('a demande that is withdrawn is confirmed by mail, whatever was chosen', async () => {
    await choose('en-ligne', 'en-ligne')
    const reference = await file(
      here,
      await fillPackRentree(here, [{ prenom: 'Léa', options: ['carte-jeune'] }]),
    )
    await here.post(`/espace/demandes/${reference}/desistement`)
    expect(await modeles()).toEqual(['accuse-reception', 'desistement'])
  })

  test.each([
    ['courriel', ['brouillon-bientot-efface']],
    ['en-ligne', []],
  ])('a brouillon that will go, « %s »: the page says until when in both cases', async (moyen, expected) => {
    await choose('courriel', moyen)
    await startPackRentree(here)
    expect(words((await here.get('/espace')).text)).toContain('gardé jusqu’au mercredi 3 mars 2027')
    await base.db
      .updateTable('brouillon')
      .set({ modifie_le: new Date(clock.now().getTime() - 95 * DAY) })
      .where('usager_id', '=', usagerId)
      .execute()
    await outbox.job('brouillon:previens')
    expect(await modeles()).toEqual(expected)
    expect(words((await here.get('/espace')).text)).toContain('gardé jusqu’au lundi 7 décembre 2026')
  })
})

describe('an address that mail servers refuse', () => {
  const NOTICE = /Nos messages n’arrivent plus à/
  const shown = async (): Promise<boolean[]> => {
    const pages = ['/espace', '/espace/compte', CONTACT]
    return Promise.all(pages.map(async (page) => NOTICE.test(words((await here.get(page)).text))))
  }

  test('is said where the person arrives, since when, and how to mend it', async () => {
    smtp.answers.set('RCPT', '550 5.1.1 no such user')
    await outbox.send(await queue())
    clock.advance(60_000)
    await outbox.send(await queue())
    expect(await refuseeLe()).toEqual(new Date(START))
    expect(await shown()).toEqual([true, true, true])
    const { text } = await here.get('/espace')
    expect(words(text)).toContain(`${email} (depuis le lundi 23 novembre 2026)`)
    expect(text).toContain('href="/espace/compte/adresse"')
    expect(await journal('contact.adresse-refusee')).toHaveLength(1)
    expect(log.join('')).not.toContain(email)
  })

  test('is another matter when it is no longer the address of the account', async () => {
    smtp.answers.set('RCPT', '550 no such user')
    await outbox.send(await queue('ancienne@exemple.fr'))
    expect(await refuseeLe()).toBeNull()
    await outbox.send(await queue(email.toUpperCase()))
    expect(await refuseeLe()).not.toBeNull()
  })

  test.each([
    ['our password', 'MAIL', '550 who are you'],
    ['a full mailbox', 'RCPT', '452 full'],
  ])('is not judged by %s', async (_name, verb, said) => {
    smtp.answers.set(verb, said)
    await expect(outbox.send(await queue())).rejects.toThrow(/not sent yet/)
    expect(await refuseeLe()).toBeNull()
    expect(await shown()).toEqual([false, false, false])
  })

  test('is good again when a mail left and nothing came back within a day', async () => {
    smtp.answers.set('RCPT', '550 no such user')
    await outbox.send(await queue())
    smtp.answers.clear()
    clock.advance(DAY)
    const id = await queue()
    await outbox.send(id)
    expect(await refuseeLe(), 'our own server only took it in charge').not.toBeNull()
    expect(await jobsOf(id)).toContainEqual(new Date(clock.now().getTime() + DAY))
    await outbox.job('contact:adresse-rejointe', { id })
    expect(await shown()).toEqual([false, false, false])
  })
})

describe('a mail that nobody takes', () => {
  const waitDays = async (days: number) => {
    clock.advance(days * DAY)
    await outbox.job('courriel:relance')
  }

  test('is given up after five days, and the address is noted', async () => {
    smtp.answers.set('RCPT', '452 full')
    const id = await queue()
    await expect(outbox.send(id)).rejects.toThrow()
    await waitDays(4.9)
    expect((await outbox.rowOf(id)).abandonne_le).toBeNull()
    await waitDays(0.2)
    expect(await outbox.rowOf(id)).toEqual({
      envoye_le: null,
      abandonne_le: clock.now(),
      dernier_refus: 'SMTP 452, pour ce courriel',
    })
    expect(await refuseeLe()).toEqual(clock.now())
    smtp.answers.clear()
    await outbox.send(id)
    expect((await outbox.rowOf(id)).envoye_le).toBeNull()
  })

  test('waits longer when it is our own server that fails: thirty days, and the address is not blamed', async () => {
    smtp.answers.set('MAIL', '451 not now')
    const id = await queue()
    await expect(outbox.send(id)).rejects.toThrow()
    await waitDays(6)
    expect((await outbox.rowOf(id)).abandonne_le).toBeNull()
    await waitDays(25)
    expect(await outbox.rowOf(id)).toMatchObject({ abandonne_le: clock.now(), dernier_refus: 'SMTP 451' })
    expect(await refuseeLe()).toBeNull()
  })
})
