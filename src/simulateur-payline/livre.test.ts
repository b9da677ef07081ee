import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, open, order, paid, read } from './appel.fixture.ts'
import { type SimulateurPayline, startSimulateurPayline } from './index.ts'
import { startLocalPayline } from './start-local.ts'

let folder: string
let running: { stop(): Promise<void> }[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'livre-'))
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()))
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<SimulateurPayline> {
  const s = await startSimulateurPayline({ fichier: join(folder, 'livre.jsonl'), rythmeMs: 0 })
  running.push(s)
  return s
}

test('the book counts every cent, and is the same after a restart and a torn line', async () => {
  const s = await start()
  const [whole, half, undone] = [
    await paid(s, 'A', 1_000),
    await paid(s, 'B', 2_050),
    await paid(s, 'C', 300),
  ]
  for (const carte of ['perdue', 'annuler', 'fraude', 'lente', 'quittee'])
    s.payerComme(await open(s, `X-${carte}`), carte)
  await call(s, 'doRefund', order(whole, 1_000, '1'))
  await call(s, 'doRefund', order(half, 25, '1'))
  await call(s, 'doReset', { transactionID: undone })
  const waiting = await open(s, 'EN-COURS')
  const book = s.livre()
  expect(book.totaux).toEqual({
    encaisseCents: 3_350,
    annuleCents: 300,
    restitueCents: 1_025,
    netCents: 2_025,
    paiementsAcceptes: 3,
  })
  expect(await (await fetch(`${s.origin}/_/livre`)).json()).toEqual(book)
  await appendFile(join(folder, 'livre.jsonl'), '{"le":1,"quoi":"finie","jeton":"cou')
  const again = await start()
  expect(again.livre()).toEqual(book)
  again.payerComme(waiting, 'acceptee')
  expect((await read(again, waiting)).code).toBe('00000')
  expect((await start()).livre()).toEqual(again.livre())
})

async function inFifties<T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let at = 0; at < all.length; at += 50)
    done.push(...(await Promise.all(all.slice(at, at + 50).map(act))))
  return done
}

test('what was answered is on the file', async () => {
  const s = await start()
  const id = await paid(s, 'ECRIT')
  expect(await readFile(join(folder, 'livre.jsonl'), 'utf8')).toContain(`"transactionId":"${id}"`)
})

test('400 payers, 100 of them twice, 50 at a time: each session ends once, ids never repeat', async () => {
  const s = await start()
  const tokens = await inFifties(
    Array.from({ length: 400 }, (_, n) => n),
    (n) => open(s, `F-${n}`, 100 + n),
  )
  const pay = (token: string) =>
    fetch(`${s.origin}/_/payer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, carte: 'acceptee' }),
    }).then((answer) => answer.json() as Promise<{ reglement: string }>)
  const said = await inFifties([...tokens.flatMap((one, n) => (n < 100 ? [one, one] : [one]))], pay)
  expect(said.filter((one) => one.reglement === 'fait')).toHaveLength(400)
  const { totaux, transactions } = s.livre()
  expect(totaux.encaisseCents).toBe(400 * 100 + (399 * 400) / 2)
  expect(new Set(transactions.map((one) => one.transactionId)).size).toBe(400)
})

test('npm start: the book in the data folder, the words to print, unless another Payline is named', async () => {
  const places = { dataDir: folder, root: folder }
  expect(await startLocalPayline({ PAYLINE_ENV: 'homologation' }, places)).toBeUndefined()
  const local = await startLocalPayline({ PAYLINE_SIMULATOR_PORT: '0' }, places)
  if (!local) throw new Error('not started')
  running.push(local)
  expect(local.env.PAYLINE_URL).toMatch(/^http:\/\/localhost:\d+\/V4\/services\/$/)
  expect(local.announcement.join('\n')).toContain('4970 0000 0000 0000   paiement accepté')
})
