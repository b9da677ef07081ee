import { expect, it } from 'vitest'
import { decodeCurseur, encodeCurseur, pageDe } from './curseur.ts'

const curseur = { le: new Date('2026-11-23T09:00:00.123Z'), numero: 12 }

it('reads back what it wrote', () => expect(decodeCurseur(encodeCurseur(curseur))).toEqual(curseur))

it.each([
  undefined,
  ['1-1', '1-1'],
  '',
  '12',
  '-1-1',
  '1-0',
  '1-1 ',
  '1e3-1',
  `${10 ** 14}-1`,
  `1-${10 ** 9}`,
  "1-1'--",
  '%00',
])('%j is none of ours', (text) => expect(decodeCurseur(text)).toBeUndefined())

it.each([
  [0, 0, undefined],
  [20, 20, undefined],
  [21, 20, '19-20'],
])('of %i lines read, shows %i', (read, shown, suite) => {
  const lues = Array.from({ length: read }, (_, n) => ({ le: new Date(n), numero: n + 1 }))
  const page = pageDe(lues, 20, (ligne) => ligne)
  expect([page.lignes.length, page.suite]).toEqual([shown, suite])
})
