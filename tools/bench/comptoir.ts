import { SignedClient } from '../../test/support/signed-client.ts'
import { fire, type Prepared, prepare } from './load.ts'
import { atMost, type Line, median, quantile } from './table.ts'
import { openWorld, type World } from './world.ts'

/** The same seed on both: the large base differs by its size only. */
const SMALL = { usagers: 400, demandes: 1_000 }
const LARGE = {
  usagers: Number(process.env.BENCH_USAGERS ?? 200_000),
  demandes: Number(process.env.BENCH_DEMANDES ?? 500_000),
}
const ROUNDS = 5
const REQUESTS = 150
const DEEP_PAGE = 200
/** How many times the p99 of the small base that of the large one may be. */
const GROWTH = 1.3

interface Counter {
  world: World
  signInAgent(): Promise<SignedClient>
  /** Addresses of each page measured, one after the other; none: the product has no such page yet. */
  pages: Map<string, { client: SignedClient; home: string; paths: string[] }>
}

/**
 * The pages of the counter and the follow-up of a demande on a base of a thousand demandes and on one of half a million,
 * in turn: what else the machine does falls on both. What is judged is the ratio of their slowest hundredths.
 */
export async function measureComptoir(): Promise<Line[]> {
  const worlds: World[] = []
  try {
    const counters: Counter[] = []
    const lines: Line[] = []
    for (const size of [SMALL, LARGE]) {
      const world = await openWorld()
      worlds.push(world)
      const began = performance.now()
      const counter = await openCounter(world, size)
      const seconds = (performance.now() - began) / 1000
      lines.push({
        what: `a base of ${size.usagers} usagers, ${size.demandes} demandes made in`,
        value: `${seconds.toFixed(0)} s`,
      })
      counters.push(counter)
    }
    const [small, large] = counters
    if (!small || !large) throw new Error('two worlds were opened')
    for (const what of small.pages.keys()) lines.push(await comparePage(what, small, large))
    return [...lines, ...(await measureExport(large))]
  } finally {
    for (const world of worlds) await world.close()
  }
}

async function openCounter(world: World, size: typeof LARGE): Promise<Counter> {
  const said = await world.cli([
    'demonstration:peupler',
    ...['--usagers', String(size.usagers), '--demandes', String(size.demandes), '--graine', '42'],
  ])
  const motDePasse = /une seule fois\s:\s(\S+)/u.exec(said)?.[1] ?? ''
  const signInAgent = async (): Promise<SignedClient> => {
    const email = 'agent-1@demonstration.example'
    const code = (await world.cli(['agents:code', email])).trim()
    return signIn(world, '/agents/connexion', { email, motDePasse, code })
  }
  const agent = await signInAgent()
  // The one with the most demandes of all: the draw favours the first.
  const usager = await signIn(world, '/connexion', { email: 'usager-1@demonstration.example', motDePasse })
  return { world, signInAgent, pages: await pagesOf(world, agent, usager) }
}

async function signIn(world: World, path: string, fields: Record<string, string>): Promise<SignedClient> {
  const client = new SignedClient(world.origin)
  const { status, text } = await client.signIn(path, fields)
  if (status !== 200) throw new Error(`${path}: ${status} ${text.replace(/<[^>]+>/g, ' ').slice(0, 600)}`)
  return client
}

async function pagesOf(world: World, agent: SignedClient, usager: SignedClient): Promise<Counter['pages']> {
  const { rows } = await world.database.pool.query<{ reference: string }>(
    `select d.reference from demande d join usager u on u.id = d.usager_id
     where u.email = 'usager-1@demonstration.example' order by d.deposee_le desc limit 5`,
  )
  const mine = rows.map(({ reference }) => reference)
  const some = await world.database.pool.query<{ reference: string; nom: string }>(
    `select d.reference, u.nom from demande d join usager u on u.id = d.usager_id order by d.id limit 20`,
  )
  const queue = { client: agent, home: '/agents' }
  const follow = { client: usager, home: '/espace' }
  const search = (words: readonly string[]) =>
    words.map((q) => `/agents?q=${encodeURIComponent(q)}&statut=toutes`)
  const pages: Counter['pages'] = new Map(
    Object.entries({
      'queue, first page': { ...queue, paths: ['/agents'] },
      'queue, every state, newest first': { ...queue, paths: ['/agents?statut=toutes&tri=recentes'] },
      'queue, by deadline': { ...queue, paths: ['/agents?tri=echeance'] },
      'queue, mine': { ...queue, paths: ['/agents?attribution=moi'] },
      'queue, nobody’s': { ...queue, paths: ['/agents?attribution=aucune'] },
      'queue, near deadline': { ...queue, paths: ['/agents?urgence=proche&tri=echeance'] },
      [`queue, page ${DEEP_PAGE}`]: { ...queue, paths: [await deepPage(agent)] },
      'search by name': { ...queue, paths: search(some.rows.map(({ nom }) => nom)) },
      'search by first letters': { ...queue, paths: search(['ma', 'du', 'le', 'ro']) },
      'search by two names': { ...queue, paths: search(some.rows.map(({ nom }) => `lea ${nom}`)) },
      'search by reference': { ...queue, paths: search(some.rows.map(({ reference }) => reference)) },
      'demande at the counter': {
        ...queue,
        paths: some.rows.map(({ reference }) => `/agents/demandes/${reference}`),
      },
      'follow-up of a demande': {
        ...follow,
        paths: mine.map((reference) => `/espace/demandes/${reference}`),
      },
      espace: { ...follow, paths: ['/espace'] },
      statistics: { ...queue, paths: ['/agents/statistiques'] },
    }),
  )
  // What another part of the product brings is measured once it is there.
  for (const [what, { client, paths }] of pages) {
    if ((await client.get(paths[0] ?? '/')).status === 404) pages.set(what, { ...queue, paths: [] })
  }
  return pages
}

/** Where page 200 of the whole queue begins, or the last page that there is. */
async function deepPage(agent: SignedClient): Promise<string> {
  let path = '/agents?statut=toutes'
  for (let page = 1; page < DEEP_PAGE; page += 1) {
    const { text } = await agent.get(path)
    const next = /href="(\/agents\?[^"]*apres=[^"]*)"/.exec(text)?.[1]
    if (!next) break
    path = next.replaceAll('&amp;', '&')
  }
  return path
}

async function comparePage(what: string, small: Counter, large: Counter): Promise<Line> {
  const ratios: number[] = []
  const seen: [number[], number[]] = [[], []]
  for (let round = -1; round < ROUNDS; round += 1) {
    const p99: number[] = []
    for (const [i, counter] of [small, large].entries()) {
      const page = counter.pages.get(what)
      if (!page || page.paths.length === 0) return { what, value: 'no such page yet: skipped' }
      const { latencies } = await fire(counter.world.origin, await requestsOf(page), 1)
      p99.push(quantile(latencies, 0.99))
      if (round >= 0) seen[i as 0 | 1].push(...latencies)
    }
    if (round >= 0) ratios.push((p99[1] ?? 0) / (p99[0] ?? 1))
  }
  const [of, among] = seen.map((all) => `${quantile(all, 0.5).toFixed(1)}/${quantile(all, 0.99).toFixed(1)}`)
  return atMost(`p99, large / small: ${what} (p50/p99 ms: ${of} → ${among})`, median(ratios), GROWTH, '×', 2)
}

async function requestsOf(page: {
  client: SignedClient
  home: string
  paths: string[]
}): Promise<Prepared[]> {
  const each = Math.ceil(REQUESTS / page.paths.length)
  const made: Prepared[][] = []
  for (const path of page.paths) made.push(await prepare(page.client, path, each, page.home))
  return Array.from({ length: each }, (_, i) => made.flatMap((of) => of[i] ?? [])).flat()
}

const EXPORT = '/agents/export/pack-rentree'
/** What the web process may grow by while it sends the file, whatever the file weighs. */
const GROWS_MO = 60

/** A file of a hundred thousand demandes and more: a year of them, every column that is offered. */
async function measureExport({ world, signInAgent }: Counter): Promise<Line[]> {
  // The act wants a password of these five minutes.
  const agent = await signInAgent()
  const form = await agent.get(EXPORT)
  if (form.status !== 200) return [{ what: 'export', value: 'no such page yet: skipped' }]
  const year = (ago: number): string =>
    new Date(Date.now() - ago * 365 * 86_400_000).toISOString().slice(0, 10)
  const fields = { ...checkedIn(form.text), du: year(1), au: year(0), format: 'csv' }
  const { location, status, text } = await agent.post(EXPORT, fields)
  const id = /prepare=([\w-]+)/.exec(location ?? '')?.[1]
  if (!id) throw new Error(`export: ${status} ${text.replace(/<[^>]+>/g, ' ').slice(0, 600)}`)
  const before = (await world.usage()).rssMo
  let most = before
  const look = async (): Promise<void> => {
    most = Math.max(most, (await world.usage()).rssMo)
  }
  const watch = setInterval(() => void look(), 200)
  const began = performance.now()
  const file = await agent.get(`/agents/export/fichiers/${id}`)
  clearInterval(watch)
  const rows = file.text.split('\r\n').length - 2
  const seconds = (performance.now() - began) / 1000
  return [
    { what: 'export, as it is sent', value: `${rows} rows in ${seconds.toFixed(1)} s (${file.status})` },
    atMost('export, memory of the web process', most - before, GROWS_MO, 'Mo more', 0),
  ]
}

/** The boxes of a form that are ticked when it opens, by name. */
function checkedIn(html: string): Record<string, string[]> {
  const ticked: Record<string, string[]> = {}
  for (const [input] of html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(input)?.[1]
    if (!name || !/ checked/.test(input)) continue
    ticked[name] = [...(ticked[name] ?? []), / value="([^"]*)"/.exec(input)?.[1] ?? 'on']
  }
  return ticked
}
