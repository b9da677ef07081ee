import { createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { allJobs } from '../../src/app/worker.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'
import { queueMail } from '../../src/platform/mail/outbox.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { exchange, gmail, postfix } from '../support/delivery-reports.ts'
import { file, fillPackRentree, startPackRentree } from '../support/family.ts'
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
let smtp: Awaited<ReturnType<typeof serve>>
let email: string
let usagerId: string
let here: SignedClient
let people = 0

/** A mail server that says yes, except to the commands it was told otherwise. */
async function serve() {
  const answers = new Map<string, string>()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 essai\r\n')
    let inData = false
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        if (inData && line !== '.') continue
        const verb = inData ? '.' : (line.split(/[ :]/, 1)[0]?.toUpperCase() ?? '')
        const said = answers.get(verb) ?? (verb === 'DATA' ? '354 go on' : '250 ok')
        inData = verb === 'DATA' && said.startsWith('354')
        socket.write(`${said}\r\n`)
      }
    })
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { answers, url: `smtp://127.0.0.1:${port}`, close: () => server.close() }
}

beforeAll(async () => {
  base = await createTestDatabase()
  smtp = await serve()
  portal = await startPortal(base.url, {
    clock,
    worker: false,
    smtpUrl: smtp.url,
    bounceSecret: SECRET,
    onLog: (line) => log.push(line),
  })
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
const job = (name: string, payload: unknown = {}) => allJobs(portal.context)[name]?.(payload)
const modeles = async (): Promise<string[]> =>
  (await base.db.selectFrom('courriel').select('modele').where('usager_id', '=', usagerId).execute()).map(
    ({ modele }) => modele,
  )
const refuseeLe = async (): Promise<Date | null> =>
  (
    await base.db
      .selectFrom('usager')
      .select('adresse_refusee_le')
      .where('id', '=', usagerId)
      .executeTakeFirstOrThrow()
  ).adresse_refusee_le
const journal = async (action: string): Promise<unknown[]> =>
  (
    await base.db
      .selectFrom('journal')
      .select('donnees')
      .where('action', '=', action)
      .where('objet_id', '=', usagerId)
      .execute()
  ).map(({ donnees }) => donnees)
const queue = (destinataire = email): Promise<string> =>
  inTransaction(base.db, (tx) =>
    queueMail(tx, clock.now(), {
      modele: 'essai',
      destinataire,
      usagerId,
      sujet: 'Bonjour',
      texte: 'Texte',
      html: '<p>Texte</p>',
    }),
  )
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
const send = (id: string) => job('courriel:envoie', { id })
const rowOf = (id: string) =>
  base.db
    .selectFrom('courriel')
    .select(['envoye_le', 'abandonne_le', 'dernier_refus'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

describe('what comes by mail', () => {
  const choose = (suivi: string, brouillons: string) => here.post(CONTACT, { suivi, brouillons })

  test('the page says what is imposed and why, and lets the rest be chosen', async () => {
    const { text } = await here.get(CONTACT)
    expect(words(text)).toContain('article L. 112-11')
    expect(words(text)).toContain('article L. 114-5')
    const names = new Set([...text.matchAll(/type="radio"[^>]* name="(\w+)"/g)].map(([, name]) => name))
    expect([...names]).toEqual(['suivi', 'brouillons'])
    expect([...text.matchAll(/value="courriel" checked/g)]).toHaveLength(2)
    expect((await here.get('/espace/compte')).text).toContain(`href="${CONTACT}"`)
  })

  test('a choice is kept, confirmed and told of once', async () => {
    const answer = await choose('en-ligne', 'courriel')
    expect([answer.status, answer.location]).toEqual([204, `${CONTACT}?fait=choix`])
    await choose('en-ligne', 'courriel')
    expect(await journal('contact.choisi')).toEqual([{ suivi: false, brouillons: true }])
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
    ['a value that is none', { suivi: 'pigeon', brouillons: 'courriel' }],
    ['a name of the language', { suivi: 'constructor', brouillons: '__proto__' }],
    ['two answers to one question', { suivi: ['courriel', 'en-ligne'], brouillons: 'courriel' }],
  ])('%s: said, and nothing changes', async (_name, fields) => {
    const answer = await here.post(CONTACT, fields)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('Choisissez l’une des deux réponses')
    expect(await journal('contact.choisi')).toEqual([])
  })

  test('what is imposed cannot be turned off by sending it', async () => {
    const fields = { suivi: 'courriel', brouillons: 'courriel', securite: 'en-ligne', inconnu: 'en-ligne' }
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
    await job('brouillon:previens')
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
    await send(await queue())
    clock.advance(60_000)
    await send(await queue())
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
    await send(await queue('ancienne@exemple.fr'))
    expect(await refuseeLe()).toBeNull()
    await send(await queue(email.toUpperCase()))
    expect(await refuseeLe()).not.toBeNull()
  })

  test.each([
    ['our password', 'MAIL', '550 who are you'],
    ['a full mailbox', 'RCPT', '452 full'],
  ])('is not judged by %s', async (_name, verb, said) => {
    smtp.answers.set(verb, said)
    await expect(send(await queue())).rejects.toThrow(/not sent yet/)
    expect(await refuseeLe()).toBeNull()
    expect(await shown()).toEqual([false, false, false])
  })

  test('is good again when a mail left and nothing came back within a day', async () => {
    smtp.answers.set('RCPT', '550 no such user')
    await send(await queue())
    smtp.answers.clear()
    clock.advance(DAY)
    const id = await queue()
    await send(id)
    expect(await refuseeLe(), 'our own server only took it in charge').not.toBeNull()
    expect(await jobsOf(id)).toContainEqual(new Date(clock.now().getTime() + DAY))
    await job('contact:adresse-rejointe', { id })
    expect(await shown()).toEqual([false, false, false])
  })

  test('stays refused when the mail that had left came back', async () => {
    smtp.answers.set('RCPT', '550 no such user')
    await send(await queue())
    smtp.answers.clear()
    clock.advance(DAY)
    const id = await queue()
    await send(id)
    await hand(postfix(`<${id}@${portal.context.mailDomain}>`))
    await job('contact:adresse-rejointe', { id })
    expect(await refuseeLe()).toEqual(new Date(START))
  })
})

describe('a mail that nobody takes', () => {
  const waitDays = async (days: number) => {
    clock.advance(days * DAY)
    await job('courriel:relance')
  }

  test('is given up after five days, and the address is noted', async () => {
    smtp.answers.set('RCPT', '452 full')
    const id = await queue()
    await expect(send(id)).rejects.toThrow()
    await waitDays(4.9)
    expect((await rowOf(id)).abandonne_le).toBeNull()
    await waitDays(0.2)
    expect(await rowOf(id)).toEqual({
      envoye_le: null,
      abandonne_le: clock.now(),
      dernier_refus: 'SMTP 452, pour ce courriel',
    })
    expect(await refuseeLe()).toEqual(clock.now())
    smtp.answers.clear()
    await send(id)
    expect((await rowOf(id)).envoye_le).toBeNull()
  })

  test('waits longer when it is our own server that fails: thirty days, and the address is not blamed', async () => {
    smtp.answers.set('MAIL', '451 not now')
    const id = await queue()
    await expect(send(id)).rejects.toThrow()
    await waitDays(6)
    expect((await rowOf(id)).abandonne_le).toBeNull()
    await waitDays(25)
    expect(await rowOf(id)).toMatchObject({ abandonne_le: clock.now(), dernier_refus: 'SMTP 451' })
    expect(await refuseeLe()).toBeNull()
  })
})

/** Hands a report in as the mail server does. */
const hand = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${portal.origin}/courriels/retours`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'message/rfc822', ...headers },
    body,
  })

describe('a mail that comes back', () => {
  test('about a demande: its page says so beside it', async () => {
    const reference = await file(
      here,
      await fillPackRentree(here, [{ prenom: 'Léa', options: ['carte-jeune'] }]),
    )
    const page = async () => words((await here.get(`/espace/demandes/${reference}`)).text)
    const { id } = await base.db
      .selectFrom('courriel')
      .select('id')
      .where('usager_id', '=', usagerId)
      .executeTakeFirstOrThrow()
    await send(id)
    expect(await page()).not.toContain('Il n’est pas arrivé')
    await hand(postfix(messageId(id)))
    expect(await page()).toContain('Il n’est pas arrivé')
  })

  const left = async (): Promise<string> => {
    const id = await queue()
    await send(id)
    return id
  }
  const messageId = (id: string): string => `<${id}@${portal.context.mailDomain}>`

  test.each([
    ['Postfix', postfix, 'retour 5.1.1', 'message/rfc822'],
    ['Exchange', exchange, 'retour 5.1.10', 'application/octet-stream'],
    ['Gmail', gmail, 'retour 5.2.2', 'multipart/report; report-type=delivery-status; boundary="x"'],
  ])('in the shape of %s', async (_name, shape, dernier_refus, type) => {
    const id = await left()
    const answer = await hand(shape(messageId(id)), { 'content-type': type })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(await rowOf(id)).toEqual({ envoye_le: clock.now(), abandonne_le: clock.now(), dernier_refus })
    expect(await refuseeLe()).toEqual(clock.now())
    expect(words((await here.get('/espace')).text)).toContain(`n’arrivent plus à ${email}`)
  })

  test('four times at once, and again later: noted once', async () => {
    const id = await left()
    const answers = await Promise.all([1, 2, 3, 4].map(() => hand(postfix(messageId(id)))))
    clock.advance(DAY)
    answers.push(await hand(postfix(messageId(id))))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204])
    expect((await rowOf(id)).abandonne_le).toEqual(new Date(START))
    expect(await journal('contact.adresse-refusee')).toHaveLength(1)
  })

  test('for a passing reason: the mail is lost, the address is not blamed', async () => {
    const id = await left()
    await hand(postfix(messageId(id), '4.4.7'))
    expect(await rowOf(id)).toMatchObject({ abandonne_le: clock.now(), dernier_refus: 'retour 4.4.7' })
    expect(await refuseeLe()).toBeNull()
  })

  test('only late: nothing', async () => {
    const id = await left()
    expect((await hand(postfix(messageId(id), '4.4.1', 'delayed'))).status).toBe(204)
    expect(await rowOf(id)).toMatchObject({ abandonne_le: null, dernier_refus: null })
  })

  test('after the address of the account changed: the new one is not blamed', async () => {
    const id = await left()
    await base.db
      .updateTable('usager')
      .set({ email: `neuve-${email}`, email_normalise: `neuve-${email}` })
      .where('id', '=', usagerId)
      .execute()
    await hand(postfix(messageId(id)))
    expect((await rowOf(id)).abandonne_le).not.toBeNull()
    expect(await refuseeLe()).toBeNull()
  })

  test.each([
    ['a mail that never was', '<01936a5e-7c4b-7d3a-9b1e-2f4c6d8e0a1b@essai.example>'],
    ['somebody else’s mail', '<abc@ailleurs.example>'],
  ])('%s: as if it had been ours', async (_name, unknown) => {
    expect((await hand(postfix(unknown))).status).toBe(204)
    const known = unknown.replace('essai.example', portal.context.mailDomain)
    expect((await hand(postfix(known))).status).toBe(204)
  })

  test.each([
    ['nothing', ''],
    ['not a mail', '\0\u0001'.repeat(1_000)],
    ['a mail from a person', 'From: a@exemple.fr\r\n\r\nBonjour\r\n'],
  ])('%s: refused in one line', async (_name, body) => {
    const answer = await hand(body)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(/^[^\n<]+\n$/)
  })

  test.each([
    ['no secret', ''],
    ['a wrong one', `Bearer ${SECRET}x`],
    ['the beginning of it', `Bearer ${SECRET.slice(0, -1)}`],
    ['another scheme', `Basic ${SECRET}`],
  ])('handed in with %s: 401, and nothing is noted', async (_name, authorization) => {
    const id = await left()
    expect((await hand(postfix(messageId(id)), { authorization })).status).toBe(401)
    expect((await rowOf(id)).abandonne_le).toBeNull()
  })

  test('more than a mebibyte, and what is no report by its type, are refused in one line', async () => {
    const large = await hand(new Uint8Array(1_048_577))
    expect([large.status, await large.text()]).toEqual([413, 'Plus de 1 Mio.\n'])
    const form = await hand('a=1', { 'content-type': 'application/x-www-form-urlencoded' })
    expect([form.status, (await form.text()).startsWith('<')]).toEqual([400, false])
    const json = await hand('{}', { 'content-type': 'application/json' })
    expect([json.status, (await json.text()).startsWith('<')]).toEqual([415, false])
  })

  test('no other route takes such a body in, and no log names a person', async () => {
    const answer = await fetch(`${portal.origin}/signaler`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: postfix('<x@y>'),
    })
    expect(answer.status).toBe(415)
    expect(log.join('')).not.toMatch(/exemple\.fr|Bearer|un-secret/)
    expect(log.length).toBeGreaterThan(50)
  })
})
