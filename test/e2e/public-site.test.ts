import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PLAN } from '../../src/features/site/plan-du-site.ts'
import { qualifiedBrowsers } from '../../tools/qualified-browsers.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { type Navigateur, type Ouvert, openBrowser } from './browsers.ts'
import { axeProblems, overflow } from './checks.ts'
import { pointer } from './hands.ts'
import { signIn } from './journey.ts'
import { takeScreens } from './screens.ts'

let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

async function withBrowser(
  navigateur: Navigateur,
  options: Parameters<typeof openBrowser>[1],
  work: (opened: Ouvert) => Promise<void>,
): Promise<void> {
  const opened = await openBrowser(navigateur, options)
  try {
    await work(opened)
  } finally {
    await opened.close()
  }
}

/** Which of these a person sees. */
const visible = (page: Page, ...selectors: string[]): Promise<string[]> =>
  page.evaluate(
    (all) => all.filter((one) => [...document.querySelectorAll(one)].some((e) => e.checkVisibility())),
    selectors,
  )
const AVIS = ['[data-navigateur-ancien]', '[data-navigateur-incapable]', '[data-reprise]']

describe.each(['chromium', 'firefox'] as const)('%s', (navigateur) => {
  test('is in the list that the pages show, and is told nothing', { timeout: 60_000 }, async () => {
    await withBrowser(navigateur, {}, async ({ browser, page }) => {
      const version = Number(/\/(\d+)/.exec(await browser.version())?.[1])
      const oldest = qualifiedBrowsers()[navigateur === 'chromium' ? 'chrome' : 'firefox']
      expect(version).toBeGreaterThanOrEqual(oldest ?? Number.POSITIVE_INFINITY)
      await page.goto(`${portal.origin}/navigateurs`)
      expect(await page.$eval('main', (main) => main.textContent)).toContain(
        `sur ordinateur, à partir de la version ${oldest}`,
      )
      expect(await visible(page, ...AVIS)).toEqual([])
    })
  })

  test('without WebCrypto: public pages say so, private ones give the paper route', {
    timeout: 60_000,
  }, async () => {
    await withBrowser(navigateur, {}, async ({ page }) => {
      await page.evaluateOnNewDocument(() => {
        Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })
      })
      await page.goto(`${portal.origin}/`)
      expect(await visible(page, ...AVIS)).toEqual(['[data-navigateur-incapable]'])
      expect(await axeProblems(page)).toEqual([])
      await page.goto(`${portal.origin}/espace/demandes`)
      expect(await visible(page, ...AVIS, '.papier a[href^="tel:"]', '.papier a[href="/services"]')).toEqual([
        '[data-navigateur-incapable]',
        '.papier a[href^="tel:"]',
        '.papier a[href="/services"]',
      ])
      const said = await page.$eval('main', (main) => main.textContent)
      expect(said).toMatch(/ne sait pas signer/)
      expect(said).toMatch(/38022 Grenoble/)
      expect(page.url()).toBe(`${portal.origin}/espace/demandes`)
      expect(await axeProblems(page)).toEqual([])
      await takeScreens(page, `sans-webcrypto-${navigateur}`)
    })
  })

  test('older than the list: warned, and let in', { timeout: 60_000 }, async () => {
    await portal.addUsager(`ancien-${navigateur}@exemple.fr`)
    await withBrowser(navigateur, {}, async ({ page }) => {
      await page.evaluateOnNewDocument(() => Reflect.deleteProperty(URL, 'canParse'))
      await page.goto(`${portal.origin}/connexion`)
      expect(await visible(page, ...AVIS)).toEqual(['[data-navigateur-ancien]'])
      expect(await axeProblems(page)).toEqual([])
      await signIn({ page, hands: pointer(page) }, `ancien-${navigateur}@exemple.fr`)
      expect(page.url()).toBe(`${portal.origin}/espace`)
    })
  })
})

const paths = PLAN.flatMap(({ pages }) => pages.map(([href]) => href)).concat([
  '/services/pack-rentree',
  '/services/pack-rentree/conditions',
])

test('without script every page of the plan is whole, fits 320 pixels, and its anchors lead', {
  timeout: 60_000,
}, async () => {
  await withBrowser('chromium', { script: false, width: 320, height: 640 }, async ({ page }) => {
    const problems: string[] = []
    for (const path of paths) {
      await page.goto(portal.origin + path)
      const wide = await overflow(page)
      if (wide) problems.push(`${path}: ${wide}`)
      problems.push(...(await visible(page, ...AVIS)).map((one) => `${path}: ${one}`))
    }
    await page.goto(`${portal.origin}/aide`)
    await (await page.$('a[href="#contester"]'))?.click()
    await expect.poll(() => new URL(page.url()).hash).toBe('#contester')
    expect(
      await page.$eval('#contester', (heading) => Math.abs(heading.getBoundingClientRect().top) < 640),
    ).toBe(true)
    expect(problems).toEqual([])
  })
})

test('on paper: black on white, no menu, no banner, nothing cut; with forced colours, still accessible', {
  timeout: 60_000,
}, async () => {
  await withBrowser('chromium', { width: 1280, height: 900 }, async ({ page }) => {
    const devtools = await page.createCDPSession()
    const emulate = (media: string, features: { name: string; value: string }[]) =>
      devtools.send('Emulation.setEmulatedMedia', { media, features })
    const problems: string[] = []
    for (const path of paths) {
      await page.goto(portal.origin + path)
      await emulate('print', [])
      const shown = await visible(
        page,
        ...['.bandeau nav', '.pied', '.evitement', '.progression', '.ds-button', '.filtres'],
      )
      // The colours of the screen that stay must be read on white paper.
      problems.push(...(await axeProblems(page, 'color-contrast')).map((one) => `${path} on paper: ${one}`))
      problems.push(...shown.map((one) => `${path} on paper: ${one}`))
      const ink = await page.$eval('h1', (h1) => [
        getComputedStyle(h1).color,
        getComputedStyle(document.body).backgroundColor,
      ])
      if (ink.join(' ') !== 'rgb(0, 0, 0) rgb(255, 255, 255)') problems.push(`${path} on paper: ${ink}`)
      await emulate('', [{ name: 'forced-colors', value: 'active' }])
      expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
      problems.push(...(await axeProblems(page)).map((one) => `${path} forced: ${one}`))
      await emulate('', [{ name: 'prefers-reduced-motion', value: 'reduce' }])
      const moving = await page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((e) => getComputedStyle(e).transitionDuration !== '0s')
          .map((e) => e.tagName),
      )
      problems.push(...moving.map((tag) => `${path} moves: ${tag}`))
    }
    expect(problems).toEqual([])
  })
})
