import { expect, test } from 'vitest'
import { FONDEMENTS, fondements, wantsContradictoire, whyNotWithdrawn } from './retrait.ts'

const priseLe = new Date('2026-11-23T09:00:00Z')
const DANS_LES_QUATRE_MOIS = '2027-03-23T22:59:00Z'
const APRES = '2027-03-23T23:00:00Z'
const SENS = ['acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite'] as const

/** Written by hand: what each ground allows, then the same four months later. */
const TABLE = {
  illegale: { favorable: [true, false], defavorable: [true, false], entendre: true },
  fraude: { favorable: [true, true], defavorable: [false, false], entendre: true },
  demande: { favorable: [true, true], defavorable: [false, false], entendre: false },
  reexamen: { favorable: [false, false], defavorable: [true, true], entendre: false },
} as const

test.each(FONDEMENTS.flatMap((fondement) => SENS.map((sens) => ({ fondement, sens }))))(
  '$fondement, $sens',
  ({ fondement, sens }) => {
    const favorable = sens.startsWith('acceptee')
    const [avant, apres] = TABLE[fondement][favorable ? 'favorable' : 'defavorable']
    const why = (now: string) => whyNotWithdrawn({ sens, priseLe }, fondement, new Date(now))
    expect([why(DANS_LES_QUATRE_MOIS) === undefined, why(APRES) === undefined]).toEqual([avant, apres])
    expect(wantsContradictoire(sens, fondement)).toBe(favorable && TABLE[fondement].entendre)
  },
)

test('the end of the four months is said', () => {
  expect(whyNotWithdrawn({ sens: 'acceptee', priseLe }, 'illegale', new Date(APRES))).toContain(
    '23 mars 2027',
  )
  expect(Object.keys(fondements)).toEqual([...FONDEMENTS])
})
