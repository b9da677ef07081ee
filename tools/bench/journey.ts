import { file, fillPackRentree } from '../../test/support/family.ts'
import { type Answer, SignedClient } from '../../test/support/signed-client.ts'
import { addUsagers, SECRET } from '../../test/support/usagers.ts'
import { fire, prepare } from './load.ts'
import { atMost, type Line, median } from './table.ts'
import type { Spent, World } from './world.ts'

const FAMILIES = 6
const WARM_UP = 20
const JOURNEYS = 25

/** Goes where each form leads, as the navigator does: every page is sent, then the next one is read. */
class Visitor extends SignedClient {
  override async post(
    path: string,
    fields: Record<string, string | readonly string[]> = {},
  ): Promise<Answer> {
    const answer = await super.post(path, fields)
    if (answer.location) await this.get(answer.location)
    return answer
  }
}

/** One Pack rentrée for one child, from « Commencer » to the acknowledgement, with one document. */
async function journey(client: SignedClient): Promise<string> {
  const base = await fillPackRentree(client, [{ prenom: 'Léa', options: ['restauration', 'carte-jeune'] }])
  return file(client, base)
}

/** The page that a request shows or answers. */
const nameOf = ({ what }: Spent): string =>
  /brouillons\/:id\/([\w-]+)/.exec(what)?.[1]?.replace('pieces', 'upload') ?? what

/** What the best public portals in TypeScript take on two such cores: a question page, and a journey of five. */
const THEIRS = { page: 2.9, fivePages: 64 }
const REQUESTS = 400
const ROUNDS = 5

interface Page {
  requests: number
  cpuMs: number
}

function sumByPage(requests: readonly Spent[]): Map<string, Page> {
  const pages = new Map<string, Page>()
  for (const request of requests) {
    const { requests: sofar, cpuMs } = pages.get(nameOf(request)) ?? { requests: 0, cpuMs: 0 }
    pages.set(nameOf(request), { requests: sofar + 1, cpuMs: cpuMs + request.cpuMs })
  }
  return pages
}

async function visitor(world: World, email: string): Promise<SignedClient> {
  await addUsagers(world.database.db, [email])
  const client = new Visitor(world.origin)
  await client.signIn('/connexion', { email, motDePasse: SECRET })
  return client
}

/** One family alone, page by page, then six at once: a busy server shares its wake-ups between them. */
export async function measureJourney(world: World): Promise<Line[]> {
  const families = await Promise.all(
    Array.from({ length: FAMILIES }, (_, i) => visitor(world, `famille${i}@exemple.fr`)),
  )
  const [first = families[0]] = families
  if (!first) return []
  await together(families, WARM_UP)
  const runs: Map<string, Page>[] = []
  for (let one = 0; one < JOURNEYS; one += 1) {
    await world.spent()
    await journey(first)
    runs.push(sumByPage(await world.spent()))
  }
  const alone = median(runs.map((run) => [...run.values()].reduce((sum, page) => sum + page.cpuMs, 0)))
  const before = await world.usage()
  await together(families, 5)
  const after = await world.usage()
  const busy = (after.cpuMs - before.cpuMs) / (FAMILIES * 5)
  const requests = [...(runs[0]?.values() ?? [])].reduce((sum, page) => sum + page.requests, 0)
  return [
    ...[...(runs[0]?.keys() ?? [])].map((name) => lineOf(name, runs)),
    { what: `journey: all ${requests} requests, one family alone`, value: `${alone.toFixed(1)} ms CPU` },
    {
      what: `journey: all ${requests} requests, six families at once`,
      value: `${busy.toFixed(1)} ms CPU`,
    },
    atMost(
      'journey: five pages of it, sent and read',
      (busy / requests) * 10,
      Math.round(THEIRS.fivePages / 3),
      'ms CPU',
    ),
    ...(await measureQuestions(world, first)),
    atMost('memory of the web process after it', after.rssMo, 250, 'Mo', 0),
  ]
}

const together = (families: readonly SignedClient[], times: number): Promise<unknown> =>
  Promise.all(
    families.map(async (family) => {
      for (let time = 0; time < times; time += 1) await journey(family)
    }),
  )

/** The CPU of one request of a page, its GETs and POSTs alike. */
function lineOf(name: string, runs: readonly Map<string, Page>[]): Line {
  const requests = runs[0]?.get(name)?.requests ?? 1
  const each = median(runs.map((run) => (run.get(name)?.cpuMs ?? 0) / requests))
  const what = `journey: ${name}${requests > 1 ? `, each of ${requests} requests` : ''}`
  return { what, value: `${each.toFixed(2)} ms CPU` }
}

/** Question pages read by many at once, as the espace is measured. */
async function measureQuestions(world: World, client: SignedClient): Promise<Line[]> {
  const base = await fillPackRentree(client, [{ prenom: 'Noé', options: ['restauration'] }])
  const enfant = /options\/([\w-]+)/.exec((await client.get(`${base}/verification`)).text)?.[1]
  const lines: Line[] = []
  for (const page of ['vous', 'scolarite', 'restauration']) {
    const path = `${base}/${page}${page === 'vous' ? '' : `/${enfant}`}`
    const cpuMs: number[] = []
    for (let round = -1; round < ROUNDS; round += 1) {
      const prepared = await prepare(client, path, REQUESTS)
      const before = await world.usage()
      await fire(world.origin, prepared, 8)
      const after = await world.usage()
      if (round >= 0) cpuMs.push((after.cpuMs - before.cpuMs) / REQUESTS)
    }
    lines.push(atMost(`question page « ${page} », read by many`, median(cpuMs), THEIRS.page / 3, 'ms CPU', 2))
  }
  return lines
}
