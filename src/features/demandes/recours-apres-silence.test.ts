import { expect, test } from 'vitest'
import { delaiApresSilence } from './recours-apres-silence.ts'

const motifs = { demandesLe: new Date('2026-11-21T09:00:00Z'), dusLe: '2026-12-21', texte: '' }

test.each([
  ['from its birth', null, 'jusqu’au jeudi 21 janvier 2027 inclus'],
  ['reasons owed', { ...motifs, communiquesLe: null }, 'deux mois après le jour où vous recevrez les motifs'],
  [
    'reasons given',
    { ...motifs, communiquesLe: new Date('2026-12-01T09:00:00Z') },
    'jusqu’au mardi 2 février 2027 inclus',
  ],
] as const)('the person is told until when to contest a rejection of silence: %s', (_when, given, said) => {
  expect(delaiApresSilence('2026-11-20', given, 2)).toContain(said)
})
