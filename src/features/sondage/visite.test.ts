import { expect, test } from 'vitest'
import { newVisite, readVisite, reseauDe } from './visite.ts'

const KEY = Buffer.alloc(32, 5)
const NOW = new Date('2026-11-23T09:00:00Z')
const after = (ms: number): Date => new Date(NOW.getTime() + ms)
const DAY = 86_400_000
const visite = newVisite(KEY, 3, NOW)

test('good for its poll during 24 hours', () => {
  const read = readVisite(KEY, 3, visite, after(DAY - 1))
  expect(read?.id).toHaveLength(12)
  expect(read?.expireLe).toEqual(after(DAY))
  expect(readVisite(KEY, 3, visite, after(DAY))).toBeUndefined()
})

test('knows a page that several people read from that of one', () => {
  expect(readVisite(KEY, 3, visite, NOW)?.partagee).toBe(false)
  const kept = newVisite(KEY, 3, NOW, 'page-partagee')
  expect(readVisite(KEY, 3, kept, NOW)?.partagee).toBe(true)
})

test('two renderings of the same millisecond differ', () => {
  expect(newVisite(KEY, 3, NOW)).not.toBe(visite)
})

test.each([
  ['nothing', ''],
  ['one letter less', visite.slice(1)],
  ['one letter more', `${visite}A`],
  ['not base64url', `${visite.slice(0, -1)}+`],
  ['another moment', (visite.startsWith('A') ? 'B' : 'A') + visite.slice(1)],
  ['another signature', visite.slice(0, 20) + [...visite.slice(20)].reverse().join('')],
  ['10 MB', visite.repeat(300_000)],
])('refused: %s', (_, typed) => {
  expect(readVisite(KEY, 3, typed, NOW)).toBeUndefined()
})

test('refused: that of another poll, or signed with another key', () => {
  expect(readVisite(KEY, 4, visite, NOW)).toBeUndefined()
  expect(readVisite(Buffer.alloc(32, 6), 3, visite, NOW)).toBeUndefined()
})

test('16 bits of the network: the same in a visite, others in the next, shared by thousands of addresses', () => {
  const one = readVisite(KEY, 3, visite, NOW)
  const other = readVisite(KEY, 3, newVisite(KEY, 3, NOW), NOW)
  if (!one || !other) throw new Error('a visite of ours is refused')
  const addresses = Array.from({ length: 2_000 }, (_, i) => `10.1.${i >> 8}.${i & 255}`)
  const marks = (of: typeof one) => addresses.map((ip) => reseauDe(KEY, 3, of, ip))
  const [these, those] = [marks(one), marks(other)]
  expect(marks(one)).toEqual(these)
  expect(these.filter((mark, i) => mark === those[i]).length).toBeLessThan(5)
  for (const mark of these) expect(Math.abs(mark)).toBeLessThanOrEqual(32_768)
  // Of 2,000 addresses some thirty share their mark with another one.
  expect(new Set(these).size).toBeLessThan(2_000)
  // An IPv6 subscriber is a /64.
  expect(reseauDe(KEY, 3, one, '2001:db8:1:2::3')).toBe(reseauDe(KEY, 3, one, '2001:db8:1:2:ffff::9'))
})
