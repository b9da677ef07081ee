import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'

export type Navigateur = 'chromium' | 'firefox'

const PROGRAMS = { chromium: '/usr/bin/chromium', firefox: '/usr/bin/firefox-esr' } as const

export interface Ouvert {
  browser: Browser
  page: Page
  close(): Promise<void>
}

/**
 * A real browser, with motion reduced (a colour half-way between two would be judged), with a profile of its own, headless, over WebDriver BiDi.
 * @param options.cookies `bloques`: every cookie and all storage of sites is refused by the browser's own setting
 * @param options.prive a private window
 * @param options.gpc the browser asks not to be measured (Global Privacy Control)
 */
export async function openBrowser(
  navigateur: Navigateur,
  options: {
    cookies?: 'permis' | 'bloques'
    width?: number
    height?: number
    script?: boolean
    prive?: boolean
    gpc?: boolean
  } = {},
): Promise<Ouvert> {
  const program = PROGRAMS[navigateur]
  if (!existsSync(program)) throw new Error(`${program} is missing: install the Debian package of that name`)
  const profile = await mkdtemp(join(tmpdir(), 'espace-profil-'))
  const blocked = options.cookies === 'bloques'
  const { width = 1280, height = 900, script = true, prive = false, gpc = false } = options
  if (navigateur === 'chromium') await writeChromiumSettings(profile, blocked, script)
  const browser = await puppeteer.launch({
    browser: navigateur === 'chromium' ? 'chrome' : 'firefox',
    // The private windows of Chromium answer over its own protocol only.
    protocol: prive && navigateur === 'chromium' ? 'cdp' : 'webDriverBiDi',
    executablePath: program,
    userDataDir: profile,
    headless: true,
    defaultViewport: { width, height },
    ...(navigateur === 'chromium'
      ? {
          args: [
            '--no-sandbox',
            '--disable-dev-shm-usage',
            '--lang=fr-FR',
            '--force-prefers-reduced-motion',
            ...(prive ? ['--incognito'] : []),
          ],
        }
      : {
          extraPrefsFirefox: {
            'network.cookie.cookieBehavior': blocked ? 2 : 0,
            'ui.prefersReducedMotion': 1,
            'browser.privatebrowsing.autostart': prive,
            'privacy.globalprivacycontrol.enabled': gpc,
            'intl.accept_languages': 'fr-FR, fr',
          },
        }),
  })
  const context = prive && navigateur === 'chromium' ? await browser.createBrowserContext() : undefined
  const page = await (context ?? browser).newPage()
  await page.setViewport({ width, height })
  if (gpc && navigateur === 'chromium') await sayGpc(page)
  return {
    browser,
    page,
    close: async () => {
      await browser.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Chromium has no such setting: what an extension does for whoever wants it. */
async function sayGpc(page: Page): Promise<void> {
  await page.setExtraHTTPHeaders({ 'sec-gpc': '1' })
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })
  })
}

/** What a person sets in « Paramètres des sites »: 2 is « block ». */
async function writeChromiumSettings(profile: string, blocked: boolean, script: boolean): Promise<void> {
  const settings = { ...(blocked ? { cookies: 2 } : {}), ...(script ? {} : { javascript: 2 }) }
  await mkdir(join(profile, 'Default'), { recursive: true })
  await writeFile(
    join(profile, 'Default/Preferences'),
    JSON.stringify({ profile: { default_content_setting_values: settings } }),
  )
}
