import { expect, it } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createAfflux } from './afflux.ts'

it('lets a network send three hundred in ten minutes, and each its own', () => {
  const clock = createTestClock()
  const isTooMany = createAfflux(clock)
  const send = (ip: string, times: number) => Array.from({ length: times }, () => isTooMany(ip))
  expect(send('192.0.2.7', 300)).not.toContain(true)
  expect(isTooMany('192.0.2.7')).toBe(true)
  expect(isTooMany('192.0.2.8')).toBe(false)
  clock.advance(10 * 60_000 - 1)
  expect(isTooMany('192.0.2.7')).toBe(true)
  clock.advance(1)
  expect(isTooMany('192.0.2.7')).toBe(false)
})

it('takes the /64 of an IPv6 address for one network', () => {
  const isTooMany = createAfflux(createTestClock())
  for (let i = 0; i < 300; i += 1) isTooMany(`2001:db8:1:1::${i.toString(16)}`)
  expect(isTooMany('2001:db8:1:1:ffff::1')).toBe(true)
  expect(isTooMany('2001:db8:1:2::1')).toBe(false)
})

it('remembers twenty thousand networks at most: the oldest go first', () => {
  const isTooMany = createAfflux(createTestClock())
  const send = (ip: string, times: number) => Array.from({ length: times }, () => isTooMany(ip))
  send('192.0.2.7', 300)
  for (let i = 0; i < 19_999; i += 1) isTooMany(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`)
  expect(isTooMany('192.0.2.7')).toBe(true)
  isTooMany('192.0.2.8')
  expect(isTooMany('192.0.2.7')).toBe(false)
})
