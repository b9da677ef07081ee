import { expect, test } from 'vitest'
import type { PieceVue } from '../pieces/index.ts'
import type { ElementVue } from './complement.ts'
import { piecesDElements, SANS_ELEMENT } from './pieces-d-elements.ts'

const element = (rang: number, champ?: string): ElementVue => ({
  rang,
  libelle: `Élément ${rang}`,
  nature: 'document',
  bloquant: true,
  recu: null,
  ...(champ ? { champ } : {}),
})
const piece = (id: string, champ: string, complementId: string | null = 'c1'): PieceVue => ({
  ...{ id, champ, complementId, nomFichier: `${id}.pdf`, genre: 'pdf', taille: 1, etat: 'liberee' },
  ...{ refusee: null, alertes: [], recueLe: new Date(0) },
})

test('each document stands with what it was sent for', () => {
  const elements = [element(1), element(2, 'enfants.e1.certificat'), element(3)]
  const pieces = [
    piece('recto', 'complement.3'),
    piece('verso', 'complement.3'),
    piece('certificat', 'enfants.e1.certificat'),
    piece('depot', 'enfants.e1.certificat', null),
    piece('autre', 'complement.1', 'c2'),
    piece('ancienne', 'complement'),
  ]
  const found = piecesDElements({ id: 'c1', elements }, pieces)
  const names = [1, 2, 3, SANS_ELEMENT].map((rang) => (found.get(rang) ?? []).map(({ id }) => id))
  expect(names).toEqual([[], ['certificat'], ['recto', 'verso'], ['ancienne']])
})
