import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockKey } from '../../src/platform/session/lockout-store.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { claimsOf, header, makeKeys, signProof } from '../support/proof-maker.ts'
import { createRawClient, type RawClient } from '../support/raw-client.ts'

const TRIALS = 500
/** The widest gap between two medians, in milliseconds. */
const GAP_MS = 5
/** All of one length: the page of a refused sign-in shows the address that was typed. */
const ADDRESSES = {
  known: 'connue-00@exemple.fr',
  unknown: 'ignoree-0@exemple.fr',
  'known, locked': 'connue-vr@exemple.fr',
  'unknown, locked': 'ignoree-v@exemple.fr',
} as const
type Kind = keyof typeof ADDRESSES
const KINDS = Object.keys(ADDRESSES) as Kind[]
const NEW_PASSWORD = 'glycine-chartreuse-boussole-7'

let base: TestDatabase
let portal: Portal
let raw: RawClient
const locked = () => KINDS.filter((kind) => kind.endsWith('locked')).map(keyOf)
const keyOf = (kind: Kind): Buffer => lockKey(portal.context.lockoutKey, ADDRESSES[kind])

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false, behindProxy: true })
  raw = createRawClient(portal.origin, 1)
  await portal.addUsager(ADDRESSES.known)
  await portal.addUsager(ADDRESSES['known, locked'])
  for (const kind of ['known, locked', 'unknown, locked'] as const)
    for (let failure = 0; failure < 5; failure += 1) await signIn(kind, failure)
  // The two were locked a moment apart: the page says until when, to the minute.
  await portal.context.db
    .updateTable('verrou_acces')
    .set({ bloque_jusqu_a: new Date(Date.now() + 3_600_000) })
    .where('cle', 'in', locked())
    .execute()
})
afterAll(async () => {
  raw.close()
  await portal.stop()
  await base.drop()
})

const ipOf = (trial: number, at: number): string => `10.${at}.${trial >> 8}.${trial & 255}`
const keys = makeKeys()

function form(path: string, kind: Kind, trial: number, fields: Record<string, string>) {
  const body = new URLSearchParams({ email: ADDRESSES[kind], ...fields }).toString()
  const to = { origin: portal.origin, method: 'POST', path, body }
  const { ath: _, ...claims } = claimsOf(to, { token: '', nonce: portal.context.nonces.current() })
  const dpop = path === '/connexion' ? signProof(keys, header(keys), claims) : undefined
  const headers = { dpop, 'x-forwarded-for': ipOf(trial, KINDS.indexOf(kind)) }
  return { path, body, headers }
}
const signIn = (kind: Kind, trial: number) =>
  raw.send(form('/connexion', kind, trial, { motDePasse: 'ce-n-est-pas-le-bon' }))
const signUp = (kind: Kind, trial: number) =>
  raw.send(
    form('/inscription', kind, trial, {
      ...{ prenom: 'Camille', nom: 'Martin', motDePasse: NEW_PASSWORD, conditions: 'oui', numero: '1' },
    }),
  )
const reset = (kind: Kind, trial: number) => raw.send(form('/mot-de-passe-oublie', kind, trial, {}))

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
/** Every trial is the first of its address, but for those that are locked. */
const forget = () => portal.context.db.deleteFrom('verrou_acces').where('cle', 'not in', locked()).execute()

/** One trial of each kind in turn, the first one never the same: what slows the machine slows them all. */
async function compare(ask: typeof signIn, kinds: readonly Kind[] = KINDS) {
  const times = Object.fromEntries(kinds.map((kind) => [kind, [] as number[]])) as Record<Kind, number[]>
  const bodies = Object.fromEntries(kinds.map((kind) => [kind, new Set<string>()])) as Record<
    Kind,
    Set<string>
  >
  for (let trial = -20; trial < TRIALS; trial += 1) {
    await forget()
    for (let turn = 0; turn < kinds.length; turn += 1) {
      const kind = kinds[(turn + trial + 20) % kinds.length] as Kind
      const request = performance.now()
      const { status, text, headers } = await ask(kind, trial + 20)
      if (trial >= 0) times[kind].push(performance.now() - request)
      const { date: _, 'dpop-nonce': __, ...told } = headers
      bodies[kind].add(`${status} ${JSON.stringify(told)} ${text.replaceAll(ADDRESSES[kind], '[adresse]')}`)
    }
  }
  const medians = kinds.map((kind) => median(times[kind]))
  return { bodies, gap: Math.max(...medians) - Math.min(...medians) }
}

test('signing in: known and unknown are told the same, so are the locked ones, in the same time', async () => {
  const { bodies, gap } = await compare(signIn)
  for (const kind of KINDS) expect([kind, bodies[kind].size]).toEqual([kind, 1])
  expect([...bodies.known]).toEqual([...bodies.unknown])
  expect([...bodies['known, locked']]).toEqual([...bodies['unknown, locked']])
  // That an address is blocked is told to whoever guessed at it, known or not.
  expect([...bodies.known]).not.toEqual([...bodies['known, locked']])
  expect(gap).toBeLessThan(GAP_MS)
}, 180_000)

test.each([
  ['signing up', signUp],
  ['a forgotten password', reset],
] as const)(
  '%s: known, unknown and locked are told the same, in the same time',
  async (_, ask) => {
    const { bodies, gap } = await compare(ask)
    const all = new Set(KINDS.flatMap((kind) => [...bodies[kind]]))
    expect([...all]).toHaveLength(1)
    expect([...all][0]).toMatch(/^200 /)
    expect(gap).toBeLessThan(GAP_MS)
  },
  180_000,
)
