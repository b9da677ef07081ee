import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Page } from 'puppeteer-core'
import { addUsagers, SECRET } from '../../test/support/usagers.ts'
import { PUBLIC_PAGES } from './public-pages.ts'
import { atMost, type Line, median } from './table.ts'
import type { World } from './world.ts'

const LCP_PAGES = ['/', '/services', '/services/pack-rentree', '/connexion']
const LCP_TRIES = 5
/** 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const SLOW_4G = { download: 200_000, upload: 93_750, latency: 150 }

/** Weight and speed of first visits, in a real browser with an empty cache. */
export async function measurePages(world: World): Promise<Line[]> {
  const profile = await mkdtemp(join(tmpdir(), 'espace-bench-profil-'))
  const browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium',
    userDataDir: profile,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=fr-FR'],
  })
  try {
    const page = await browser.newPage()
    await page.setCacheEnabled(false)
    await page.evaluateOnNewDocument(keepLcp)
    await signIn(page, world)
    // A signed-in page is reloaded: the history entry still holds the session.
    const again = async (): Promise<void> => {
      await page.reload({ waitUntil: 'load' })
      await page.waitForFunction(() => !document.title.startsWith('Votre espace'))
      await page.waitForNetworkIdle({ idleTime: 300 })
    }
    const open = (path: string) => async (): Promise<void> => {
      await page.goto(world.origin + path, { waitUntil: 'load' })
      await page.waitForNetworkIdle({ idleTime: 300 })
    }
    const weights = [await weigh(page, '/espace, signed in', again)]
    await throttle(page, true)
    const speeds = [await lcp(page, '/espace, signed in', again)]
    await throttle(page, false)
    await startForm(page)
    weights.push(await weigh(page, 'a page of the form', again))
    for (const path of PUBLIC_PAGES) weights.push(await weigh(page, path, open(path)))
    await throttle(page, true)
    for (const path of LCP_PAGES) speeds.push(await lcp(page, path, open(path)))
    const lines = [...weights.flat(), ...speeds]
    return lines
  } finally {
    await browser.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Keeps the last of: the largest paint, and the signed-in page taking the place of the one that resumes the session. */
function keepLcp(): void {
  const keep = (ms: number): unknown =>
    Object.assign(globalThis, { lcpMs: Math.max(ms, (globalThis as { lcpMs?: number }).lcpMs ?? 0) })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) keep(entry.startTime)
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-visiteur=usager]')) return
    observer.disconnect()
    requestAnimationFrame(() => keep(performance.now()))
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** Signed in by hand; the session then lives in the history entry, so a reload resumes it. */
async function signIn(page: Page, world: World): Promise<void> {
  const email = 'navigatrice@exemple.fr'
  await addUsagers(world.database.db, [email])
  await page.goto(`${world.origin}/connexion`)
  await page.type('[name=email]', email)
  await page.type('[name=motDePasse]', SECRET)
  await page.click('form[data-connexion] button[type=submit]')
  await page.waitForFunction(() => location.pathname === '/espace' && document.title.startsWith('Mon espace'))
}

/** Begins a Pack rentrée. */
async function startForm(page: Page): Promise<void> {
  const path = '/espace/demarches/pack-rentree/commencer'
  await page.evaluate((href) => {
    const link = document.querySelector('main')?.appendChild(document.createElement('a'))
    if (link) link.href = href
    link?.click()
  }, path)
  await page.waitForSelector(`form[action="${path}"] button[type=submit]`)
  await page.click(`form[action="${path}"] button[type=submit]`)
  await page.waitForFunction(() => location.pathname.startsWith('/espace/brouillons/'))
}

async function throttle(page: Page, on: boolean): Promise<void> {
  await page.emulateCPUThrottling(on ? 4 : null)
  await page.emulateNetworkConditions(on ? SLOW_4G : null)
}

/** What crosses the wire for one visit, headers included. */
async function weigh(page: Page, name: string, visit: () => Promise<unknown>): Promise<Line[]> {
  const cdp = await page.createCDPSession()
  const scripts = new Set<string>()
  let total = 0
  let script = 0
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total += encodedDataLength
    if (scripts.has(requestId)) script += encodedDataLength
  })
  await cdp.send('Network.enable')
  await visit()
  await cdp.detach()
  if (total === 0) throw new Error(`nothing was weighed for ${name}`)
  return [
    atMost(`weight: ${name}`, total / 1000, PUBLIC_PAGES.includes(name) ? 60 : 80, 'kB'),
    ...(name === '/' ? [atMost('weight: of which script', script / 1000, 25, 'kB')] : []),
  ]
}

async function lcp(page: Page, name: string, visit: () => Promise<unknown>): Promise<Line> {
  const times: number[] = []
  for (let one = 0; one < LCP_TRIES; one += 1) {
    await visit()
    times.push(await page.evaluate(() => (globalThis as { lcpMs?: number }).lcpMs ?? Number.NaN))
  }
  return atMost(`LCP on a slow phone: ${name}`, median(times) / 1000, 1.2, 's', 2)
}
