import { expect, test } from 'vitest'
import { createNetworkLimit } from './network-limit.ts'

const START = new Date('2026-11-23T09:00:00Z').getTime()
const at = (seconds: number): Date => new Date(START + seconds * 1_000)

test('thirty in ten minutes for a network, then how long to wait; the others go on', () => {
  const limit = createNetworkLimit({ max: 30, windowMs: 10 * 60_000, maxNetworks: 1_000 })
  for (let vote = 0; vote < 30; vote += 1) expect(limit('une', at(vote))).toBe(0)
  expect(limit('une', at(30))).toBe(570)
  expect(limit('une', at(599))).toBe(1)
  expect(limit('deux', at(30))).toBe(0)
  expect(limit('une', at(600))).toBe(0)
})

test('what it remembers is bounded: the oldest network goes first', () => {
  const limit = createNetworkLimit({ max: 1, windowMs: 60_000, maxNetworks: 2 })
  expect(['a', 'b', 'a', 'b'].map((network) => limit(network, at(0)))).toEqual([0, 0, 60, 60])
  limit('c', at(1))
  limit('d', at(1))
  expect(limit('a', at(2))).toBe(0)
})
