import pg from 'pg'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { openBrowser } from './browsers.ts'
import { pointer, waitFor, waitForTitle } from './hands.ts'
import { signInAgent } from './journey.ts'

let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
  for (const task of ['lien', 'double'])
    for (const name of ['chromium', 'firefox'])
      await portal.addAgent(`${task}-${name}@essai.example`, 'administrateur')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const decisions = async (): Promise<number> =>
  (await portal.context.db.selectFrom('ouverture_decidee').select('numero').execute()).length

/** While this works, what is decided waits to be written; reading goes on. */
async function withSlowWrites(work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: base.url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('lock table ouverture_decidee in exclusive mode')
    await work()
  } finally {
    await client.end()
  }
}

/** An administrator in front of the page where the Pack rentrée is opened and closed. */
async function atTheDoor(page: Page, email: string): Promise<void> {
  const hands = pointer(page)
  await signInAgent({ page, hands, portal, onPage: async () => {} }, email)
  await hands.press('Administration')
  await waitForTitle(page, /^Administration/)
  await hands.press('Démarches et campagnes')
  await waitForTitle(page, /^Ouvrir et fermer les démarches/)
  await hands.press('Ouvrir ou fermer Pack rentrée')
  await waitForTitle(page, /^Ouvrir et fermer Pack rentrée/)
}

const closes = async (page: Page, motif: string): Promise<void> => {
  const hands = pointer(page)
  await hands.fill('motif', motif)
  await hands.press('Fermer cette démarche')
}

/** A click as the browser tells it: the first, or the second of a double click, at the place of the last one. */
const clickAgain = (page: Page, words: string, detail: 1 | 2): Promise<void> =>
  page.evaluate(
    (wanted, count) => {
      const button = [...document.querySelectorAll('main button')].find((e) =>
        e.textContent?.startsWith(wanted),
      )
      const at = JSON.parse(document.body.dataset.dernierClic ?? '{}') as { clientX: number; clientY: number }
      button?.dispatchEvent(
        new MouseEvent('click', { bubbles: true, cancelable: true, detail: count, ...at }),
      )
    },
    words,
    detail,
  )

describe.each(['chromium', 'firefox'] as const)('somebody in a hurry, %s', (navigateur) => {
  test('follows a link while a form is on its way: the answer to the form does not bring them back', {
    timeout: 60_000,
  }, async () => {
    const { page, close } = await openBrowser(navigateur)
    try {
      await atTheDoor(page, `lien-${navigateur}@essai.example`)
      const before = await decisions()
      await withSlowWrites(async () => {
        await closes(page, 'Les fiches sont à corriger.')
        await pointer(page).press('Ouvrir et fermer les démarches')
        await waitForTitle(page, /^Ouvrir et fermer les démarches/)
      })
      await waitFor(page, 'the decision', async () => (await decisions()) === before + 1)
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(await page.title()).toMatch(/^Ouvrir et fermer les démarches/)
      expect(new URL(page.url()).pathname).toBe('/agents/administration/demarches')
      // The next form is sent as usual, and its answer shown.
      await pointer(page).press('Ouvrir ou fermer Pack rentrée')
      await pointer(page).press('Revenir aux dates livrées')
      await waitFor(page, 'the dates delivered', async () => (await decisions()) === before + 2)
      await waitFor(page, 'the answer', async () => (await page.$('[name="motif"]')) !== null)
    } finally {
      await close()
    }
  })

  test('clicks twice: the second click does nothing on the page that the first one brought', {
    timeout: 60_000,
  }, async () => {
    const { page, close } = await openBrowser(navigateur)
    try {
      await atTheDoor(page, `double-${navigateur}@essai.example`)
      const before = await decisions()
      await page.evaluate(() =>
        addEventListener('click', ({ clientX, clientY }) => {
          document.body.dataset.dernierClic = JSON.stringify({ clientX, clientY })
        }),
      )
      await closes(page, 'Les fiches sont à corriger.')
      await pointer(page).press('Revenir aux dates livrées')
      const again = async () => (await page.$$('main button[value="fermer"].lien')).length > 0
      await waitFor(page, 'the decision that can be taken again', again)
      expect(await decisions()).toBe(before + 2)
      await clickAgain(page, 'Décider cela de nouveau', 2)
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(await decisions()).toBe(before + 2)
      // The same click, were it a first one, would have decided.
      await clickAgain(page, 'Décider cela de nouveau', 1)
      await waitFor(page, 'the third decision', async () => (await decisions()) === before + 3)
      await pointer(page).press('Revenir aux dates livrées')
      await waitFor(page, 'the dates delivered', async () => (await decisions()) === before + 4)
    } finally {
      await close()
    }
  })
})
