import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { type Navigateur, openBrowser } from './browsers.ts'
import { axeProblems, overflow } from './checks.ts'
import { pointer, waitFor, waitForTitle } from './hands.ts'
import { signIn, signInAgent } from './journey.ts'
import { takeScreens } from './screens.ts'

let base: TestDatabase
let portal: Portal
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const somebody = async (): Promise<string> => {
  people += 1
  const email = `titulaire-${people}@exemple.fr`
  await portal.addUsager(email)
  return email
}
const here = (page: Page): Promise<string> => page.evaluate(() => location.pathname)
const at = (page: Page, path: string): Promise<void> =>
  waitFor(page, `the address ${path}`, async () => (await here(page)) === path)
const sessionOf = (email: string) =>
  portal.context.db
    .selectFrom('session')
    .innerJoin('usager', 'usager.id', 'session.usager_id')
    .select(['session.id', 'reprise_avant', 'terminee_le'])
    .where('usager.email', '=', email)
    .orderBy('session.id', 'desc')
    .executeTakeFirstOrThrow()

/** Presses a link that opens a tab, as `rel=opener` lets it know who opened it. */
async function openTab(page: Page): Promise<Page> {
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/espace/demandes', target: '_blank' })
    link.rel = 'opener'
    link.id = 'ouvre'
    link.textContent = 'Mes demandes dans un autre onglet'
    document.querySelector('main')?.prepend(link)
  })
  const before = new Set(await page.browserContext().pages())
  await (await page.$('#ouvre'))?.click()
  for (let tries = 0; tries < 100; tries += 1) {
    const found = (await page.browserContext().pages()).find((one) => !before.has(one))
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('no tab opened')
}

interface Case {
  navigateur: Navigateur
  cookies: 'permis' | 'bloques'
  prive: boolean
}
const CASES: Case[] = [
  { navigateur: 'chromium', cookies: 'permis', prive: false },
  { navigateur: 'chromium', cookies: 'bloques', prive: false },
  { navigateur: 'chromium', cookies: 'permis', prive: true },
  { navigateur: 'firefox', cookies: 'permis', prive: false },
  { navigateur: 'firefox', cookies: 'bloques', prive: false },
  { navigateur: 'firefox', cookies: 'permis', prive: true },
]

describe.each(CASES)('$navigateur, cookies $cookies, private $prive', ({ navigateur, cookies, prive }) => {
  test('a session lives through reload, back, another tab, and ends with all of them', {
    timeout: 120_000,
  }, async () => {
    const email = await somebody()
    const { page, close } = await openBrowser(navigateur, { cookies, prive })
    // Measured: Firefox gives pages whose storage is refused a channel of their own.
    const speak = !(navigateur === 'firefox' && cookies === 'bloques')
    try {
      const hands = pointer(page)
      await page.goto(`${portal.origin}/connexion`)
      await signIn({ page, hands }, email)
      await hands.press('Camille')
      await waitForTitle(page, /^Mon compte/)
      await page.reload()
      await waitForTitle(page, /^Mon compte/)
      await hands.press('Activité')
      await waitForTitle(page, /^Activité/)
      await page.goBack()
      await waitForTitle(page, /^Mon compte/)
      // The password again, over the page, and the page goes on.
      await portal.context.db
        .updateTable('session')
        .set({ prouvee_le: new Date(0) })
        .execute()
      await hands.press('Changer d’adresse')
      await waitFor(
        page,
        'the dialog',
        async () => (await page.$('dialog[open] [name="motDePasse"]')) !== null,
      )
      expect(await axeProblems(page)).toEqual([])
      await (await page.$('dialog [name="motDePasse"]'))?.type('pas-le-bon-du-tout')
      await (await page.$('dialog button[type="submit"]'))?.click()
      await waitFor(page, 'the refusal', async () => (await page.$('dialog [data-erreurs]')) !== null)
      await (await page.$('dialog [name="motDePasse"]'))?.type(MOT_DE_PASSE)
      await (await page.$('dialog button[type="submit"]'))?.click()
      await waitForTitle(page, /^Changer d’adresse/)
      // A tab that a page opened goes on with its session, by its opener.
      // (In Firefox, which needs it most: the automation of Chromium does not come back from such a tab.)
      if (navigateur === 'firefox') {
        const opened = await openTab(page)
        await waitForTitle(opened, /^Mes demandes/)
        await opened.close()
      }
      // So does a tab opened by hand, where the browser lets tabs of one site speak to each other.
      const other = await page.browserContext().newPage()
      await other.goto(`${portal.origin}/espace`)
      if (!speak) {
        await at(other, '/connexion')
        return
      }
      await waitForTitle(other, /^Mon espace/)
      expect(await here(other)).toBe('/espace')
      // The first one is closed: the second keeps the session.
      await page.close({ runBeforeUnload: false })
      await new Promise((resolve) => setTimeout(resolve, 4_500))
      await expect.poll(async () => (await sessionOf(email)).reprise_avant, { timeout: 8_000 }).toBeNull()
      const third = await page.browserContext().newPage()
      await third.goto(`${portal.origin}/espace/demandes`)
      await waitForTitle(third, /^Mes demandes/)
      // Signing out in one wipes the other.
      await pointer(third).press('Se déconnecter')
      await at(third, '/')
      await at(other, '/')
      expect((await sessionOf(email)).terminee_le).not.toBeNull()
      await third.goto(`${portal.origin}/espace`)
      await at(third, '/connexion')
    } finally {
      await close()
    }
  })
})

describe.each(['chromium', 'firefox'] as const)('%s', (navigateur) => {
  test('leaving the site says so to the server; a shared device keeps nothing', {
    timeout: 90_000,
  }, async () => {
    const email = await somebody()
    const { page, close } = await openBrowser(navigateur)
    try {
      const hands = pointer(page)
      await page.goto(`${portal.origin}/connexion`)
      await hands.choose('postePartage', 'oui')
      await signIn({ page, hands }, email)
      await page.reload()
      await at(page, '/connexion')
      await signIn({ page, hands }, email)
      // A nonce has come with the page: the farewell can be signed.
      await new Promise((resolve) => setTimeout(resolve, 500))
      const before = Date.now()
      const blank = await page.browserContext().newPage()
      await page.goto('about:blank')
      await expect
        .poll(async () => (await sessionOf(email)).reprise_avant?.getTime() ?? 0, { timeout: 8_000 })
        .toBeGreaterThan(before)
      await blank.close()
    } finally {
      await close()
    }
  })

  test.each([
    ['ten minutes late', -600_000],
    ['ten minutes early', 600_000],
    ['a day late', -86_400_000],
    ['a day early', 86_400_000],
    ['ten years late', -315_576_000_000],
    ['ten years early', 315_576_000_000],
  ])('a clock that is %s does no harm', { timeout: 60_000 }, async (_, shift) => {
    const email = await somebody()
    const { page, close } = await openBrowser(navigateur)
    try {
      await page.evaluateOnNewDocument((by) => {
        const now = Date.now.bind(Date)
        Date.now = () => now() + by
      }, shift)
      const hands = pointer(page)
      await page.goto(`${portal.origin}/connexion`)
      await signIn({ page, hands }, email)
      await hands.press('Camille')
      await waitForTitle(page, /^Mon compte/)
    } finally {
      await close()
    }
  })
})

test('five minutes before an unused session ends: a warning, one click, and it goes on', {
  timeout: 60_000,
}, async () => {
  const email = await somebody()
  const { page, close } = await openBrowser('chromium')
  try {
    const hands = pointer(page)
    await page.goto(`${portal.origin}/connexion`)
    await signIn({ page, hands }, email)
    const before = (await sessionOf(email)).id
    await portal.context.db
      .updateTable('session')
      .set({ vue_le: new Date(Date.now() - 25 * 60_000) })
      .execute()
    // The browser has not been used for 25 minutes either: its clock is moved on.
    await page.evaluate(() => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + 25 * 60_000
    })
    await waitFor(page, 'the warning', async () => (await page.$('dialog[open]')) !== null).catch(() =>
      waitFor(page, 'the warning', async () => (await page.$('dialog[open]')) !== null),
    )
    await hands.press('Rester connecté')
    await expect
      .poll(
        async () =>
          (
            await portal.context.db
              .selectFrom('session')
              .select('vue_le')
              .where('id', '=', before)
              .executeTakeFirstOrThrow()
          ).vue_le.getTime(),
        { timeout: 8_000 },
      )
      .toBeGreaterThan(Date.now() - 60_000)
    expect(await page.$('dialog[open]')).toBeNull()
  } finally {
    await close()
  }
})

const PAGES = [
  '/espace',
  '/espace/identite',
  '/espace/compte',
  '/espace/compte/informations',
  '/espace/compte/informations/enfants/nouveau',
  '/espace/compte/adresse',
  '/espace/compte/cloture',
  '/espace/compte/signaler',
  '/espace/compte/services',
  '/espace/compte/donnees',
  '/espace/compte/activite',
  '/espace/compte/contact',
  '/espace/compte/verification',
]

const PAGES_DES_AGENTS = ['/agents/compte', '/agents/identite', '/agents/acces', '/agents/signalements']

/** What is wrong with pages, each typed into a tab of its own, which receives the session of the first one. */
async function problemsOf(keeper: Page, paths: readonly string[]): Promise<string[]> {
  const page = await keeper.browserContext().newPage()
  const problems: string[] = []
  for (const path of paths) {
    await page.goto(portal.origin + path)
    await waitFor(page, path, async () => (await page.$('[data-coquille]')) === null)
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ])
      problems.push(...(await axeProblems(page)).map((problem) => `${path} ${value}: ${problem}`))
    }
    await page.setViewport({ width: 320, height: 640 })
    const wide = await overflow(page)
    if (wide) problems.push(`${path}: ${wide}`)
    await takeScreens(page, path.slice(1).replaceAll('/', '-'))
  }
  return problems
}

test('every page of the account is accessible, light and dark, and fits 320 pixels', {
  timeout: 120_000,
}, async () => {
  const email = await somebody()
  const { page, close } = await openBrowser('chromium')
  try {
    await page.goto(`${portal.origin}/connexion`)
    await signIn({ page, hands: pointer(page) }, email)
    expect(await problemsOf(page, PAGES)).toEqual([])
  } finally {
    await close()
  }
})

test('so is every page of an agent’s account, and of those who watch over accounts', {
  timeout: 120_000,
}, async () => {
  const email = await somebody()
  await portal.client().post('/signaler', { courriel: email, recit: 'Une connexion que je ne connais pas.' })
  await portal.addAgent('responsable@essai.example', 'responsable')
  await portal.client().post('/agents/connexion', { email: 'responsable@essai.example', motDePasse: 'non' })
  const { page, close } = await openBrowser('chromium')
  try {
    const scene = { page, hands: pointer(page), portal, onPage: async () => undefined }
    await signInAgent(scene, 'responsable@essai.example')
    expect(await problemsOf(page, PAGES_DES_AGENTS)).toEqual([])
  } finally {
    await close()
  }
})
