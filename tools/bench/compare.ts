import type { Page } from './counter-pages.ts'
import { fireInTurn, type Prepared, prepare } from './load.ts'
import { atMost, type Line, median, quantile } from './table.ts'
import type { World } from './world.ts'

const ROUNDS = 7
const REQUESTS = 150
/** How many times the p99 of the small base that of the large one may be. */
const GROWTH = 1.3

export interface Side {
  world: World
  page: Page
}

interface Measured {
  p50: number
  p99: number
  /** Blocks of 8 KB that PostgreSQL looked at for a request: what the machine does meanwhile changes nothing to them. */
  blocks: number
}

/**
 * The same page on two bases, request by request in turn. What is judged is the ratio of their slowest hundredths, each
 * the median of those of the rounds: one moment when the machine did something else is one round.
 */
export async function comparePage(what: string, small: Side, large: Side): Promise<Line> {
  const [of, among] = await measureBoth(small, large)
  const said = (one: Measured) =>
    `${one.p50.toFixed(1)}/${one.p99.toFixed(1)}, ${one.blocks.toFixed(0)} blocks`
  return atMost(
    `p99, large / small: ${what} (p50/p99 ms: ${said(of)} → ${said(among)})`,
    among.p99 / of.p99,
    GROWTH,
    '×',
    2,
  )
}

/** The same page of the same base on both sides: what the machine alone makes of the ratio. */
export async function measureNoise(side: Side): Promise<Line> {
  const [one, other] = await measureBoth(side, side)
  return {
    what: 'noise: the small base against itself (above it, a ratio says something)',
    value: `${(Math.max(one.p99, other.p99) / Math.min(one.p99, other.p99)).toFixed(2)} ×`,
  }
}

async function measureBoth(small: Side, large: Side): Promise<[Measured, Measured]> {
  const sides = [small, large] as const
  const p50s: [number[], number[]] = [[], []]
  const p99s: [number[], number[]] = [[], []]
  let before = [0, 0]
  let count = 0
  for (let round = -1; round < ROUNDS; round += 1) {
    // The round before the first warms everything up.
    if (round === 0) before = await Promise.all(sides.map(blocksRead))
    const latencies = await fireInTurn([await toFire(small), await toFire(large)])
    if (round < 0) continue
    count += latencies[0].length
    for (const side of [0, 1] as const) {
      p50s[side].push(median(latencies[side]))
      p99s[side].push(quantile(latencies[side], 0.99))
    }
  }
  const after = await Promise.all(sides.map(blocksRead))
  const measured = (side: 0 | 1): Measured => ({
    p50: median(p50s[side]),
    p99: median(p99s[side]),
    blocks: ((after[side] ?? 0) - (before[side] ?? 0)) / count,
  })
  return [measured(0), measured(1)]
}

/** PostgreSQL tells what a connection read a second later at most. */
async function blocksRead({ world }: Side): Promise<number> {
  const { rows } = await world.database.pool.query<{ blocks: string }>(
    `select blks_hit + blks_read as blocks from pg_stat_database where datname = current_database()`,
  )
  return Number(rows[0]?.blocks)
}

async function toFire({ world, page }: Side): Promise<{ origin: string; requests: Prepared[] }> {
  const each = Math.ceil(REQUESTS / page.paths.length)
  const made: Prepared[][] = []
  for (const path of page.paths) made.push(await prepare(page.client, path, each, page.home))
  const requests = Array.from({ length: each }, (_, i) => made.flatMap((of) => of[i] ?? [])).flat()
  return { origin: world.origin, requests }
}
