import { file, fillPackRentree } from '../../test/support/family.ts'
import { type Answer, SignedClient } from '../../test/support/signed-client.ts'
import { addUsagers, SECRET } from '../../test/support/usagers.ts'
import { atMost, type Line, median } from './table.ts'
import type { World } from './world.ts'

const WARM_UP = 25
const JOURNEYS = 15

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

/** A question page is its GET and the POST that answers it. */
const nameOf = (what: string): string =>
  /brouillons\/:id\/(pieces|[\w-]+)/.exec(what)?.[1]?.replace('pieces', 'document (3 requests)') ?? what

const OTHER = new Set(['document (3 requests)', 'depot'])

export async function measureJourney(world: World): Promise<Line[]> {
  const email = 'parcours@exemple.fr'
  await addUsagers(world.database.db, [email])
  const client = new Visitor(world.origin)
  await client.signIn('/connexion', { email, motDePasse: SECRET })
  for (let warm = 0; warm < WARM_UP; warm += 1) await journey(client)
  const totals: number[] = []
  const pages = new Map<string, number[]>()
  for (let one = 0; one < JOURNEYS; one += 1) {
    await world.spent()
    await journey(client)
    const sums = new Map<string, number>()
    for (const { what, cpuMs } of await world.spent()) {
      const page = nameOf(what)
      sums.set(page, (sums.get(page) ?? 0) + cpuMs)
    }
    totals.push([...sums.values()].reduce((sum, cpu) => sum + cpu, 0))
    for (const [page, cpu] of sums) pages.set(page, [...(pages.get(page) ?? []), cpu])
  }
  const { rssMo } = await world.usage()
  return [
    ...[...pages].map(([page, cpu]) => lineOf(page, median(cpu))),
    atMost('journey: CPU, all requests', median(totals), 17, 'ms'),
    atMost('memory of the web process after it', rssMo, 250, 'Mo', 0),
  ]
}

const lineOf = (page: string, cpu: number): Line =>
  OTHER.has(page) || page.includes(' ')
    ? { what: `journey: ${page}`, value: `${cpu.toFixed(2)} ms` }
    : atMost(`journey: ${page}, GET + POST`, cpu, 1, 'ms', 2)
