import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SignedClient } from '../../test/support/signed-client.ts'
import { comparePage, measureNoise, type Side } from './compare.ts'
import { counterPages, FULL, namesOf, type Page } from './counter-pages.ts'
import { measureCrowd } from './crowd.ts'
import { measureExport } from './export.ts'
import type { Line } from './table.ts'
import { openWorld, type World } from './world.ts'

/** The same seed on both: the large base differs by its size only. */
const SMALL = { usagers: 400, demandes: 1_000 }
const LARGE = {
  usagers: Number(process.env.BENCH_USAGERS ?? 200_000),
  demandes: Number(process.env.BENCH_DEMANDES ?? 500_000),
}
/** A folder where the bases stay from one run to the next: the large one takes minutes to make. */
const KEPT = process.env.BENCH_KEPT
const AGENTS = 12

interface Counter {
  world: World
  motDePasse: string
}

/**
 * The pages of the counter and the follow-up of a demande on a base of a thousand demandes and on one of half a million;
 * on the large one, the export of a year and twenty agents at once.
 */
export async function measureComptoir(): Promise<Line[]> {
  const worlds: World[] = []
  try {
    const lines: Line[] = []
    const open = async (size: typeof LARGE): Promise<Counter> => {
      const world = await openWorld(KEPT && join(KEPT, String(size.demandes)))
      worlds.push(world)
      const began = performance.now()
      const said = await peupled(world, size)
      const seconds = (performance.now() - began) / 1000
      lines.push({
        what: `a base of ${size.usagers} usagers, ${size.demandes} demandes made in`,
        value: `${seconds.toFixed(0)} s`,
      })
      return { world, motDePasse: /une seule fois\s:\s(\S+)/u.exec(said)?.[1] ?? '' }
    }
    const [small, large] = [await open(SMALL), await open(LARGE)]
    const names = await namesOf(small.world)
    // First, while its process is as it was started; by another agent: a code signs in once.
    lines.push(...(await measureExport(large.world, await signInAgent(large, 2))))
    lines.push(...(await comparePages(small, large, names)))
    const crowd = []
    for (let rang = 1; rang <= AGENTS; rang += 1) crowd.push(await signInAgent(large, rang))
    return [...lines, ...(await measureCrowd(large.world, crowd, names))]
  } finally {
    for (const world of worlds) await world.close()
  }
}

/** A page that a thousand demandes do not fill is compared with one that they fill: rows to show are not what grows. */
async function comparePages(small: Counter, large: Counter, names: readonly string[]): Promise<Line[]> {
  const [few, many] = [await pagesOf(small, names), await pagesOf(large, names)]
  const side = (counter: Counter, page: Page | undefined): Side => {
    if (!page) throw new Error('no such page')
    return { world: counter.world, page }
  }
  const full = side(small, few.get(FULL))
  const lines = [await measureNoise(full)]
  for (const [what, own] of few) {
    const grown = side(large, many.get(what))
    const emptier = own.rows < grown.page.rows * 0.95
    process.stderr.write(`  … ${what}\n`)
    const named = emptier ? `${what}, against a full page of the small one` : what
    lines.push(await comparePage(named, emptier ? full : side(small, own), grown))
  }
  return lines
}

async function pagesOf(counter: Counter, names: readonly string[]): Promise<Map<string, Page>> {
  const agent = await signInAgent(counter)
  const { email, reference } = await lived(counter.world)
  const client = await signIn(counter.world, '/connexion', { email, motDePasse: counter.motDePasse })
  return counterPages(counter.world, agent, { client, reference }, names)
}

async function signInAgent({ world, motDePasse }: Counter, rang = 1): Promise<SignedClient> {
  const email = `agent-${rang}@demonstration.example`
  const code = (await world.cli(['agents:code', email])).trim()
  return signIn(world, '/agents/connexion', { email, motDePasse, code })
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
