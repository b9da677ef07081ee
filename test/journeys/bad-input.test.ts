import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { PDF, startPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { Answer, SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let family: SignedClient
let address: string
let enfant: string

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
  await portal.addUsager('essai@exemple.fr')
  family = await portal.usager('essai@exemple.fr')
  address = await startPackRentree(family)
  enfant = (await family.post(`${address}/enfants`, { ajouter: '1' })).location ?? ''
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const decode = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
/** The value that the page shows for a field. */
const shown = ({ text }: Answer, name: string): string =>
  decode(new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]*? value="([^"]*)"`).exec(text)?.[1] ?? '')
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('names', () => {
  test.each([
    ['an apostrophe', "D’Agnès O'Brien"],
    ['a hyphen', 'Jean-Pierre'],
    ['four bytes', '𠮷野 Žofie'],
    ['combining marks', 'Lé\u0301a'.normalize('NFD')],
    ['markup', '<img src=x onerror=alert(1)> & "guillemets"'],
    ['SQL', "Robert'); drop table usager;--"],
  ])('%s comes back as it was typed', async (_, prenom) => {
    const answer = await family.post(enfant, { 'enfant.prenom': prenom })
    expect(answer.status).toBe(422)
    expect(shown(answer, 'enfant.prenom')).toBe(prenom)
    expect(shown(await family.get(enfant), 'enfant.prenom')).toBe(prenom)
  })

  test.each([
    ['NUL', 'Lé\0a'],
    ['a control character', 'Lé\u0007a'],
  ])('%s is refused in words, and the page stays', async (_, prenom) => {
    const answer = await family.post(enfant, { 'enfant.prenom': prenom, 'enfant.nom': 'Martin' })
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toMatch(/caractère/)
    expect(shown(answer, 'enfant.nom')).toBe('Martin')
  })
})

test('marks that turn the writing round are left out of what is kept', async () => {
  await family.post(enfant, {
    'enfant.prenom': 'Lé\u202Ea\u200F',
    'enfant.nom': 'Martin',
    'enfant.naissance.jour': '3',
    'enfant.naissance.mois': '2',
    'enfant.naissance.annee': '2014',
  })
  expect(words((await family.get(`${address}/verification`)).text)).toContain('Léa')
})

describe('dates of birth', () => {
  const born = (jour: string, mois: string, annee: string) =>
    family.post(enfant, {
      'enfant.prenom': 'Léa',
      'enfant.nom': 'Martin',
      'enfant.naissance.jour': jour,
      'enfant.naissance.mois': mois,
      'enfant.naissance.annee': annee,
      'garde-partagee': 'non',
    })
  test.each([
    ['31', '2', '2014', /n’existe pas/],
    ['12', '13', '2014', /mois/],
    ['3', '2', '1986', /ans/],
    ['3', '2', '2026', /ans/],
    ['x', 'y', 'z', /date/],
    ['', '', '', /date/],
  ])('%s/%s/%s', async (jour, mois, annee, expected) => {
    const answer = await born(jour, mois, annee)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toMatch(expected)
    expect(shown(answer, 'enfant.naissance.jour')).toBe(jour)
  })
  test('29 February of a leap year is a day', async () => {
    expect((await born('29', '2', '2012')).status).toBe(204)
  })
})

test('two hundred children: twelve are taken, and the page says what to do', async () => {
  for (let n = 0; n < 200; n += 1) await family.post(`${address}/enfants`, { ajouter: '1' })
  const page = await family.get(`${address}/enfants`)
  expect(page.text.match(/name="retirer"/g)).toHaveLength(12)
  expect(words(page.text)).toContain('appelez-nous')
})

describe('what no browser of ours sends', () => {
  const page = () => `${address}/vous`
  const raw = (body: string | Buffer, type = 'application/x-www-form-urlencoded') =>
    family.send('POST', page(), Buffer.from(body), { 'content-type': type, accept: 'text/html' })

  test('a value out of the list is an error, not an answer', async () => {
    const answer = await family.post(page(), { qualite: 'president' })
    expect([answer.status, words(answer.text).includes('Choisissez une des réponses proposées')]).toEqual([
      422,
      true,
    ])
  })
  test('a text of a million characters: said, and the rest of the page is kept', async () => {
    const answer = await family.post(page(), {
      'adresse.ligne1': 'é'.repeat(500_000),
      telephone: '0476003838',
    })
    expect([413, 422]).toContain(answer.status)
    expect(words(answer.text)).toMatch(/trop/i)
  })
  test.each([
    ['malformed percents', 'telephone=%E9%zz%&%=%', 'application/x-www-form-urlencoded'],
    ['the same name twenty times', 'qualite=mere&'.repeat(20), 'application/x-www-form-urlencoded'],
    ['names of prototypes', '__proto__=1&constructor=2&toString=3', 'application/x-www-form-urlencoded'],
    ['JSON', '{"telephone":"1"}', 'application/json'],
    ['multipart', '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'],
    ['five million bytes', Buffer.alloc(5_000_000, 97), 'application/x-www-form-urlencoded'],
    ['ten thousand fields', 'a=1&'.repeat(10_000), 'application/x-www-form-urlencoded'],
    [
      'bytes that are not UTF-8',
      Buffer.from([0x74, 0x3d, 0xff, 0xfe, 0xc0]),
      'application/x-www-form-urlencoded',
    ],
  ])('%s: a clear refusal, never a fault', async (_, body, type) => {
    const answer = await raw(body, type)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect((await family.get(page())).status).toBe(200)
  })
})

describe('documents', () => {
  const zone = () =>
    `${address}/pieces/${enfant.replace(/.*\/brouillons\/[^/]+\//, '').replace('/', '.')}.certificat`
  const open = (nom: string, taille: number) => family.post(zone(), { nom, taille: String(taille) })
  const idIn = (answer: Answer): string => (JSON.parse(answer.text) as { id: string }).id
  async function send(nom: string, content: Buffer): Promise<Answer> {
    const opened = await open(nom, content.length)
    if (opened.status !== 201) return opened
    const id = idIn(opened)
    await family.put(`${zone()}/${id}?debut=0`, content)
    return family.post(`${zone()}/${id}/fin?retour=/espace`)
  }
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )

  test.each([
    ['an executable called PDF', 'relevé.pdf', Buffer.from('MZ\x90\0\x03'.padEnd(600, '\0'), 'latin1')],
    ['a page of HTML', 'photo.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a picture cut in the middle', 'photo.png', png.subarray(0, 40)],
    ['a photo cut in the middle', 'photo.jpg', Buffer.from('ffd8ffe000104a46494600010100', 'hex')],
    ['a PDF cut in the middle', 'a.pdf', PDF.subarray(0, 150)],
    ['an SVG', 'logo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a ZIP', 'tout.zip', Buffer.from('PK\x03\x04'.padEnd(200, '\0'), 'latin1')],
  ])('%s is refused in words', async (_, nom, content) => {
    const answer = await send(nom, content)
    expect(answer.status).toBe(422)
    expect((JSON.parse(answer.text) as { erreur: string }).erreur).toMatch(/[a-zé]{3}.*\.$/)
  })
  test('an empty file, and one of eleven megabytes', async () => {
    for (const taille of [0, 11 * 1_048_576, -1, Number.NaN])
      expect((await open('a.pdf', taille)).status).toBe(422)
  })
  test('a long document in pieces: out of order, too long, ended early or twice, nothing is doubled', async () => {
    const long = Buffer.concat([PDF.subarray(0, 9), Buffer.alloc(300_000, 32), PDF.subarray(9)])
    const opened = await open('a.pdf', long.length)
    const { id, morceau } = JSON.parse(opened.text) as { id: string; morceau: number }
    const put = (debut: number, part: Buffer) => family.put(`${zone()}/${id}?debut=${debut}`, part)
    const [head, tail] = [long.subarray(0, morceau), long.subarray(morceau)]
    expect((await put(0, Buffer.alloc(5_000_000))).status).toBe(413)
    expect((await put(0, head.subarray(0, 99))).status).toBe(422)
    expect((await put(morceau, tail)).status).toBe(409)
    expect((await put(0, head)).status).toBe(200)
    expect((await put(0, head)).text).toBe(`{"recu":${morceau}}`)
    expect((await family.get(`${zone()}/${id}`)).text).toBe(`{"recu":${morceau}}`)
    expect((await put(morceau, Buffer.concat([tail, PDF]))).status).toBe(422)
    expect((await family.post(`${zone()}/${id}/fin`)).status).toBe(409)
    expect((await put(morceau, tail)).status).toBe(200)
    const ends = await Promise.all([1, 2].map(() => family.post(`${zone()}/${id}/fin?retour=/espace`)))
    expect(ends.map(({ status }) => status)).toContain(204)
    const kept = await portal.context.db
      .selectFrom('piece')
      .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
      .select(['nom_fichier', 'taille'])
      .execute()
    expect(kept).toEqual([{ nom_fichier: 'a.pdf', taille: long.length }])
  })
  test('a name with a path, quotes and three hundred letters is made safe, and handed back with the file', async () => {
    expect((await send(`../../etc/"pass\nwd"${'é'.repeat(300)}.pdf`, PDF)).status).toBe(204)
    const piece = await portal.context.db
      .selectFrom('piece')
      .select(['id', 'nom_fichier'])
      .where('nom_fichier', '!=', 'a.pdf')
      .executeTakeFirstOrThrow()
    expect(piece.nom_fichier).not.toMatch(/[/\\"\n]/)
    expect(piece.nom_fichier.length).toBeLessThanOrEqual(200)
    const file = await family.get(`/espace/pieces/${piece.id}/contenu`)
    expect(file.headers.get('content-disposition')).toMatch(
      /^attachment; filename="document\.pdf"; filename\*=UTF-8''/,
    )
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.text).toBe(PDF.toString())
  })
  test('a field that takes no document, or is not of this form', async () => {
    for (const champ of ['racine.telephone', 'enfants.inconnu.certificat', '__proto__', '..'])
      expect([404, 422]).toContain(
        (await family.post(`${address}/pieces/${champ}`, { nom: 'a', taille: '9' })).status,
      )
  })
})
