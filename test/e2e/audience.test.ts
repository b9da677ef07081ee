import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { type Exchange, watchWire } from '../support/watch-wire.ts'
import { type Ouvert, openBrowser } from './browsers.ts'
import { looksRight } from './checks.ts'
import { pointer, shows, waitFor, waitForTitle } from './hands.ts'
import { signIn, signInAgent } from './journey.ts'

let base: TestDatabase
let portal: Portal
let seen: Exchange[] = []

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
  for (const name of ['chromium', 'firefox']) {
    await portal.addAgent(`audience-${name}@essai.example`, 'administrateur')
    await portal.addUsager(`${name}@exemple.fr`)
  }
  watchWire(portal.web.server, (exchange) => void seen.push(exchange))
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  await portal.context.compteurs.write()
  await portal.context.db.deleteFrom('audience').execute()
  seen = []
})

/** The script waits for an idle moment, two seconds at most. */
const QUIET_MS = 2_500
const quiet = () => new Promise((resolve) => setTimeout(resolve, QUIET_MS))
/** Views that were answered, their trial of a cookie apart. */
const told = (): number =>
  seen.filter(({ path, status }) => /^\/mesure(\?|$)/.test(path) && status === 204).length
const counted = async () => {
  await portal.context.compteurs.write()
  const rows = await portal.context.db.selectFrom('audience').selectAll().orderBy('page').execute()
  return rows.map(({ page, vues, visites }) => [page, vues, visites])
}
const withCookies = (): string[] =>
  seen.filter(({ sent, set }) => sent !== '' || set !== '').map(({ path }) => path.split('?')[0] ?? '')
/** Opens a page and waits until it has said that it was seen. */
async function open(page: Page, path: string): Promise<void> {
  const before = told()
  await page.goto(portal.origin + path)
  await waitFor(page, `the view of ${path}`, async () => told() > before)
}
const withBrowser = async (opened: Promise<Ouvert>, work: (page: Page) => Promise<void>): Promise<void> => {
  const { page, close } = await opened
  try {
    await work(page)
  } finally {
    await close()
  }
}

describe.each(['chromium', 'firefox'] as const)('%s', (navigateur) => {
  test.each(['permis', 'bloques'] as const)(
    'cookies %s: public pages are counted once, the space never, and cookies go to /mesure alone',
    { timeout: 120_000 },
    async (cookies) => {
      await withBrowser(openBrowser(navigateur, { cookies }), async (page) => {
        const hands = pointer(page)
        await open(page, '/')
        await open(page, '/services/pack-rentree?q=secret')
        const twice = told()
        const visites = cookies === 'permis' ? 1 : 0
        const views = [
          ['/', 1, visites],
          ['/services/pack-rentree', 1, 0],
        ]
        expect(await counted()).toEqual(views)

        await page.goto(`${portal.origin}/connexion`)
        await signIn({ page, hands }, `${navigateur}@exemple.fr`)
        await hands.press('Mes demandes')
        await waitForTitle(page, /^Mes demandes/)
        await hands.press('Démarches')
        await waitForTitle(page, /^Toutes les démarches/)
        await page.evaluate(() => document.querySelector<HTMLElement>('footer a[href="/cookies"]')?.click())
        await waitForTitle(page, /^Cookies/)
        await hands.press('Ne plus me compter')
        await waitForTitle(page, /^Être compté/)
        const refused =
          cookies === 'permis'
            ? 'Vous avez refusé : nous ne vous comptons pas.'
            : 'Votre navigateur refuse les cookies'
        await shows(page, refused)
        await looksRight(page, `mesure-${cookies}`)
        // The choice was made from within the space, and the session is still there.
        await hands.press('Mon espace')
        await waitForTitle(page, /^Mon espace/)
        expect(await page.evaluate(() => document.cookie)).toBe('')
        await quiet()
        expect(told()).toBe(twice)

        await open(page, '/aide')
        expect(await counted()).toEqual(cookies === 'permis' ? views : [views[0], ['/aide', 1, 0], views[1]])
        const walked = seen.map(({ path }) => path)
        for (const path of ['/espace', '/espace/demandes', '/connexion', '/mesure/choix'])
          expect(walked.some((one) => one.split('?')[0] === path)).toBe(true)
        const paths = new Set(withCookies())
        // Offered in both, sent back where the browser keeps them.
        expect([...paths].sort()).toEqual(['/mesure', '/mesure/choix'])
        expect(seen.some(({ sent }) => sent !== '')).toBe(cookies === 'permis')
      })
    },
  )

  test('a reload or a step back is no view', { timeout: 60_000 }, async () => {
    await withBrowser(openBrowser(navigateur), async (page) => {
      await open(page, '/')
      await open(page, '/aide')
      const twice = told()
      await page.reload()
      await page.evaluate(() => history.back())
      await waitFor(page, 'the page before', () => page.evaluate(() => location.pathname === '/'))
      await quiet()
      expect(told()).toBe(twice)
    })
  })

  test('that asks not to be measured (GPC) sends nothing, and is told so', { timeout: 60_000 }, async () => {
    await withBrowser(openBrowser(navigateur, { gpc: true }), async (page) => {
      for (const path of ['/', '/aide']) await page.goto(portal.origin + path)
      await page.goto(`${portal.origin}/mesure/choix`)
      await shows(page, 'Votre navigateur demande à ne pas être mesuré')
      await looksRight(page, 'mesure-gpc')
      await quiet()
      expect([told(), await counted(), withCookies()]).toEqual([0, [], []])
    })
  })

  test('the switch, without a session: refused, nothing more is counted; accepted, it is again', {
    timeout: 60_000,
  }, async () => {
    await withBrowser(openBrowser(navigateur), async (page) => {
      const hands = pointer(page)
      await open(page, '/cookies')
      await looksRight(page, 'cookies')
      await hands.press('Ne plus me compter')
      await shows(page, 'Vous avez refusé')
      await open(page, '/aide')
      await page.goto(`${portal.origin}/mesure/choix`)
      await hands.press('Accepter d’être compté')
      await shows(page, 'Vos visites comptent')
      await open(page, '/securite')
      expect(await counted()).toEqual([
        ['/cookies', 1, 1],
        ['/securite', 1, 1],
      ])
    })
  })

  test('an administrator reads the counts and takes them away', { timeout: 60_000 }, async () => {
    await fillYear()
    await withBrowser(openBrowser(navigateur), async (page) => {
      const hands = pointer(page)
      await signInAgent(
        { page, hands, portal, onPage: async () => {} },
        `audience-${navigateur}@essai.example`,
      )
      await hands.press('Administration')
      await waitForTitle(page, /^Administration/)
      await hands.press('Audience')
      await waitForTitle(page, /^Audience/)
      await looksRight(page, 'audience')
      await hands.press('12 mois')
      await waitFor(page, 'twelve months', async () => page.url().endsWith('periode=12-mois'))
      await shows(page, 'Vues et visites par mois')
      await looksRight(page, 'audience-12-mois')
      await (await page.$('main details summary'))?.click()
      await page.$eval('#du', (field) => {
        ;(field as HTMLInputElement).value = '2020-01-01'
      })
      await hands.press('Voir ces dates')
      await waitForTitle(page, /^Erreur\s: audience/)
      await looksRight(page, 'audience-erreur')
      await hands.press('Télécharger cette période')
      await waitFor(page, 'the file', async () => seen.some(({ path }) => path.includes('audience.csv')))
      expect(withCookies()).toEqual([])
    })
  })
})

test('a device is told by how it is pointed at and the short side of its screen', {
  timeout: 60_000,
}, async () => {
  const DEVICES = [
    { pointeur: 'fine', largeur: 800, appareil: 'ordinateur' },
    { pointeur: 'coarse', largeur: 390, appareil: 'telephone' },
    { pointeur: 'coarse', largeur: 800, appareil: 'tablette' },
    { pointeur: 'none', largeur: 800, appareil: 'autre' },
  ]
  for (const { pointeur, largeur, appareil } of DEVICES)
    await withBrowser(openBrowser('chromium'), async (page) => {
      // The machine that tests has no pointer at all: the browser is told of one.
      await page.evaluateOnNewDocument(
        (primary, width) => {
          const real = matchMedia
          Object.assign(globalThis, {
            matchMedia: (query: string) =>
              query.startsWith('(pointer') ? { matches: query === `(pointer: ${primary})` } : real(query),
          })
          Object.defineProperty(Screen.prototype, 'width', { get: () => width })
          Object.defineProperty(Screen.prototype, 'height', { get: () => 2_000 })
        },
        pointeur,
        largeur,
      )
      await open(page, '/')
      await portal.context.compteurs.write()
      const rows = await portal.context.db.selectFrom('audience').select('appareil').execute()
      expect(rows).toEqual([{ appareil }])
      await portal.context.db.deleteFrom('audience').execute()
    })
})

test('the switch works without script', { timeout: 60_000 }, async () => {
  await withBrowser(openBrowser('chromium', { script: false }), async (page) => {
    await page.goto(`${portal.origin}/cookies`)
    await (await page.$('main button[value="refuser"]'))?.click()
    await shows(page, 'Vous avez refusé')
    await (await page.$('main button[value="accepter"]'))?.click()
    await shows(page, 'Vos visites comptent')
    expect(told()).toBe(0)
  })
})

/** A year of counts that look like those of a small portal. */
async function fillYear(): Promise<void> {
  const pages = ['/', '/services', '/services/pack-rentree', '/services/apa', '/aide', '/actualites/:numero']
  const sites = ['', 'www.isere.fr', 'www.service-public.gouv.fr', 'duckduckgo.com', '*']
  const rows = Array.from({ length: 360 }, (_, back) =>
    pages.map((page, i) => ({
      jour: new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10),
      page,
      site: sites[(back + i) % sites.length] ?? '',
      appareil: back % 3 === 0 ? 'telephone' : back % 7 === 0 ? 'tablette' : 'ordinateur',
      vues: 40 + ((back * 7 + i * 13) % 90),
      visites: 10 + ((back * 3 + i) % 25),
    })),
  ).flat()
  await portal.context.db.insertInto('audience').values(rows).execute()
}
