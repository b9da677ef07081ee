import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { exchange, gmail, postfix } from '../support/delivery-reports.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { startMailServer } from '../support/mail-server.ts'
import { outboxOf } from '../support/outbox.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

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
const refuseeLe = () => outbox.refuseeLe(usagerId)

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
    await outbox.send(id)
    expect(await page()).not.toContain('Il n’est pas arrivé')
    await hand(postfix(messageId(id)))
    expect(await page()).toMatch(/Il n’est pas arrivé\s?\. Vérifiez votre adresse dans « Mon compte »/)
  })

  const left = async (): Promise<string> => {
    const id = await outbox.queue(usagerId, email)
    await outbox.send(id)
    return id
  }
  const messageId = (id: string): string => `<${id}@${portal.context.mailDomain}>`

  test('stays refused when the mail that had left came back', async () => {
    smtp.answers.set('RCPT', '550 no such user')
    await outbox.send(await outbox.queue(usagerId, email))
    smtp.answers.clear()
    clock.advance(DAY)
    const id = await outbox.queue(usagerId, email)
    await outbox.send(id)
    await hand(postfix(`<${id}@${portal.context.mailDomain}>`))
    await outbox.job('contact:adresse-rejointe', { id })
    expect(await refuseeLe()).toEqual(new Date(START))
  })

  test.each([
    ['Postfix', postfix, 'retour 5.1.1', 'message/rfc822'],
    ['Exchange', exchange, 'retour 5.1.10', 'application/octet-stream'],
    ['Gmail', gmail, 'retour 5.2.2', 'multipart/report; report-type=delivery-status; boundary="x"'],
  ])('in the shape of %s', async (_name, shape, dernier_refus, type) => {
    const id = await left()
    const answer = await hand(shape(messageId(id)), { 'content-type': type })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(await outbox.rowOf(id)).toEqual({
      envoye_le: clock.now(),
      abandonne_le: clock.now(),
      dernier_refus,
    })
    expect(await refuseeLe()).toEqual(clock.now())
    expect(words((await here.get('/espace')).text)).toContain(`n’arrivent plus à ${email}`)
  })

  test('four times at once, and again later: noted once', async () => {
    const id = await left()
    const answers = await Promise.all([1, 2, 3, 4].map(() => hand(postfix(messageId(id)))))
    clock.advance(DAY)
    answers.push(await hand(postfix(messageId(id))))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204])
    expect((await outbox.rowOf(id)).abandonne_le).toEqual(new Date(START))
    expect(await outbox.journal('contact.adresse-refusee', usagerId)).toHaveLength(1)
  })

  test('for a passing reason: the mail is lost, the address is not blamed', async () => {
    const id = await left()
    await hand(postfix(messageId(id), '4.4.7'))
    expect(await outbox.rowOf(id)).toMatchObject({ abandonne_le: clock.now(), dernier_refus: 'retour 4.4.7' })
    expect(await refuseeLe()).toBeNull()
  })

  test('only late: nothing', async () => {
    const id = await left()
    expect((await hand(postfix(messageId(id), '4.4.1', 'delayed'))).status).toBe(204)
    expect(await outbox.rowOf(id)).toMatchObject({ abandonne_le: null, dernier_refus: null })
  })

  test('after the address of the account changed: the new one is not blamed', async () => {
    const id = await left()
    await base.db
      .updateTable('usager')
      .set({ email: `neuve-${email}`, email_normalise: `neuve-${email}` })
      .where('id', '=', usagerId)
      .execute()
    await hand(postfix(messageId(id)))
    expect((await outbox.rowOf(id)).abandonne_le).not.toBeNull()
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
    expect((await outbox.rowOf(id)).abandonne_le).toBeNull()
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
