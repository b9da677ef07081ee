import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeCurseur, encodeCurseur } from './curseur.ts'
import {
  adresseDeFile,
  type Filtres,
  filtresDe,
  parseFiltres,
  requeteAGarder,
  requeteDe,
  TRIS,
} from './filtres.ts'

const DEFAUT = {
  demarche: '',
  statut: 'ouvertes',
  attribution: 'toutes',
  urgence: 'toutes',
  doublons: false,
  tri: 'anciennes',
  recherche: '',
  apres: '',
}
const ID = '0197aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'

test.each([
  [undefined, DEFAUT],
  [{ statut: 'perdue', tri: ['recentes'], attribution: '', urgence: 'proches', doublons: '1' }, DEFAUT],
  [
    {
      statut: 'refusee',
      tri: 'echeance',
      attribution: 'moi',
      urgence: 'rouge',
      doublons: 'oui',
      q: '  Dupont ',
    },
    {
      ...DEFAUT,
      statut: 'refusee',
      tri: 'echeance',
      attribution: 'moi',
      urgence: 'rouge',
      doublons: true,
      recherche: 'Dupont',
    },
  ],
])('%j', (query, expected) => expect(parseFiltres(query)).toEqual(expected))

test('an address says back the filters that made it', () => {
  const filtres: Filtres = {
    ...parseFiltres({}),
    statut: 'toutes',
    attribution: 'aucune',
    urgence: 'complement',
    doublons: true,
    tri: 'recentes',
    recherche: 'L’Été & co',
  }
  const query = Object.fromEntries(new URL(adresseDeFile(filtres), 'https://x').searchParams)
  expect(parseFiltres(query)).toEqual(filtres)
  expect(filtresDe(requeteDe(filtres))).toEqual(filtres)
})

test('the address of no filter is not that of the queue that an agent begins with', () => {
  expect(adresseDeFile(parseFiltres({}))).toBe('/agents?statut=ouvertes')
})

test('what is kept of filters holds neither what was searched nor a place in the list', () => {
  const kept = requeteAGarder(parseFiltres({ statut: 'refusee', q: 'Dupont', apres: 'abc' }))
  expect(kept).toBe('statut=refusee')
})

test('a cursor comes back as it left, for its own order only', () => {
  const instant = { valeur: '2026-11-23T09:00:00.123456Z', id: ID }
  expect(decodeCurseur('anciennes', encodeCurseur('anciennes', instant))).toEqual(instant)
  expect(decodeCurseur('recentes', encodeCurseur('anciennes', instant))).toBeUndefined()
  const stopped = { valeur: null, id: ID }
  expect(decodeCurseur('echeance', encodeCurseur('echeance', stopped))).toEqual(stopped)
  expect(decodeCurseur('anciennes', encodeCurseur('anciennes', stopped))).toBeUndefined()
})

test.each([
  ['a 31 February', '2027-02-31'],
  ['an instant for a day', '2026-11-23T09:00:00.123456Z'],
  ['SQL', "2026-11-23' or true"],
])('%s is no cursor', (_, valeur) => {
  expect(decodeCurseur('echeance', encodeCurseur('echeance', { valeur, id: ID }))).toBeUndefined()
})

test('whatever stands in the address is read without harm', () => {
  fc.assert(
    fc.property(fc.string(), fc.anything(), (text, value) => {
      for (const tri of TRIS) {
        expect(decodeCurseur(tri, text)).toBeUndefined()
        expect(
          decodeCurseur(tri, Buffer.from(JSON.stringify([tri, value, 'x'])).toString('base64url')),
        ).toBeUndefined()
      }
      expect(parseFiltres({ q: text, statut: value, tri: value })).toMatchObject({ tri: expect.any(String) })
    }),
  )
})
