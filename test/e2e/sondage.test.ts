import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { watchWire } from '../support/watch-wire.ts'
import { openBrowser } from './browsers.ts'
import { looksRight, overflow } from './checks.ts'
import { pointer, shows, waitForTitle } from './hands.ts'
import { signInAgent } from './journey.ts'

const QUESTION = 'Avez-vous trouvé facilement la démarche que vous cherchiez ?'

const clock = createTestClock(new Date().toISOString())
let base: TestDatabase
let portal: Portal
/** The path of every request that brought the cookie of the poll, and of every answer that set it. */
const brought = new Set<string>()
const set = new Set<string>()

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false, clock })
  watchWire(portal.web.server, ({ path, sent, set: given }) => {
    if (sent.includes('sondage=')) brought.add(path.split('?')[0] ?? '')
    if (given.includes('sondage=')) set.add(path.split('?')[0] ?? '')
  })
  await portal.addAgent('sondage@essai.example', 'administrateur')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const total = async (): Promise<number> => {
  const rows = await portal.context.db.selectFrom('sondage').select('voix').execute()
  return rows.flatMap(({ voix }) => voix).reduce((sum, one) => sum + one, 0)
}

test('an administrator asks a question, and reads it again before it opens', {
  timeout: 120_000,
}, async () => {
  const { page, close } = await openBrowser('chromium')
  const hands = pointer(page)
  try {
    await signInAgent({ page, hands, portal, onPage: async () => {} }, 'sondage@essai.example')
    await hands.press('Administration')
    await waitForTitle(page, /^Administration/)
    await hands.press('Sondages')
    await waitForTitle(page, /^Sondages/)
    await hands.press('Écrire un sondage')
    await waitForTitle(page, /^Écrire un sondage/)
    await hands.fill('question', QUESTION)
    await hands.press('Enregistrer et relire')
    await waitForTitle(page, /^Erreur/)
    await looksRight(page, 'sondage-redaction')
    for (const [rang, libelle] of ['Oui, tout de suite', 'Oui, en cherchant', 'Non'].entries())
      await hands.fill(`choix${rang + 1}`, libelle)
    await hands.press('Enregistrer et relire')
    await waitForTitle(page, /^Relire le sondage/)
    await shows(page, 'Oui, en cherchant')
    await looksRight(page, 'sondage-relecture')
    await hands.press('Ouvrir ce sondage')
    await waitForTitle(page, /^Suivre le sondage/)
    await looksRight(page, 'sondage-suivi')
    await hands.press('Sondages')
    await waitForTitle(page, /^Sondages/)
    await looksRight(page, 'sondages')
  } finally {
    await close()
  }
})

const CASES = [
  { navigateur: 'chromium', cookies: 'permis', script: true },
  { navigateur: 'chromium', cookies: 'bloques', script: true },
  { navigateur: 'chromium', cookies: 'permis', script: false },
  { navigateur: 'firefox', cookies: 'permis', script: true },
  { navigateur: 'firefox', cookies: 'bloques', script: true },
] as const

describe.each(CASES)('$navigateur, cookies $cookies, script $script', ({ navigateur, cookies, script }) => {
  const name = `${navigateur}-${cookies}${script ? '' : '-sans-script'}`
  const looks = async (page: Page, what: string): Promise<void> => {
    // axe needs script.
    if (script) await looksRight(page, `${what}-${name}`)
    else expect([what, await overflow(page)]).toEqual([what, ''])
  }

  test('votes from the home page, reads the results, and votes once', { timeout: 90_000 }, async () => {
    const { page, close } = await openBrowser(navigateur, { cookies, script })
    const hands = pointer(page)
    const before = await total()
    // Another rendering of the home page than that of the one before, who has the same address.
    clock.advance(6_000)
    try {
      await page.goto(portal.origin)
      await shows(page, QUESTION)
      await looks(page, 'accueil-sondage')
      await hands.press('Répondre')
      await waitForTitle(page, /^Erreur/)
      await shows(page, 'Choisissez une réponse.')
      await looks(page, 'sondage-erreur')
      await page.goto(portal.origin)
      await hands.choose('choix', '2')
      await hands.press('Répondre')
      await waitForTitle(page, /^Merci, votre réponse est comptée/)
      expect(await total()).toBe(before + 1)
      expect(await page.$('form[action="/sondage"]')).toBeNull()
      const refused = (await page.$eval('main', (main) => main.textContent ?? '')).includes('n’a pas gardé')
      expect(refused).toBe(cookies === 'bloques')
      await looks(page, 'sondage-merci')

      // Back, and the same form again: the page that was answered counts once, with or without its cookie.
      // Not `goBack`: over BiDi it waits for a load that a page found again whole never has.
      await page.evaluate(() => history.back()).catch(() => undefined)
      await waitForTitle(page, /^Vos démarches/)
      await hands.choose('choix', '1')
      await hands.press('Répondre')
      await waitForTitle(
        page,
        cookies === 'permis' ? /^Vous avez déjà répondu/ : /^Une réponse est déjà comptée/,
      )
      await looks(page, 'sondage-deja')
      expect(await total()).toBe(before + 1)

      await page.goto(`${portal.origin}/sondage`)
      expect((await page.$('form[action="/sondage"]')) === null).toBe(cookies === 'permis')
      await looks(page, 'sondage')
      for (const path of ['/', '/cookies', '/connexion', '/services']) await page.goto(portal.origin + path)
    } finally {
      await close()
    }
  })
})

test('the cookie travelled on /sondage only, and nothing else set it', () => {
  expect([...set]).toEqual(['/sondage'])
  expect([...brought]).toEqual(['/sondage'])
})
