import type { SignedClient } from '../../test/support/signed-client.ts'
import { atMost, type Line, quantile } from './table.ts'
import type { World } from './world.ts'

const AT_ONCE = 20
const SECONDS = Number(process.env.BENCH_CROWD_SECONDS ?? 60)

interface Seen {
  latencies: number[]
  /** Somebody else was quicker: told to the agent, no fault. */
  late: number
  errors: string[]
}

/**
 * Twenty agents at once for a minute, without a pause: they page through the queue, search, open a demande and take it.
 * None of their requests may fail.
 * @param clients sessions of agents; the same agent may have two tabs
 */
export async function measureCrowd(
  world: World,
  clients: readonly SignedClient[],
  names: readonly string[],
): Promise<Line[]> {
  const until = performance.now() + SECONDS * 1000
  const seen: Seen = { latencies: [], late: 0, errors: [] }
  const before = await world.usage()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, rang) => {
      const client = clients[rang % clients.length]
      if (client) await workAt(client, rang, names, until, seen)
    }),
  )
  const after = await world.usage()
  const { latencies, late, errors } = seen
  for (const error of errors.slice(0, 5)) process.stderr.write(`crowd: ${error}\n`)
  return [
    {
      what: `${AT_ONCE} agents at once for ${SECONDS} s, on the large base`,
      value: `${latencies.length} requests, ${(latencies.length / SECONDS).toFixed(0)}/s, p50 ${quantile(latencies, 0.5).toFixed(0)} p99 ${quantile(latencies, 0.99).toFixed(0)} ms`,
    },
    {
      what: 'of which taken by somebody else meanwhile, and told so; memory',
      value: `${late}; ${(after.rssMo - before.rssMo).toFixed(0)} Mo more`,
    },
    atMost('errors of these', errors.length, 0, 'errors', 0),
  ]
}

async function workAt(
  client: SignedClient,
  rang: number,
  names: readonly string[],
  until: number,
  seen: Seen,
): Promise<void> {
  const asked = async (
    send: () => ReturnType<SignedClient['get']>,
    what: string,
    also: readonly number[] = [],
  ) => {
    const sent = performance.now()
    const answer = await send().catch((error: unknown) => ({ status: String(error), text: '' }))
    seen.latencies.push(performance.now() - sent)
    if (answer.status === 409 && also.includes(409)) seen.late += 1
    else if (answer.status !== 200 && answer.status !== 204) seen.errors.push(`${what}: ${answer.status}`)
    return answer.text
  }
  const get = (path: string) => asked(() => client.get(path), path)
  for (let turn = rang; performance.now() < until; turn += 1) {
    const nom = names[turn % names.length] ?? ''
    const starts = [
      '/agents',
      '/agents?attribution=aucune',
      '/agents?tri=echeance',
      `/agents?q=${encodeURIComponent(nom)}`,
      `/agents?q=${encodeURIComponent(`lea ${nom}`)}&statut=toutes`,
      '/agents?urgence=complement',
    ]
    let page = await get(starts[turn % starts.length] ?? '/agents')
    for (let pages = 0; pages < 3; pages += 1) {
      const path = /href="(\/agents\?[^"]*apres=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
      if (!path) break
      page = await get(path)
    }
    const opened = [...page.matchAll(/data-ouvre href="([^"]+)"/g)][rang]?.[1]?.replaceAll('&amp;', '&')
    if (!opened) continue
    const demande = await get(opened)
    const agentVu = / name="agentVu" value="([^"]*)"/.exec(demande)?.[1] ?? ''
    const path = `${opened.split('?')[0]}/a-moi`
    if (demande.includes('/a-moi"')) await asked(() => client.post(path, { agentVu }), path, [409])
  }
}
