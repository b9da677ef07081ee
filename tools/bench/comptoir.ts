import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SignedClient } from '../../test/support/signed-client.ts'
import { measureExport } from './export.ts'
import { fireInTurn, type Prepared, prepare } from './load.ts'
import { atMost, type Line, quantile } from './table.ts'
import { openWorld, type World } from './world.ts'

/** The same seed on both: the large base differs by its size only. */
const SMALL = { usagers: 400, demandes: 1_000 }
const LARGE = {
  usagers: Number(process.env.BENCH_USAGERS ?? 200_000),
  demandes: Number(process.env.BENCH_DEMANDES ?? 500_000),
}
/** A folder where the bases stay from one run to the next: the large one takes minutes to make. */
const KEPT = process.env.BENCH_KEPT
const ROUNDS = 4
const REQUESTS = 100
const DEEP_PAGE = 200
/** How many times the p99 of the small base that of the large one may be. */
const GROWTH = 1.3

interface Page {
  client: SignedClient
  home: string
  paths: string[]
  /** Rows of the queue that it shows, on the average of its addresses. */
  rows: number
}

export interface Counter {
  world: World
  signInAgent(): Promise<SignedClient>
  /** The pages measured, their addresses one after the other. */
  pages: Map<string, Page>
}

/** Full on both bases. */
const FULL = 'queue, every state, newest first'

/**
 * The pages of the counter and the follow-up of a demande on a base of a thousand demandes and on one of half a million,
 * request by request. What is judged is the ratio of their slowest hundredths.
 */
export async function measureComptoir(): Promise<Line[]> {
  const worlds: World[] = []
  try {
    const counters: Counter[] = []
    const lines: Line[] = []
    for (const size of [SMALL, LARGE]) {
      const world = await openWorld(KEPT && join(KEPT, String(size.demandes)))
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
    return [...lines, ...(await measureExport(large.world, await large.signInAgent()))]
  } finally {
    for (const world of worlds) await world.close()
  }
}

async function openCounter(world: World, size: typeof LARGE): Promise<Counter> {
  const said = await peupled(world, size)
  const motDePasse = /une seule fois\s:\s(\S+)/u.exec(said)?.[1] ?? ''
  const signInAgent = async (): Promise<SignedClient> => {
    const email = 'agent-1@demonstration.example'
    const code = (await world.cli(['agents:code', email])).trim()
    return signIn(world, '/agents/connexion', { email, motDePasse, code })
  }
  const agent = await signInAgent()
  const { email, reference } = await lived(world)
  const usager = await signIn(world, '/connexion', { email, motDePasse })
  const pages = await pagesOf(world, agent, { client: usager, reference })
  return { world, signInAgent, pages }
}

/** What the command said of the base that it made, now or in a run before. */
async function peupled(world: World, size: typeof LARGE): Promise<string> {
  const file = KEPT && join(KEPT, String(size.demandes), 'said.txt')
  const before = file && (await readFile(file, 'utf8').catch(() => undefined))
  if (before) return before
  const said = await world.cli([
    'demonstration:peupler',
    ...['--usagers', String(size.usagers), '--demandes', String(size.demandes), '--graine', '42'],
  ])
  if (file) await writeFile(file, said)
  return said
}

/** Somebody with more demandes than their space shows, one of them with all that a follow-up tells: alike on both bases. */
async function lived({ database }: World): Promise<{ email: string; reference: string }> {
  const { rows } = await database.pool.query<{ email: string; reference: string }>(
    `select u.email, d.reference from demande d join usager u on u.id = d.usager_id
      join decision x on x.demande_id = d.id join notification_de_decision n on n.decision_id = x.id
      where d.statut = 'acceptee' and n.vue_le is not null and not exists (select from message where demande_id = d.id)
        and exists (select from complement where demande_id = d.id)
        and (select count(*) from demande where usager_id = u.id) > 5
      order by u.cree_le, d.id limit 1`,
  )
  const [row] = rows
  if (!row) throw new Error('nobody has lived enough')
  return row
}

async function signIn(world: World, path: string, fields: Record<string, string>): Promise<SignedClient> {
  const client = new SignedClient(world.origin)
  const { status, text } = await client.signIn(path, fields)
  if (status !== 200) throw new Error(`${path}: ${status} ${text.replace(/<[^>]+>/g, ' ').slice(0, 600)}`)
  return client
}

async function pagesOf(
  world: World,
  agent: SignedClient,
  usager: { client: SignedClient; reference: string },
): Promise<Counter['pages']> {
  const some = await world.database.pool.query<{ reference: string; nom: string }>(
    `select d.reference, u.nom from demande d join usager u on u.id = d.usager_id order by d.id limit 20`,
  )
  const queue = { client: agent, home: '/agents' }
  const follow = { client: usager.client, home: '/espace' }
  const search = (words: readonly string[]) =>
    words.map((q) => `/agents?q=${encodeURIComponent(q)}&statut=toutes`)
  const asked: Record<string, Omit<Page, 'rows'>> = {
    'queue, first page': { ...queue, paths: ['/agents'] },
    [FULL]: { ...queue, paths: ['/agents?statut=toutes&tri=recentes'] },
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
    'follow-up of a demande': { ...follow, paths: [`/espace/demandes/${usager.reference}`] },
    espace: { ...follow, paths: ['/espace'] },
    statistics: { ...queue, paths: ['/agents/statistiques'] },
  }
  const pages: Counter['pages'] = new Map()
  for (const [what, page] of Object.entries(asked)) pages.set(what, { ...page, rows: await rowsOf(page) })
  return pages
}

async function rowsOf({ client, paths }: Omit<Page, 'rows'>): Promise<number> {
  let rows = 0
  for (const path of paths) {
    const { status, text } = await client.get(path)
    if (status !== 200) throw new Error(`${path}: ${status}`)
    rows += text.match(/ name="demande"/g)?.length ?? 0
  }
  return rows / paths.length
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

/** A page that a thousand demandes do not fill is compared with one that they fill: rows to show are not what grows. */
async function comparePage(what: string, small: Counter, large: Counter): Promise<Line> {
  const [own, grown, full] = [small.pages.get(what), large.pages.get(what), small.pages.get(FULL)]
  if (!own || !grown || !full) throw new Error(`no page ${what}`)
  const emptier = own.rows < grown.rows * 0.95
  const base = emptier ? full : own
  const seen: [number[], number[]] = [[], []]
  for (let round = -1; round < ROUNDS; round += 1) {
    const sides = [
      { origin: small.world.origin, requests: await requestsOf(base) },
      { origin: large.world.origin, requests: await requestsOf(grown) },
    ] as const
    const latencies = await fireInTurn(sides)
    // The round before the first warms everything up.
    if (round >= 0) for (const side of [0, 1] as const) seen[side].push(...latencies[side])
  }
  const [of, among] = seen.map((all) => `${quantile(all, 0.5).toFixed(1)}/${quantile(all, 0.99).toFixed(1)}`)
  const against = emptier ? `, against a full page of the small one` : ''
  const ratio = quantile(seen[1], 0.99) / quantile(seen[0], 0.99)
  return atMost(`p99, large / small: ${what}${against} (p50/p99 ms: ${of} → ${among})`, ratio, GROWTH, '×', 2)
}

async function requestsOf(page: Page): Promise<Prepared[]> {
  const each = Math.ceil(REQUESTS / page.paths.length)
  const made: Prepared[][] = []
  for (const path of page.paths) made.push(await prepare(page.client, path, each, page.home))
  return Array.from({ length: each }, (_, i) => made.flatMap((of) => of[i] ?? [])).flat()
}
