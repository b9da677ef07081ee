import type { SignedClient } from '../../test/support/signed-client.ts'
import { fire, type Prepared, prepare, prepareBare } from './load.ts'
import { atLeast, type Line, median, quantile } from './table.ts'
import type { World } from './world.ts'

const ROUNDS = 7
const REQUESTS = 600
const CONNECTIONS = 8

interface Measured {
  perSecond: number[]
  latencies: number[]
  cpuMs: number[]
}

interface Row {
  origin: string
  make(): Promise<Prepared[]>
}

/** Short rounds of each row in turn: what else the machine does falls on all alike. Medians of the rounds. */
export async function measureEspace(world: World, one: SignedClient, fifty: SignedClient): Promise<Line[]> {
  const { origin, floorOrigin } = world
  const rows: Record<string, Row> = {
    'espace, 1 demande': { origin, make: () => prepare(one, '/espace', REQUESTS) },
    'espace, 50 demandes': { origin, make: () => prepare(fifty, '/espace', REQUESTS) },
    'floor: guard, one row, as many bytes': {
      origin: floorOrigin,
      make: () => prepare(one, '/floor', REQUESTS),
    },
    'bare: no session, as many bytes': {
      origin: floorOrigin,
      make: async () => prepareBare('/bare', REQUESTS),
    },
  }
  const measured = new Map<string, Measured>()
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, row] of Object.entries(rows)) {
      const requests = await row.make()
      const before = await world.usage()
      const run = await fire(row.origin, requests, CONNECTIONS)
      const after = await world.usage()
      if (name === 'espace, 1 demande') await world.setFloor(run.bytes)
      // The round before the first warms everything up.
      if (round < 0) continue
      const kept = measured.get(name) ?? { perSecond: [], latencies: [], cpuMs: [] }
      kept.perSecond.push(REQUESTS / run.seconds)
      kept.latencies.push(...run.latencies)
      kept.cpuMs.push((after.cpuMs - before.cpuMs) / REQUESTS)
      measured.set(name, kept)
    }
  }
  return report(measured)
}

function report(measured: Map<string, Measured>): Line[] {
  const speeds: number[] = []
  const cpus: number[] = []
  const lines: Line[] = []
  for (const [what, { perSecond, latencies, cpuMs }] of measured) {
    const [speed, cpu] = [median(perSecond), median(cpuMs)]
    speeds.push(speed)
    cpus.push(cpu)
    const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)]
    lines.push({
      what,
      value: `${speed.toFixed(0)}/s  p50 ${p50.toFixed(1)}  p99 ${p99.toFixed(1)} ms  CPU ${cpu.toFixed(2)} ms`,
    })
  }
  const [one = 0, fifty = 0, floor = 0, bare = 0] = speeds
  const [cpuOne = 0, cpuFifty = 0, cpuFloor = 0] = cpus
  return [
    ...lines,
    atLeast('requests/s, espace 1 / floor', one / floor, 0.6),
    atLeast('requests/s, espace 50 / floor', fifty / floor, 0.6),
    { what: 'requests/s, floor / bare', value: (floor / bare).toFixed(2) },
    { what: 'CPU, floor / espace 1', value: (cpuFloor / cpuOne).toFixed(2) },
    { what: 'CPU, floor / espace 50', value: (cpuFloor / cpuFifty).toFixed(2) },
  ]
}
