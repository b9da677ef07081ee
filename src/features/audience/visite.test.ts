import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextVue, readTemoin, TEMOIN_JOURS, writeTemoin } from './visite.ts'

const at = (moment: string): Date => new Date(moment)

describe('a visit', () => {
  const first = nextVue(undefined, at('2026-11-25T10:10:00Z'))
  it('begins with the first view', () =>
    expect([first.nouvelle, first.temoin]).toEqual([true, { faitLe: '2026-11-25', demiHeure: 20 }]))

  it.each([
    ['2026-11-25T10:10:01Z', false],
    ['2026-11-25T10:40:00Z', false],
    ['2026-11-25T10:59:59Z', false],
    ['2026-11-25T11:00:00Z', true],
    ['2026-11-26T10:10:00Z', true],
  ])('at %s, a new one: %s', (moment, nouvelle) =>
    expect(nextVue(first.temoin, at(moment)).nouvelle).toBe(nouvelle),
  )

  it('goes on from view to view, over midnight too, for as long as they follow each other', () => {
    let temoin = first.temoin
    for (let minutes = 25; minutes < 60 * 24; minutes += 25) {
      const vue = nextVue(temoin, new Date(at('2026-11-25T10:10:00Z').getTime() + minutes * 60_000))
      expect(vue.nouvelle).toBe(false)
      temoin = vue.temoin
    }
    expect(temoin.faitLe).toBe('2026-11-25')
  })

  it('never begins less than half an hour after the last view, always after an hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 * 86_400 }),
        fc.integer({ min: 0, max: 7_200 }),
        (when, gap) => {
          const start = at('2026-11-25T00:00:00Z').getTime() + when * 1000
          const before = nextVue({ faitLe: '2026-11-25', demiHeure: 0 }, new Date(start)).temoin
          const { nouvelle } = nextVue(before, new Date(start + gap * 1000))
          if (gap <= 1_800) expect(nouvelle).toBe(false)
          if (gap >= 3_600) expect(nouvelle).toBe(true)
        },
      ),
    )
  })
})

describe('its cookie', () => {
  it('lives thirteen months at most from the day it was made, whatever comes after', () => {
    const made = at('2026-11-25T10:10:00Z')
    let { temoin, maxAgeSeconds } = nextVue(undefined, made)
    const end = made.getTime() + maxAgeSeconds * 1000
    expect(end).toBeLessThanOrEqual(Date.parse('2027-12-25T10:10:00Z'))
    for (let day = 1; day < TEMOIN_JOURS; day += 1) {
      const now = new Date(made.getTime() + day * 86_400_000)
      if (now.getTime() >= end) break
      const known = readTemoin(writeTemoin(temoin), now)
      expect(known).toEqual(temoin)
      ;({ temoin, maxAgeSeconds } = nextVue(known, now))
      expect(now.getTime() + maxAgeSeconds * 1000).toBe(end)
    }
    expect(readTemoin(writeTemoin(temoin), new Date(end))).toBeUndefined()
  })

  it.each([
    undefined,
    '',
    '2026-11-25',
    '2026-11-25.',
    '2026-11-25.-1',
    '2026-11-25.20 ',
    '2026-11-25.020',
    '2026-02-30.1',
    '2026-11-25.21',
    '2026-11-26.0',
    '2025-10-28.0',
    'x'.repeat(4_000),
    '9999-99-99.1',
  ])('%s is not one of ours', (value) =>
    expect(readTemoin(value, at('2026-11-25T10:10:00Z'))).toBeUndefined(),
  )
})
