import { expect, test } from 'vitest'
import { checkDocument, type DocumentTape } from './check-document.ts'

const TAPE: DocumentTape = {
  nom: 'Certificat de Léa',
  nature: 'certificat-scolarite',
  dateDuDocument: '2026-09-12',
  validite: 'usuelle',
  valableJusquAu: '',
}
const check = (tape: Partial<DocumentTape>) => checkDocument({ ...TAPE, ...tape }, '2026-11-23')

test.each([
  [{}, { validite: 'annee-scolaire', dateDuDocument: '2026-09-12', valableJusquAu: null }],
  [{ dateDuDocument: '' }, { dateDuDocument: null }],
  [{ dateDuDocument: '2026-11-23' }, { dateDuDocument: '2026-11-23' }],
  [{ nature: 'rib' }, { validite: 'toujours' }],
  [
    { validite: 'un-an', valableJusquAu: '2030-01-01' },
    { validite: 'un-an', valableJusquAu: null },
  ],
  [
    { nature: 'piece-identite', valableJusquAu: '2031-05-06' },
    { validite: 'date', valableJusquAu: '2031-05-06' },
  ],
  [{ nom: '  Certificat \u202e de\nLéa ' }, { nom: 'Certificat de Léa' }],
] as const)('%j is read', (tape, lu) => expect(check(tape)).toMatchObject({ lu }))

test.each([
  [{ nom: ' ' }, 'nom', /Donnez un nom/],
  [{ nom: 'x'.repeat(121) }, 'nom', /120 au plus/],
  [{ nom: 'a\0b' }, 'nom', /illisibles/],
  [{ nom: 'x'.repeat(1_000_000) }, 'nom', /trop long/],
  [{ nature: '' }, 'nature', /Choisissez/],
  [{ nature: 'constructor' }, 'nature', /Choisissez/],
  [{ dateDuDocument: '2026-02-30' }, 'dateDuDocument', /qui existe/],
  [{ dateDuDocument: '12/09/2026' }, 'dateDuDocument', /qui existe/],
  [{ dateDuDocument: '0026-09-12' }, 'dateDuDocument', /qui existe/],
  [{ dateDuDocument: '2026-11-24' }, 'dateDuDocument', /pas encore passée/],
  [{ validite: '__proto__' }, 'validite', /jusqu’à quand/],
  [{ validite: 'date' }, 'valableJusquAu', /date de fin/],
  [{ validite: 'date', valableJusquAu: '2031-13-01' }, 'valableJusquAu', /date de fin/],
  [{ nature: 'piece-identite' }, 'valableJusquAu', /date de fin/],
] as const)('%j is told at its field', (tape, nom, message) =>
  expect(check(tape)).toEqual({ erreurs: [{ nom, message: expect.stringMatching(message) }] }),
)
