import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, startPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { Answer, SignedClient } from '../support/signed-client.ts'
import { ROUTES } from './access.routes.ts'

let base: TestDatabase
let portal: Portal
let family: SignedClient
let agent: SignedClient
let faults = ''
/** Names of the parameters of real things, so that a hostile value meets more than a page that does not exist. */
let real: Readonly<Record<string, string>>

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, {
    worker: false,
    onLog: (line) => {
      if (/"level":(50|60)/.test(line)) faults += line
    },
  })
  await portal.addUsager('camille@exemple.fr')
  family = await portal.usager('camille@exemple.fr')
  await portal.addAgent('agent@essai.example')
  agent = await portal.agent('agent@essai.example')
  const reference = await file(
    family,
    await fillPackRentree(family, [{ prenom: 'Léa', options: ['carte-jeune'] }]),
  )
  const address = await startPackRentree(family)
  const [id = ''] = address.split('/').slice(-1)
  const child = (await family.post(`${address}/enfants`, { ajouter: '1' })).location
  const [instance = ''] = child?.split('/').slice(-1) ?? []
  const champ = `enfants.${instance}.certificat`
  real = { slug: 'pack-rentree', reference, id, place: id, page: 'enfants', instance, champ }
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const VALUES = [
  '%00',
  '%ED%A0%80',
  '__proto__',
  'constructor',
  '..%2F..%2Fetc%2Fpasswd',
  "'%20or%201=1--",
  '00000000-0000-0000-0000-000000000000',
  '-1',
  '%F0%9F%98%80',
  'x'.repeat(190),
]
const NAMES = [
  'apres',
  'tri',
  'statut',
  'demarche',
  'attribution',
  'urgence',
  'doublons',
  'q',
  'retour',
  'debut',
  'cp',
]
const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')
const NOBODY = '0190aaaa-0000-7000-8000-000000000000'
const QUERIES = [
  NAMES.map((name) => `${name}=%00`).join('&'),
  NAMES.map((name) => `${name}=a&${name}=b`).join('&'),
  NAMES.map((name) => `${name}=%zz%E9`).join('&'),
  NAMES.map((name) => `${name}=${'9'.repeat(400)}`).join('&'),
  NAMES.map((name) => `${name}[x]=1`).join('&'),
  'debut=1e400&cp=%C2%A0&q=%25_%5C&depot=1&confirme=1&enregistrer=1',
  ...['0000-01-01', '9999-12-31', '-271821-04-20', 'infinity', null, 7, {}].flatMap((valeur) => [
    `tri=echeance&apres=${cursor('echeance', valeur, NOBODY)}`,
    `apres=${cursor('anciennes', `${valeur}T00:00:00.000000Z`, NOBODY)}`,
    `apres=${cursor(`${valeur}T00:00:00.000000Z`, NOBODY)}`,
  ]),
]

const FIELDS = [
  ...['revision', 'motivation', 'elements', 'echeance', 'message', 'reponse', 'complement', 'retirer-piece'],
  ...['ajouter', 'reprendre', 'retirer', 'nom', 'prenom', 'taille', 'retour', 'jeton', 'conditions'],
  ...['email', 'motDePasse', 'code', 'postePartage', 'telephone', 'qualite', 'adresse.ligne1', '__proto__'],
]
const TYPED: readonly (string | readonly string[])[] = [
  '',
  '\0',
  'Lé\0a',
  '\u202E\uFFFF\u{10FFFF}',
  '1e400',
  '-1',
  '99999999999999999999',
  '0000-01-01',
  "'; drop table usager; --",
  ['1', '1'],
  'é'.repeat(20_000),
]

const routes = (): [string, string][] =>
  [...portal.web.accessOfRoutes.keys()]
    .map((route) => route.split(' ') as [string, string])
    .filter(([method, pattern]) => method !== 'HEAD' && pattern !== '/deconnexion')
const filled = (pattern: string, hostile?: { at: number; value: string }): string => {
  let at = -1
  return pattern.replace(/:(\w+)|\*/g, (_, name: string | undefined) => {
    at += 1
    return at === hostile?.at ? hostile.value : (real[name ?? ''] ?? 'rien')
  })
}
let people = 0
async function somebody(): Promise<SignedClient> {
  people += 1
  await portal.addUsager(`personne-${people}@exemple.fr`)
  return portal.usager(`personne-${people}@exemple.fr`)
}
async function ask(
  [method, pattern]: [string, string],
  path: string,
  fields: Record<string, string | readonly string[]> = {},
): Promise<Answer> {
  const own = pattern.startsWith('/agents') ? agent : family
  const route = `${method} ${pattern}`
  // Whoever signs in or up comes from a browser that has no session.
  const isPublic = portal.web.accessOfRoutes.get(route) === 'public'
  const who = isPublic ? portal.client() : ROUTES[route]?.finit ? await somebody() : own
  if (method === 'GET') return who.get(path)
  return method === 'PUT' ? who.put(path, Buffer.from('x')) : who.post(path, fields)
}
/** The request that made a fault, or that was refused without a word that a person or our script can read. */
const mute = (answer: Answer): string =>
  answer.status >= 500 ||
  (answer.status >= 400 && !/<h1|"erreur":"|"recu":|^\p{L}[^{<]+\.\n$/u.test(answer.text))
    ? `${answer.status} ${answer.text.slice(0, 200)}`
    : 'said'

test('in a part of an address: never a fault', { timeout: 150_000 }, async () => {
  for (const route of routes()) {
    const [method, pattern] = route
    for (let at = 0; at < (pattern.match(/:(\w+)|\*/g)?.length ?? 0); at += 1)
      for (const value of VALUES) {
        const path = filled(pattern, { at, value })
        expect([method, path, mute(await ask(route, path))]).toEqual([method, path, 'said'])
      }
  }
  expect(faults).toBe('')
})

test('in the query of an address: never a fault', { timeout: 150_000 }, async () => {
  for (const route of routes().filter(([verb]) => verb === 'GET'))
    for (const query of QUERIES) {
      const path = `${filled(route[1])}?${query}`
      expect([path, mute(await ask(route, path))]).toEqual([path, 'said'])
    }
  expect(faults).toBe('')
})

test('in a form: never a fault', { timeout: 150_000 }, async () => {
  for (const route of routes().filter(
    ([verb, to]) => verb === 'POST' && !/(suppression|desistement)$/.test(to),
  ))
    for (const value of TYPED) {
      const path = filled(route[1])
      const fields = Object.fromEntries(FIELDS.map((name) => [name, value]))
      const answer = await ask(route, path, fields)
      expect([path, value.slice(0, 30), mute(answer)]).toEqual([path, value.slice(0, 30), 'said'])
    }
  expect(faults).toBe('')
})
