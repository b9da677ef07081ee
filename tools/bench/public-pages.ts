import { fire, prepareBare } from './load.ts'
import { atLeast, type Line, median } from './table.ts'
import type { World } from './world.ts'

const ROUNDS = 5
const REQUESTS = 300
const CONNECTIONS = 8

/** Addresses that a first visit may open, weighed and timed. */
export const PUBLIC_PAGES: readonly string[] = [
  ...['/', '/services', '/services/pack-rentree', '/services/apa', '/actualites', '/sondage'],
  ...['/connexion', '/inscription', '/mot-de-passe-oublie', '/signaler'],
  ...[
    '/aide',
    '/disponibilite',
    '/navigateurs',
    '/securite',
    '/plan-du-site',
    '/mentions-legales',
    '/cookies',
  ],
  ...['/accessibilite', '/accessibilite/schema-pluriannuel', '/donnees-personnelles'],
  ...['/conditions-generales', '/conditions-generales/versions/1', '/services/pack-rentree/conditions'],
  '/conditions-generales/comparaison?de=1&a=1',
]

/**
 * Requests a second of each public page from a warm process, against a handler that answers as many bytes and does
 * nothing: rounds of the two in turn, the median of the ratios.
 */
export async function measurePublicPages(world: World): Promise<Line[]> {
  const { origin, floorOrigin } = world
  const lines: Line[] = []
  for (const path of PUBLIC_PAGES) {
    const ratios: number[] = []
    for (let round = -1; round < ROUNDS; round += 1) {
      const page = await fire(origin, prepareBare(path, REQUESTS), CONNECTIONS)
      await world.setFloor(page.bytes)
      const bare = await fire(floorOrigin, prepareBare('/bare', REQUESTS), CONNECTIONS)
      // The round before the first warms both up.
      if (round >= 0) ratios.push(bare.seconds / page.seconds)
    }
    lines.push(atLeast(`requests/s, ${path} / bare`, median(ratios), 0.5))
  }
  return lines
}
