import { hashPassword, verifyPassword } from '../../src/platform/session/password.ts'
import { SignedClient } from '../../test/support/signed-client.ts'
import { addUsagers, SECRET } from '../../test/support/usagers.ts'
import { type Answered, fire, fireAtRate, type Prepared, prepare } from './load.ts'
import { atLeast, atMost, type Line, median, quantile } from './table.ts'
import type { World } from './world.ts'

const PEOPLE = 300
const ROUNDS = 5
const SIGN_INS = 80
const CONNECTIONS = 8
const VERIFICATIONS = 80
const PAGES = 400
const FLOOD_PER_SECOND = 100
const FLOOD_SECONDS = 6

let source = 0
/** Each from a network of its own: the limit of failures a network is not what is measured. */
const network = (): string => {
  source += 1
  return `10.${(source >> 16) & 255}.${(source >> 8) & 255}.${source & 255}`
}

/** Sign-ins as bytes, each by a browser of its own, proof included. */
export async function prepareSignIns(origin: string, emails: readonly string[]): Promise<Prepared[]> {
  const body = (email: string) => Buffer.from(new URLSearchParams({ email, motDePasse: SECRET }).toString())
  const client = new SignedClient(origin)
  // The nonce of this minute, which every proof carries.
  await client.post('/connexion', { email: '', motDePasse: '' })
  return Promise.all(
    emails.map(async (email) => {
      const sent = body(email)
      const proof = await client.proof('POST', '/connexion', sent)
      const head = `POST /connexion HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${sent.length}\r\nx-forwarded-for: ${network()}\r\ndpop: ${proof}\r\n\r\n`
      return Buffer.concat([Buffer.from(head, 'latin1'), sent])
    }),
  )
}

/** What the machine verifies a second, as the portal does it: two at once, nothing beside. */
async function argonPerSecond(stored: string): Promise<number> {
  const began = performance.now()
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      for (let one = 0; one < VERIFICATIONS / 2; one += 1) await verifyPassword(stored, SECRET)
    }),
  )
  return (VERIFICATIONS * 1000) / (performance.now() - began)
}

/** Sign-ins beside the Argon2 limit of the machine, and signed-in pages during a flood of sign-ins. */
export async function measureSignIn(world: World): Promise<Line[]> {
  const emails = Array.from({ length: PEOPLE }, (_, i) => `foule-${i}@exemple.fr`)
  await addUsagers(world.database.db, emails)
  return [...(await limits(world, emails)), ...(await flood(world, emails))]
}

async function limits({ origin }: World, emails: readonly string[]): Promise<Line[]> {
  const stored = await hashPassword(SECRET)
  const [ratios, speeds, costs]: [number[], number[], number[]] = [[], [], []]
  for (let round = -1; round < ROUNDS; round += 1) {
    const before = await argonPerSecond(stored)
    const requests = await prepareSignIns(origin, emails.slice(0, SIGN_INS))
    const run = await fire(origin, requests, CONNECTIONS)
    const after = await argonPerSecond(stored)
    if (round < 0) continue
    const argon = (before + after) / 2
    speeds.push(SIGN_INS / run.seconds)
    costs.push(argon)
    ratios.push(SIGN_INS / run.seconds / argon)
  }
  return [
    { what: 'Argon2 limit of the machine', value: `${median(costs).toFixed(1)}/s` },
    { what: 'sign-ins', value: `${median(speeds).toFixed(1)}/s` },
    atLeast('sign-ins / Argon2 limit', median(ratios), 0.85),
  ]
}

async function flood(world: World, emails: readonly string[]): Promise<Line[]> {
  const { origin } = world
  const reader = await world.usager('lectrice@exemple.fr')
  const read = async (): Promise<number[]> =>
    (await fire(origin, await prepare(reader, '/espace', PAGES), 1)).latencies
  await read()
  const [quiet, flooded]: [number[], number[]] = [[], []]
  const answers: Answered[] = []
  for (let round = 0; round < 3; round += 1) {
    quiet.push(...(await read()))
    const total = FLOOD_PER_SECOND * FLOOD_SECONDS
    const crowd = Array.from({ length: total }, (_, i) => emails[i % emails.length] ?? '')
    const requests = await prepareSignIns(origin, crowd)
    const pages = await prepare(reader, '/espace', PAGES)
    const storm = fireAtRate(origin, requests, FLOOD_PER_SECOND)
    // The queue fills first: what is measured is the flood itself.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    flooded.push(...(await fire(origin, pages, 1)).latencies)
    answers.push(...(await storm))
  }
  const [before, during] = [quantile(quiet, 0.99), quantile(flooded, 0.99)]
  const shed = answers.filter(({ status }) => status === 503)
  const others = answers.filter(({ status }) => status !== 200 && status !== 503)
  return [
    {
      what: 'signed-in page, quiet',
      value: `p50 ${quantile(quiet, 0.5).toFixed(1)}  p99 ${before.toFixed(1)} ms`,
    },
    {
      what: 'signed-in page, 100 sign-ins/s',
      value: `p50 ${quantile(flooded, 0.5).toFixed(1)}  p99 ${during.toFixed(1)} ms`,
    },
    atMost('p99, flood / quiet', during / before, 3, '×', 2),
    {
      what: 'sign-ins let in / shed',
      value: `${answers.length - shed.length - others.length} / ${shed.length}`,
    },
    atMost(
      'answers without Retry-After or other than 200 and 503',
      shed.filter(({ retryAfter }) => !retryAfter).length + others.length,
      0,
      '',
      0,
    ),
  ]
}
