import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { monthsBefore, periodeDe, readPeriode } from './periode.ts'
import { tranchesDe } from './tranches.ts'

const TODAY = '2026-11-25'
const read = (typed: { periode?: string; du?: string; au?: string }) =>
  readPeriode({ periode: '', du: '', au: '', ...typed }, TODAY)

describe('a period', () => {
  it.each([
    ['7-jours', '2026-11-19'],
    ['30-jours', '2026-10-27'],
    ['12-mois', '2025-11-26'],
  ] as const)('%s begins on %s', (nom, du) =>
    expect(read({ periode: nom }).periode).toEqual({ nom, du, au: TODAY }),
  )

  it('is thirty days when none was asked for, or none that we know', () => {
    for (const periode of ['', 'toujours', '__proto__'])
      expect(read({ periode }).periode.nom).toBe('30-jours')
  })

  it.each([
    [{ du: '2026-11-01', au: '2026-11-25' }, {}],
    [{ du: '2024-10-25', au: '2024-10-25' }, {}],
    [{ du: '2024-10-24', au: '2026-11-25' }, { du: 'Les comptes ne sont gardés que 25 mois.' }],
    [{ du: '2026-11-02', au: '2026-11-01' }, { au: 'Le dernier jour vient avant le premier.' }],
    [{ du: '2026-11-02', au: '2026-11-26' }, { au: 'Ce jour n’est pas encore venu.' }],
    [{ du: '2026-11-02', au: '' }, { au: 'Écrivez le dernier jour : il manque, ou n’existe pas.' }],
    [{ du: '2026-02-30', au: '2026-11-01' }, { du: 'Écrivez le premier jour : il manque, ou n’existe pas.' }],
    [
      { du: '02/11/2026', au: "'; drop table audience" },
      {
        du: 'Écrivez le premier jour : il manque, ou n’existe pas.',
        au: 'Écrivez le dernier jour : il manque, ou n’existe pas.',
      },
    ],
  ])('%j', (typed, erreurs) => {
    const answer = read(typed)
    const plain = Object.fromEntries(
      Object.entries(answer.erreurs).map(([nom, words]) => [nom, words.replaceAll(/[\u00a0\u202f]/g, ' ')]),
    )
    expect(plain).toEqual(erreurs)
    expect(answer.periode).toEqual(
      Object.keys(erreurs).length === 0 ? { ...typed, nom: undefined } : periodeDe('30-jours', TODAY),
    )
  })

  it('goes back by months as the calendar does', () => {
    expect(monthsBefore('2026-03-31', 1)).toBe('2026-02-28')
    expect(monthsBefore('2026-11-25', 25)).toBe('2024-10-25')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  })
})

describe('its columns', () => {
  it('are days, then weeks, then months, empty ones too', () => {
    const columns = (du: string, au: string) => {
      const { pas, tranches } = tranchesDe(
        { du, au, nom: undefined },
        new Map([['2026-11-25', { vues: 3, visites: 2 }]]),
      )
      return [pas, tranches.length, tranches[0]?.libelle, tranches.at(-1)]
    }
    expect(columns('2026-10-27', TODAY)).toEqual([
      'jour',
      30,
      '27 octobre 2026',
      { libelle: '25 novembre 2026', vues: 3, visites: 2 },
    ])
    expect(columns('2026-09-01', TODAY)).toEqual([
      'semaine',
      13,
      'Semaine du 31 août 2026',
      { libelle: 'Semaine du 23 novembre 2026', vues: 3, visites: 2 },
    ])
    expect(columns('2025-11-26', TODAY)).toEqual([
      'mois',
      13,
      'novembre 2025',
      { libelle: 'novembre 2026', vues: 3, visites: 2 },
    ])
  })

  it('lose no view and make none, however long the period', () => {
    const day = fc.integer({ min: 0, max: 760 })
    fc.assert(
      fc.property(day, day, fc.array(fc.tuple(day, fc.nat(50))), (a, b, views) => {
        const [du, au] = [addDays('2024-11-01', Math.min(a, b)), addDays('2024-11-01', Math.max(a, b))]
        const jours = new Map(views.map(([n, vues]) => [addDays('2024-11-01', n), { vues, visites: 0 }]))
        const inside = [...jours].filter(([one]) => one >= du && one <= au)
        const sum = (all: { vues: number }[]) => all.reduce((s, { vues }) => s + vues, 0)
        const { tranches } = tranchesDe({ du, au, nom: undefined }, jours)
        expect(sum(tranches)).toBe(sum(inside.map(([, one]) => one)))
        expect(tranches.length).toBeLessThanOrEqual(31)
      }),
    )
  })
})
