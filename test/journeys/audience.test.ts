import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadNavigateurs } from '../../src/app/navigateurs.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { createRawClient, type RawClient } from '../support/raw-client.ts'
import type { SignedClient } from '../support/signed-client.ts'

const clock = createTestClock('2026-11-25T09:00:00Z')
let base: TestDatabase
let portal: Portal
let admin: SignedClient
let raw: RawClient

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false, clock, behindProxy: true })
  await portal.addAgent('admin@essai.example', 'administrateur')
  admin = await portal.agent('admin@essai.example')
  raw = createRawClient(portal.origin)
})
afterAll(async () => {
  raw.close()
  await portal.stop()
  await base.drop()
})

let network = 0
beforeEach(async () => {
  clock.set('2026-11-25T09:00:00Z')
  network += 1
  await portal.context.compteurs.write()
  await portal.context.db.deleteFrom('audience').execute()
})

const VIEW = { page: '/services/pack-rentree', site: '', appareil: 'telephone' }
/** One request, as it is. */
const post = (fields: Record<string, string>, headers: Record<string, string>, path = '/mesure') =>
  raw.send({
    path,
    body: new URLSearchParams({ ...VIEW, ...fields }).toString(),
    headers: { 'x-forwarded-for': `198.51.100.${network}`, ...headers },
  })
/** A view as a browser sends it: it follows the redirection, with the cookie that came, unless it refuses cookies. */
async function view(fields: Record<string, string> = {}, headers: Record<string, string> = {}, keeps = true) {
  const first = await post(fields, headers)
  if (first.status !== 307) return first
  expect(first.headers.location).toBe('/mesure?essai=1')
  return post(fields, { ...headers, cookie: keeps ? valueIn(first) : '' }, '/mesure?essai=1')
}
const counts = async () => {
  await portal.context.compteurs.write()
  return portal.context.db
    .selectFrom('audience')
    .select(['jour', 'page', 'site', 'appareil', 'vues', 'visites'])
    .orderBy('jour')
    .orderBy('page')
    .orderBy('site')
    .orderBy('appareil')
    .execute()
}
const total = async () =>
  (await counts()).reduce((sum, { vues, visites }) => [(sum[0] ?? 0) + vues, (sum[1] ?? 0) + visites], [0, 0])
const cookieIn = (answer: { headers: NodeJS.Dict<string | string[]> }): string =>
  [answer.headers['set-cookie'] ?? ''].flat()[0] ?? ''
const valueIn = (answer: { headers: NodeJS.Dict<string | string[]> }): string =>
  cookieIn(answer).split(';')[0] ?? ''

describe('what is counted', () => {
  test('a view: its day in Paris, its page, where from, on what; and nothing is kept of who', async () => {
    clock.set('2026-11-25T23:30:00Z')
    const first = await view({ site: 'www.example.org' })
    expect([first.status, first.text]).toEqual([204, ''])
    await view({ appareil: 'ordinateur', page: '/actualites/7' })
    await view({ page: '/actualites/8', appareil: 'ordinateur' })
    expect(await counts()).toEqual([
      {
        jour: '2026-11-26',
        page: '/actualites/:numero',
        site: '',
        appareil: 'ordinateur',
        vues: 2,
        visites: 2,
      },
      {
        jour: '2026-11-26',
        page: '/services/pack-rentree',
        site: 'www.example.org',
        appareil: 'telephone',
        vues: 1,
        visites: 1,
      },
    ])
    const tables = await portal.context.db.introspection.getTables()
    expect(tables.find(({ name }) => name === 'audience')?.columns.map(({ name }) => name)).toEqual([
      'jour',
      'page',
      'site',
      'appareil',
      'vues',
      'visites',
    ])
  })

  test('public pages say which they are, without their query; no other page does', async () => {
    const mark = async (path: string) => {
      const answer = await fetch(portal.origin + path, { headers: { accept: 'text/html' } })
      return /<body data-mesure="([^"]*)"/.exec(await answer.text())?.[1]
    }
    for (const path of ['/', '/services', '/services/apa', '/services/apa/conditions', '/aide', '/cookies'])
      expect([path, await mark(`${path}?q=secret`)]).toEqual([path, path])
    expect(await mark('/services/apa/')).toBe('/services/apa')
    for (const path of [
      ...['/connexion', '/inscription', '/mot-de-passe-oublie', '/signaler', '/mesure/choix'],
      ...['/espace', '/agents', '/agents/connexion', '/services/rsa', '/rien-ici'],
    ])
      expect([path, await mark(path)]).toEqual([path, undefined])
  })
})

describe('what is not counted', () => {
  test('whoever says no: by the browser, or by the switch', async () => {
    const first = await view({}, { 'sec-gpc': '1', cookie: 'visite=2026-11-25.18' })
    const second = await view({}, { cookie: 'mesure=non' })
    for (const answer of [first, second])
      expect([answer.status, answer.headers['set-cookie']]).toEqual([204, undefined])
    expect(await total()).toEqual([0, 0])
  })

  test.each([
    { page: '/rien-ici' },
    { page: '/espace' },
    { page: '/connexion' },
    { page: '/services/pack-rentree?q=1' },
    { page: '/actualites/0' },
    { page: 'https://ailleurs.example/' },
    { page: 'x'.repeat(300) },
    { site: 'https://www.example.org' },
    { site: 'www.example.org:8080' },
    { site: 'www.example.org/page' },
    { site: 'WWW.example.org' },
    { site: '127.0.0.1' },
    { site: `${'a'.repeat(50)}.${'b'.repeat(51)}` },
    { site: "'; drop table audience; --" },
    { appareil: 'montre' },
    { plus: 'un' },
  ])('%j is refused', async (fields) => {
    const own = fields.site === '127.0.0.1' ? new URL(portal.origin).hostname : fields.site
    const answer = await view({ ...fields, ...(own === undefined ? {} : { site: own }) } as Record<
      string,
      string
    >)
    expect([answer.status, answer.text, answer.headers['set-cookie']]).toEqual([
      400,
      'Mesure non reconnue.\n',
      undefined,
    ])
    expect(await total()).toEqual([0, 0])
  })

  test('what no page of ours sends: bytes, JSON, several values, too much, from another site', async () => {
    const good = new URLSearchParams(VIEW).toString()
    const send = async (body: string, headers: Record<string, string> = {}) =>
      (await raw.send({ path: '/mesure', body, headers: { 'x-forwarded-for': '203.0.113.1', ...headers } }))
        .status
    expect(await send(`${good}&site=a.example`)).toBe(400)
    expect(await send('')).toBe(400)
    expect(await send('%%%&&&=\u0000')).toBe(400)
    expect(await send(good, { 'content-type': 'application/octet-stream' })).toBe(400)
    expect(await send('{}', { 'content-type': 'application/json' })).toBe(415)
    expect(await send(`${good}&x=${'x'.repeat(1_000)}`)).toBe(413)
    expect(await send('x'.repeat(2_000_000))).toBe(413)
    expect(await send(good, { 'sec-fetch-site': 'cross-site' })).toBe(400)
    expect(await send(good, { 'sec-fetch-site': 'same-origin', cookie: 'visite=2026-11-25.18' })).toBe(204)
    expect(await total()).toEqual([1, 0])
  })

  test('more than three hundred in ten minutes from one network; another is not held up by it', async () => {
    const from = (ip: string) => view({}, { 'x-forwarded-for': ip })
    const answers = await Promise.all(Array.from({ length: 310 }, () => from('203.0.113.9')))
    const statuses = answers.map(({ status }) => status)
    expect([
      statuses.filter((one) => one === 204).length,
      statuses.filter((one) => one === 429).length,
    ]).toEqual([300, 10])
    expect((await from('203.0.113.10')).status).toBe(204)
    clock.advance(10 * 60_000)
    expect((await from('203.0.113.9')).status).toBe(204)
    expect(await total()).toEqual([302, 302])
  })
})

describe('the cookie of visits', () => {
  test('goes to /mesure alone, to no script, and holds a day and a half hour', async () => {
    clock.set('2026-11-25T17:10:00Z')
    expect(cookieIn(await view())).toMatch(
      /^visite=2026-11-25\.34; Path=\/mesure; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    )
  })

  test('views that follow each other are one visit, after a pause another begins', async () => {
    let cookie = ''
    for (const minutes of [0, 20, 20, 29, 61, 10]) {
      clock.advance(minutes * 60_000)
      cookie = valueIn(await view({}, { cookie }))
    }
    expect(await total()).toEqual([6, 2])
  })

  test('is never prolonged: over fourteen months each view leaves it the same end, then a new one is made', async () => {
    const ends = new Set<number>()
    let cookie = ''
    for (let days = 0; days <= 14 * 30; days += 10) {
      const answer = await view({}, { cookie, 'x-forwarded-for': `203.0.113.${days % 250}` })
      const maxAge = Number(/Max-Age=(\d+)/.exec(cookieIn(answer))?.[1])
      expect(maxAge).toBeLessThanOrEqual(395 * 86_400)
      ends.add(clock.now().getTime() + maxAge * 1000)
      cookie = valueIn(answer)
      clock.advance(10 * 86_400_000)
    }
    expect(ends.size).toBe(2)
    expect(cookie).toMatch(/^visite=2027-12-/)
  })

  test('where cookies are refused only views are counted', async () => {
    for (let i = 0; i < 2; i += 1) {
      const answer = await view({}, {}, false)
      expect([answer.status, answer.headers['set-cookie']]).toEqual([204, undefined])
    }
    expect(await total()).toEqual([2, 0])
  })

  test('that is forged or over is none: another is tried', async () => {
    const forgeries = [
      '2030-01-01.1',
      '2026-11-25.9999',
      '2020-01-01.3',
      '%00',
      'a; visite=b',
      'x'.repeat(3_000),
    ]
    for (const forged of forgeries) {
      const answer = await post({}, { cookie: `visite=${forged}` })
      expect([answer.status, valueIn(answer)]).toEqual([307, 'visite=2026-11-25.18'])
    }
    expect(await total()).toEqual([0, 0])
  })
})

describe('the switch', () => {
  const choose = (choix: string, headers: Record<string, string> = {}) =>
    raw.send({ path: '/mesure/choix', body: `choix=${choix}`, headers })
  const state = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await raw.send({ method: 'GET', path, headers: { accept: 'text/html', ...headers } })
    return [
      answer.status,
      answer.headers['set-cookie'],
      answer.text.replaceAll(/[\u00a0\u202f]/g, ' '),
    ] as const
  }

  test('refuses: the refusal is kept, the visits forgotten, the state said; and accepts again', async () => {
    const refused = await choose('refuser')
    expect([refused.status, refused.headers.location, refused.headers['set-cookie']]).toEqual([
      303,
      '/mesure/choix?choix=refuser',
      [
        'mesure=non; Path=/mesure; Max-Age=33955200; HttpOnly; SameSite=Lax',
        'visite=; Path=/mesure; Max-Age=0; HttpOnly; SameSite=Lax',
      ],
    ])
    const [status, set, text] = await state('/mesure/choix?choix=refuser', { cookie: 'mesure=non' })
    expect([status, set]).toEqual([200, undefined])
    expect(text).toContain('Vous avez refusé : nous ne vous comptons pas.')
    expect(text).toContain('value="accepter"')
    const accepted = await choose('accepter')
    expect([accepted.status, accepted.headers['set-cookie']]).toEqual([
      303,
      ['mesure=; Path=/mesure; Max-Age=0; HttpOnly; SameSite=Lax'],
    ])
    const [, , after] = await state('/mesure/choix?choix=accepter')
    expect(after).toContain('Vos visites comptent')
    expect(after).toContain('value="refuser"')
  })

  test('says when the browser keeps no refusal, and when it says no by itself', async () => {
    expect((await state('/mesure/choix?choix=refuser'))[2]).toContain(
      'ne peut pas se souvenir de votre refus',
    )
    const gpc = await state('/mesure/choix?choix=accepter', { 'sec-gpc': '1' })
    expect(gpc[2]).toContain('Votre navigateur demande à ne pas être mesuré : nous ne vous mesurons pas.')
    expect(gpc[2]).not.toContain('<form method="post" action="/mesure/choix"')
  })

  test('is worked by nobody else, and by nothing else', async () => {
    expect(
      (await choose('refuser', { 'sec-fetch-site': 'cross-site' })).headers['set-cookie'],
    ).toBeUndefined()
    for (const choix of ['', 'peut-etre', 'refuser&choix=accepter'])
      expect((await choose(choix)).status).toBe(400)
    for (const path of ['/mesure/choix?choix=a&choix=b', '/mesure/choix?choix[]=1'])
      expect((await state(path))[0]).toBe(200)
  })
})

test('no other page sets a cookie, nor answers otherwise for one', async () => {
  const open = [...portal.web.accessOfRoutes].flatMap(([route, access]) =>
    access === 'public' && /^GET \/[^:*]*$/.test(route) ? [route.slice(4)] : [],
  )
  expect(open.length).toBeGreaterThan(25)
  for (const path of open.filter((one) => one !== '/mesure/choix')) {
    const get = (headers: Record<string, string>) => raw.send({ method: 'GET', path, headers })
    const [without, withThem] = [
      await get({}),
      await get({ cookie: 'visite=2026-11-25.18; mesure=non; a=b' }),
    ]
    expect([path, withThem.headers['set-cookie'], without.headers['set-cookie']]).toEqual([
      path,
      undefined,
      undefined,
    ])
    if (path !== '/session/nonce') expect([path, withThem.text === without.text]).toEqual([path, true])
  }
  expect(admin.setCookies).toEqual([])
})

test('/cookies tells each of them, and each qualified browser step by step', async () => {
  const html = (await (await fetch(`${portal.origin}/cookies`)).text()).replaceAll(/[\u00a0\u202f]/g, ' ')
  for (const name of ['visite', 'mesure', 'sondage'])
    expect(html).toMatch(new RegExp(`<th scope="row" data-titre="Nom">${name}</th>`))
  const sections = [...html.matchAll(/<h3 id="[^"]+">([^<]+)<\/h3>(.*?)<\/details>/gs)].map(
    ([, title = '', steps = '']) => [title, (steps.match(/<li>/g) ?? []).length] as const,
  )
  for (const [title, steps] of sections) expect([title, steps >= 8]).toEqual([title, true])
  const qualified = await loadNavigateurs(portal.context.assetsFolder)
  expect(sections.map(([title]) => title).sort()).toEqual(qualified.map(({ nom }) => nom).sort())
})

describe('what the administrators read', () => {
  const PAGE = '/agents/administration/audience'
  const read = async (query = '') => {
    const answer = await admin.get(PAGE + query)
    return { status: answer.status, text: answer.text.replaceAll(/[\u00a0\u202f]/g, ' ') }
  }
  const row = { jour: '2026-11-20', page: '/aide', site: '', appareil: 'autre', vues: 1, visites: 1 }
  const fill = (rows: Partial<typeof row>[]) =>
    portal.context.db
      .insertInto('audience')
      .values(rows.map((one) => ({ ...row, ...one })))
      .execute()

  test('views, visits, pages, sites and devices of the period, and how to read them', async () => {
    await fill([
      { vues: 1_200, visites: 300, site: 'www.isere.fr' },
      { page: '/services/pack-rentree', vues: 50, visites: 10, appareil: 'telephone' },
      { jour: '2025-12-01', page: '/securite', vues: 9, visites: 4 },
    ])
    const month = await read()
    expect(month.status).toBe(200)
    for (const words of [
      'Du 27 octobre 2026 au 25 novembre 2026',
      '1 250 vues',
      '310 visites',
      'Aide et contacts',
      '1 200 vues, 96 %',
      'www.isere.fr',
      '300 visites, 97 % (1 200 vues)',
      'Aucun site indiqué',
      'Téléphone',
      '<th scope="row">20 novembre 2026</th><td class="nombre">1 250</td><td class="nombre">310</td>',
      'seules ses vues le sont',
    ])
      expect(month.text).toContain(words)
    expect(month.text).not.toContain('Sécurité : paiement')
    expect((await read('?periode=12-mois')).text).toContain('Sécurité : paiement')
    expect((await read('?periode=7-jours')).text).toContain('Du 19 novembre 2026')
    expect((await read('?du=2025-12-01&au=2025-12-01')).text).toContain('9 vues')
    expect((await read('?du=2025-11-01&au=2025-11-02')).text).toContain('Aucune page vue')
  })

  test('strange periods are told in words, with what was typed', async () => {
    const wrong = await read('?du=2026-11-20&au=2026-11-01')
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Le dernier jour vient avant le premier.')
    expect(wrong.text).toContain('value="2026-11-20"')
    for (const query of ['?du=%00&au=x', '?du=a&du=b', '?periode[]=1', '?periode=x', '?du=9999-99-99&au=1']) {
      expect([query, [200, 422].includes((await read(query)).status)]).toEqual([query, true])
      expect([query, (await admin.get(`${PAGE}.csv${query}`)).status]).toEqual([query, 200])
    }
  })

  test('the file: every line of the period, in pieces, and no formula in it', async () => {
    await fill([
      ...Array.from({ length: 2_500 }, (_, i) => ({ page: `/p${String(i).padStart(4, '0')}` })),
      { page: '=1+1', site: '@SUM(A1)' },
      { jour: '2026-10-01' },
    ])
    const answer = await admin.get(`${PAGE}.csv?du=2026-11-01&au=2026-11-25`)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="audience-2026-11-01-2026-11-25.csv"',
    )
    const lines = answer.text.replace('\ufeff', '').trimEnd().split('\r\n')
    expect(lines[0]).toBe('Jour;Page;Site d’origine;Appareil;Vues;Visites')
    expect(lines).toHaveLength(2_502)
    expect(new Set(lines).size).toBe(2_502)
    expect(lines).toContain("2026-11-20;'=1+1;'@SUM(A1);Autre;1;1")
    expect(lines).toContain('2026-11-20;/p2499;Aucun site indiqué;Autre;1;1')
  })
})
