import { expect, test } from 'vitest'
import type { Offre } from './offres.query.ts'
import { gardees, offresPour } from './offres.ts'

const offre = (id: string, more: Partial<Offre> = {}): Offre => ({
  id,
  nature: 'certificat-scolarite',
  nom: id,
  ajouteLe: new Date('2026-09-12T08:00:00Z'),
  dateDuDocument: null,
  valableJusquAu: null,
  genre: 'pdf',
  pieces: [],
  ...more,
})
const OFFRES = [
  offre('ancien', { valableJusquAu: '2026-08-31' }),
  offre('certificat'),
  offre('photo', { nature: 'photo', genre: 'jpeg' }),
  offre('la', { pieces: ['piece-1'] }),
]
const ids = (offres: readonly Offre[]): string[] => offres.map(({ id }) => id)

test.each([
  ['of the kind first, what ended last', {}, ['certificat', 'la', 'ancien'], ['photo']],
  ['a type that is not taken', { genres: ['jpeg'] }, [], ['photo']],
  ['what is there already', { pieces: [{ id: 'piece-1' }] }, ['certificat', 'ancien'], ['photo']],
  ['any kind', { nature: undefined }, ['certificat', 'photo', 'la', 'ancien'], []],
  ['no room', { plein: true }, [], []],
] as const)('%s', (_what, place, convenables, autres) => {
  const asked = { nature: 'certificat-scolarite', pieces: [], plein: false, ...place } as const
  const offertes = offresPour(OFFRES, asked, '2026-11-23')
  expect([ids(offertes.convenables), ids(offertes.autres)]).toEqual([convenables, autres])
})

test('a document of the place that is kept is known by its file', () => {
  expect(gardees(OFFRES, { pieces: [{ id: 'piece-1' }, { id: 'piece-2' }] })).toEqual(
    new Map([['piece-1', 'la']]),
  )
})
