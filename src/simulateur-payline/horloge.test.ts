import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestClock, type TestClock } from '../../test/support/clock.ts'
import { open, read } from './appel.fixture.ts'
import { type SimulateurPayline, startSimulateurPayline } from './index.ts'

const MINUTE = 60_000
let clock: TestClock
let s: SimulateurPayline
let shop: Server
let heard: string[]
let status: number

beforeEach(async () => {
  clock = createTestClock()
  heard = []
  status = 200
  shop = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  s = await startSimulateurPayline({ clock, rythmeMs: 0 })
})
afterEach(async () => {
  await s.stop()
  shop.closeAllConnections()
  shop.close()
})

const address = (): string => `http://localhost:${(shop.address() as AddressInfo).port}/notif?de=payline`
const opened = (reference: string): Promise<string> =>
  open(s, reference, 4_500, { notificationURL: address() })
async function pass(milliseconds: number): Promise<void> {
  clock.advance(milliseconds)
  await s.tick()
}

test('a session expires after 15 minutes: never reached, reached, left while authenticating', async () => {
  const [never, seen, left, paid] = [
    await opened('A'),
    await opened('B'),
    await opened('C'),
    await opened('D'),
  ]
  expect((await read(s, never)).code).toBe('02533')
  await fetch(`${s.origin}/paiement/${seen}`)
  expect((await read(s, seen)).code).toBe('02306')
  s.payerComme(left, 'quittee')
  s.payerComme(paid, 'acceptee')
  await pass(15 * MINUTE - 1)
  expect((await read(s, never)).code).toBe('02533')
  await pass(1)
  const codes = await Promise.all([never, seen, left, paid].map(async (one) => (await read(s, one)).code))
  expect(codes).toEqual(['02534', '02304', '02324', '00000'])
  expect(s.payerComme(seen, 'acceptee').reglement).toBe('deja_fait')
})

test('a slow payment ends by itself, at its own moment, after the session would have expired', async () => {
  const token = await opened('LENT')
  await pass(14 * MINUTE)
  s.payerComme(token, 'lente')
  await pass(1.5 * MINUTE)
  expect((await read(s, token)).code).toBe('02306')
  await pass(MINUTE)
  expect(heard).toEqual([])
  expect(s.livre().transactions[0]).toMatchObject({ le: '2026-11-23T09:16:00.000Z', statut: 'ACCEPTED' })
  await pass(5_000)
  expect(heard).toEqual([`GET /notif?de=payline&notificationType=WEBTRS&token=${token}`])
})

test('one notification once it is heard', async () => {
  const token = await opened('UNE')
  s.payerComme(token, 'perdue')
  await pass(4_999)
  expect(heard).toEqual([])
  await pass(1)
  await pass(10 * MINUTE)
  expect(heard).toHaveLength(1)
})

test('none once the final result was fetched; a result that is not final does not count', async () => {
  const [fetched, doubtful] = [await opened('LU'), await opened('DOUTE')]
  s.payerComme(fetched, 'acceptee')
  s.payerComme(doubtful, 'fraude')
  await read(s, fetched)
  const id = (await read(s, doubtful)).at('transaction/id') ?? ''
  await pass(5_000)
  expect(heard).toEqual([expect.stringContaining(doubtful)])
  s.decider(id, true)
  await pass(5_000)
  expect(heard).toEqual([expect.stringContaining(doubtful), expect.stringContaining(doubtful)])
})

test('every minute for two hours while it fails, then no more', async () => {
  status = 500
  const token = await opened('SOURD')
  s.payerComme(token, 'acceptee')
  await pass(5_000)
  for (let minute = 0; minute < 150; minute += 1) await pass(MINUTE)
  expect(heard).toHaveLength(121)
})

test('copies and disorder are made on demand: one to five more, some before anything is paid', async () => {
  s.addPanne({ nature: 'notifications_doublees' })
  s.addPanne({ nature: 'notifications_desordonnees' })
  const token = await opened('DESORDRE')
  await fetch(`${s.origin}/paiement/${token}`)
  await s.tick()
  expect(heard).toHaveLength(1)
  s.payerComme(token, 'acceptee')
  await read(s, token)
  await pass(2 * MINUTE)
  expect(heard.length).toBeGreaterThanOrEqual(2)
  expect(heard.length).toBeLessThanOrEqual(6)
  await s.advance(10 * MINUTE)
  expect(new Set(heard).size).toBe(1)
})

test('notifications can be lost', async () => {
  s.addPanne({ nature: 'notifications_perdues', fois: 1 })
  for (const reference of ['PERDUE', 'ARRIVEE']) s.payerComme(await opened(reference), 'acceptee')
  await pass(MINUTE)
  expect(heard).toHaveLength(1)
})
