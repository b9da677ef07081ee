import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DELAI_DE_CLOTURE_MS } from '../../src/features/comptes/close-compte.ts'
import { DUREES } from '../../src/features/comptes/lien-store.ts'
import { keptUntil } from '../../src/features/demandes/conservation-brouillon.ts'
import { MAX_OCTETS } from '../../src/features/pieces/piece.ts'
import { PLAN } from '../../src/features/site/plan-du-site.ts'
import { openExample } from '../../src/features/sondage/index.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { LOCK_RULES } from '../../src/platform/session/lockout.ts'
import {
  ABSOLUTE_HOURS,
  IDLE_MINUTES,
  SHARED_IDLE_MINUTES,
} from '../../src/platform/session/session-store.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'

/** Public addresses that nobody looks for: each leads on from a mail, a form or a machine. */
const HORS_PLAN = [
  '/.well-known/security.txt',
  '/adresse/confirmer',
  '/agents/connexion',
  '/compte/garder',
  '/connexion/deblocage',
  '/inscription/confirmer',
  '/mot-de-passe-oublie/nouveau',
  '/paiement/notification',
  '/robots.txt',
  '/sante',
  '/sante/pret',
  '/session/nonce',
  '/signaler/fait',
  '/signaler/gel',
  '/sitemap.xml',
]
/** One real address for each public pattern. */
const PATTERNS: Readonly<Record<string, readonly string[]>> = {
  '/actualites/:numero': [],
  '/conditions-generales/comparaison': ['/conditions-generales/comparaison?de=1&a=1'],
  '/disponibilite/attestations/:numero': [],
  '/paiement/retour/:retour': [],
  '/conditions-generales/versions/:numero': ['/conditions-generales/versions/1'],
  '/services/:slug/conditions/comparaison': ['/services/apa/conditions/comparaison?de=1&a=1'],
  '/services/:slug/conditions/versions/:numero': ['/services/apa/conditions/versions/1'],
  '/services/:slug': ['/services/pack-rentree', '/services/apa'],
  '/services/:slug/conditions': ['/services/pack-rentree/conditions', '/services/apa/conditions'],
  '/services/:slug/formulaire.pdf': ['/services/pack-rentree/formulaire.pdf'],
}
const GARBAGE = [
  '',
  '?',
  '?q=%00&page=-1',
  '?q=%E0%A4%A',
  '?a[]=1&a[__proto__]=x&constructor=1',
  `?q=${'x'.repeat(4_000)}`,
  '?q=%3Cscript%3Ealert(1)%3C/script%3E&retour=javascript:alert(1)',
  '?retour=//ailleurs.example&fait=../../etc/passwd&q=%F0%9F%92%A9&q=2',
]
/** In the place of a name or a number of an address. */
const STRANGE = [
  '%00',
  '%zz',
  '..%2f..%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  '0',
  '1e3',
  '99999999999999999999',
  '%F0%9F%92%A9',
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  'x'.repeat(500),
]

const clock = createTestClock('2026-11-23T09:00:00Z')
let base: TestDatabase
let portal: Portal
let publicPaths: string[]
/** `/sondage` before any poll; everything else is read while one is open. */
let sansSondage: string

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false, clock })
  publicPaths = [...portal.web.accessOfRoutes]
    .filter(([route, access]) => route.startsWith('GET ') && access === 'public')
    .map(([route]) => route.slice(4))
    .filter((path) => !path.startsWith('/assets/'))
  sansSondage = await (await get('/sondage')).text()
  await portal.addAgent('sondage@essai.example', 'administrateur')
  const { id } = await base.db.selectFrom('agent').select('id').executeTakeFirstOrThrow()
  const choix = ['Oui', 'Non', 'Je ne sais pas']
  const sondage = { question: 'Ces pages sont-elles claires\u00a0?', choix, agentId: id, le: clock.now() }
  await inTransaction(base.db, (tx) => openExample(tx, sondage))
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const get = (path: string) => fetch(portal.origin + path, { redirect: 'manual' })
const addresses = () => publicPaths.flatMap((path) => PATTERNS[path] ?? [path])
const pages = async (): Promise<{ path: string; html: string }[]> => {
  const all = []
  for (const path of addresses()) {
    const answer = await get(path)
    if (answer.headers.get('content-type')?.startsWith('text/html'))
      all.push({ path, html: await answer.text() })
  }
  return all
}
/** What stands between tags, but for what was typed or is code. */
const words = (html: string): string[] =>
  html
    .replace(/<(script|style|textarea|code|pre)\b.*?<\/\1>/gs, '')
    .split(/<[^>]*>/)
    .filter((text) => text.trim() !== '')

test('every public address is in the plan of the site, or said not to be', () => {
  const planned = PLAN.flatMap(({ pages }) => pages.map(([href]) => href))
  expect(publicPaths.sort()).toEqual([...planned, ...HORS_PLAN, ...Object.keys(PATTERNS)].sort())
})

test('each page says who it is: one h1, a title, French, a way to skip, the state of accessibility', async () => {
  const all = await pages()
  expect(all.length).toBeGreaterThan(25)
  const titles = new Set<string>()
  for (const { path, html } of all) {
    expect([path, html.match(/<h1[ >]/g)?.length]).toEqual([path, 1])
    expect(html).toMatch(/^<!doctype html><html lang="fr"/)
    expect([path, /<title>[^<]{10,}<\/title>/.test(html)]).toEqual([path, true])
    titles.add(/<title>(.*?)<\/title>/.exec(html)?.[1] ?? '')
    expect(html).toContain('href="#contenu"')
    expect([path, html.includes('<a href="/accessibilite">Accessibilité\u00a0: non conforme</a>')]).toEqual([
      path,
      true,
    ])
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect([path, new Set(ids).size]).toEqual([path, ids.length])
  }
  expect(titles.size).toBeGreaterThan(all.length - 2)
})

/** The checker of the W3C (vnu): what is not valid, with its page. */
function invalid(folder: string): string[] {
  if (!existsSync('/usr/bin/java'))
    throw new Error('java is missing: install the package default-jre-headless')
  const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar')), 'build/dist/vnu.jar')
  const { stdout, stderr } = spawnSync(
    '/usr/bin/java',
    ['-jar', jar, '--format', 'json', '--stdout', folder],
    {
      encoding: 'utf8',
      maxBuffer: 50_000_000,
    },
  )
  if (!stdout.startsWith('{')) throw new Error(`vnu did not run: ${stderr}`)
  const { messages } = JSON.parse(stdout) as {
    messages: { type: string; url: string; message: string; extract?: string }[]
  }
  return messages
    .filter(({ type }) => type !== 'info')
    .map(({ url, message, extract }) => `${url.split('/').at(-1)}: ${message} ${extract ?? ''}`)
}

test('every public page is valid HTML', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'espace-vnu-'))
  try {
    const all = await pages()
    for (const { path, html } of all)
      await writeFile(join(folder, `${path.replace(/\W+/g, '_').slice(1) || 'accueil'}.html`), html)
    await writeFile(join(folder, 'sans-sondage.html'), sansSondage)
    expect(all.find(({ path }) => path === '/')?.html).toContain('action="/sondage"')
    expect(invalid(folder)).toEqual([])
    // The checker sees what is wrong.
    await writeFile(join(folder, 'faux.html'), '<!doctype html><html lang="fr"><title>x</title><p><div></p>')
    expect(invalid(folder)).not.toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)

test('nothing strange in an address breaks a page, nor is shown as it came', async () => {
  for (const path of addresses())
    for (const garbage of GARBAGE) {
      const answer = await get(path + (path.includes('?') ? garbage.replace('?', '&') : garbage))
      const text = await answer.text()
      expect([path, garbage.slice(0, 40), answer.status < 500]).toEqual([path, garbage.slice(0, 40), true])
      expect([path, garbage, answer.headers.getSetCookie()]).toEqual([path, garbage, []])
      expect(text).not.toContain('<script>alert')
      expect(text).not.toContain('ailleurs.example"')
    }
}, 60_000)

test('a name or a number that does not exist is no page, whatever it is', async () => {
  const patterns = Object.keys(PATTERNS).filter((path) => path.includes(':'))
  expect(patterns.length).toBeGreaterThan(5)
  for (const pattern of patterns)
    for (const strange of STRANGE) {
      const answer = await get(pattern.replace(/:\w+/g, strange))
      expect([pattern, strange.slice(0, 40), answer.status]).toEqual([pattern, strange.slice(0, 40), 404])
      const text = await answer.text()
      expect(text).toMatch(/n’existe pas|introuvable/i)
      expect(text).not.toContain('<script>alert')
    }
}, 60_000)

test('every link of a public page leads somewhere, and every anchor is there', async () => {
  const all = await pages()
  const seen = new Map<string, string>()
  const problems: string[] = []
  for (const { path, html } of all)
    for (const [, href = ''] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      if (/^(https?:|mailto:|tel:)/.test(href)) continue
      const url = new URL(href.replaceAll('&amp;', '&'), portal.origin + path)
      const page = url.pathname + url.search
      if (!seen.has(page)) {
        const answer = await fetch(portal.origin + page, { headers: { accept: 'text/html' } })
        seen.set(page, answer.status === 200 ? await answer.text() : '')
      }
      const found = seen.get(page) ?? ''
      if (found === '') problems.push(`${path} → ${href}: nothing there`)
      else if (url.hash && !found.includes(`id="${decodeURIComponent(url.hash.slice(1))}"`))
        problems.push(`${path} → ${href}: no such anchor`)
    }
  expect(problems).toEqual([])
  expect(seen.size).toBeGreaterThan(30)
}, 60_000)

test('/aide answers at least fifteen questions, with the figures that the code keeps', async () => {
  const html = (await (await get('/aide')).text()).replaceAll('\u00a0', ' ')
  expect(html.match(/<h3 id=/g)?.length).toBeGreaterThanOrEqual(15)
  const answer = (id: string): string => html.split(`<h3 id="${id}">`)[1]?.split('<h3')[0] ?? ''
  const minutes = (ms: number): string => `${ms / 60_000} minutes`
  const days = (ms: number): string => `${ms / 86_400_000} jours`
  const epoch = new Date(0)
  for (const [id, figure] of [
    ['mot-de-passe-oublie', minutes(DUREES.reinitialisation)],
    ['connexion-bloquee', `Après ${LOCK_RULES.echecsAvantBlocage} essais`],
    ['connexion-bloquee', `bloquée ${LOCK_RULES.dureesMinutes[0]} minutes`],
    ['connexion-bloquee', `${Math.max(...LOCK_RULES.dureesMinutes) / 60} heures au plus`],
    ['connexion-bloquee', `${DUREES.deblocage / 3_600_000} heures`],
    ['changer-d-adresse', `${DUREES['nouvelle-adresse'] / 3_600_000} heures`],
    ['session-fermee', `${IDLE_MINUTES} minutes`],
    ['session-fermee', `${ABSOLUTE_HOURS} heures`],
    ['ordinateur-partage', `${SHARED_IDLE_MINUTES} minutes`],
    ['fermer-mon-compte', days(DELAI_DE_CLOTURE_MS)],
    ['document-refuse', `${MAX_OCTETS / 1_048_576} Mo`],
    ['reprendre-plus-tard', days(keptUntil(epoch, null).getTime())],
  ] as const)
    expect([id, answer(id)]).toEqual([id, expect.stringContaining(figure)])
})

test('no line can break where French keeps a space', async () => {
  const breaks = /\S? [:;?!»%€]|« |\d \d{3}(?!\d)|\d (?:h|Mo|minutes|heures|euros|jours|mois|ans)\b|n° \d/
  const found = (await pages()).flatMap(({ path, html }) =>
    words(html)
      .filter((text) => breaks.test(text))
      .map((text) => `${path}: ${text.trim().slice(0, 90)}`),
  )
  // npm run typographie -- FILE, then biome check --write.
  expect(found).toEqual([])
})

test('a first visit weighs 60 kB at most, everything included, before any proxy compresses the page', async () => {
  for (const { path, html } of await pages()) {
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css|svg))"/g)].map(
      ([, f = '']) => f,
    )
    const weights = await Promise.all(
      [...new Set(files)].map(async (file) => {
        const answer = await fetch(portal.origin + file, {
          headers: { 'accept-encoding': 'br' },
          method: 'HEAD',
        })
        return Number(answer.headers.get('content-length'))
      }),
    )
    const total = Buffer.byteLength(html) + weights.reduce((sum, one) => sum + one, 0)
    expect([path, weights.length, weights.every((one) => one > 0)]).toEqual([path, 4, true])
    expect([path, total, total <= 60_000]).toEqual([path, total, true])
  }
})

describe('a link that is shared', () => {
  test('shows what the page is, where it stands without its query, and a small picture', async () => {
    const html = await (await get('/services/apa/?q=secret')).text()
    const facts = Object.fromEntries(
      [...html.matchAll(/<meta property="og:(\w+)" content="([^"]*)"/g)].map(([, k = '', v = '']) => [k, v]),
    )
    expect(facts).toMatchObject({
      title: 'Allocation personnalisée d’autonomie (APA)',
      type: 'website',
      locale: 'fr_FR',
      site_name: 'Mon espace Isère',
      url: `${portal.origin}/services/apa`,
    })
    expect(facts.description).toContain('Une aide pour rester chez soi')
    expect(html).toContain(`<link rel="canonical" href="${portal.origin}/services/apa"`)
    const picture = await fetch(facts.image ?? '')
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    const png = Buffer.from(await picture.arrayBuffer())
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
    expect(png.length).toBeLessThan(20_000)
    const idat = png.indexOf('IDAT')
    expect(inflateSync(png.subarray(idat + 4, idat + 4 + png.readUInt32BE(idat - 4)))).toHaveLength(
      1201 * 630,
    )
  })

  test('says nothing of what is private, missing or refused', async () => {
    for (const path of ['/espace/demandes', '/rien-ici', '/services/rsa'])
      expect(
        await (await fetch(portal.origin + path, { headers: { accept: 'text/html' } })).text(),
      ).not.toMatch(/og:|canonical/)
  })
})
