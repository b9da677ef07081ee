import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { fillPackRentree, startPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { type Ouvert, openBrowser } from './browsers.ts'
import { axeProblems, overflow } from './checks.ts'
import { pointer, waitFor, waitForTitle } from './hands.ts'
import { signIn } from './journey.ts'
import { takeScreens } from './screens.ts'

let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

/** Opens a browser for one test and closes it after, whatever happened. */
async function withBrowser(
  options: Parameters<typeof openBrowser>[1],
  work: (opened: Ouvert) => Promise<void>,
): Promise<void> {
  const opened = await openBrowser('chromium', options)
  try {
    await work(opened)
  } finally {
    await opened.close()
  }
}

const PUBLIC = [
  '/',
  '/services',
  '/services?q=rentree',
  '/services/pack-rentree',
  '/services/apa',
  '/services/pack-rentree/conditions',
  '/conditions-generales',
  '/cookies',
  '/mesure/choix',
  '/donnees-personnelles',
  '/accessibilite',
  '/accessibilite/schema-pluriannuel',
  '/mentions-legales',
  '/navigateurs',
  '/plan-du-site',
  '/securite',
  '/aide',
  '/inscription',
  '/connexion',
  '/mot-de-passe-oublie',
  '/mot-de-passe-oublie/nouveau',
  '/connexion/deblocage',
  '/adresse/confirmer',
  '/compte/garder',
  '/signaler',
  '/signaler/gel',
  '/signaler/fait',
  '/agents/connexion',
  '/rien-ici',
]

test('every public page is accessible, light and dark, and fits 320 pixels', {
  timeout: 120_000,
}, async () => {
  await withBrowser({ width: 320, height: 640 }, async ({ page }) => {
    const problems: string[] = []
    for (const path of PUBLIC) {
      await page.goto(portal.origin + path)
      for (const value of ['light', 'dark']) {
        await page.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ])
        problems.push(...(await axeProblems(page)).map((problem) => `${path} ${value}: ${problem}`))
      }
      const wide = await overflow(page)
      if (wide) problems.push(`${path}: ${wide}`)
      await takeScreens(page, `public${path.replaceAll('/', '-')}`)
      await page.setViewport({ width: 320, height: 640 })
    }
    expect(problems).toEqual([])
  })
})

describe('without JavaScript', () => {
  test('public pages work, private ones explain and give the paper route', { timeout: 60_000 }, async () => {
    await withBrowser({ script: false }, async ({ page }) => {
      await page.goto(`${portal.origin}/`)
      await (await page.$('main a[href="/services/pack-rentree"]'))?.click()
      await waitForTitle(page, /^Pack rentrée/)
      const response = await page.goto(`${portal.origin}/espace/demandes`)
      expect(response?.status()).toBe(200)
      const shown = await page.$eval('main', (main) => (main as HTMLElement).textContent)
      expect(shown).toMatch(/besoin de JavaScript/)
      expect(shown).toMatch(/par courrier/)
      expect(shown).toMatch(/38022 Grenoble/)
    })
  })
})

test('a session that ends while typing: signed in again over the form, and not a word lost', {
  timeout: 60_000,
}, async () => {
  await portal.addUsager('lente@exemple.fr')
  const client = await portal.usager('lente@exemple.fr')
  await startPackRentree(client)
  await withBrowser({}, async ({ page }) => {
    const hands = pointer(page)
    await page.goto(`${portal.origin}/connexion`)
    await signIn({ page, hands }, 'lente@exemple.fr')
    await hands.press('Reprendre')
    await waitForTitle(page, /^Vous/)
    await hands.fill('adresse.ligne1', '12 chemin des Écureuils')
    await portal.context.db.updateTable('session').set({ terminee_le: new Date() }).execute()
    await hands.press('Enregistrer et continuer')
    await waitFor(page, 'the dialog', async () => (await page.$('dialog[open] [name="motDePasse"]')) !== null)
    expect(await axeProblems(page)).toEqual([])
    await (await page.$('dialog [name="email"]'))?.type('lente@exemple.fr')
    await (await page.$('dialog [name="motDePasse"]'))?.type('lavande-vercors-noisette-42')
    await (await page.$('dialog button[type="submit"]'))?.click()
    await waitForTitle(page, /^Erreur/)
    expect(await page.$eval('[name="adresse.ligne1"]', (e) => (e as HTMLInputElement).value)).toBe(
      '12 chemin des Écureuils',
    )
    const { saisie } = await portal.context.db
      .selectFrom('brouillon')
      .select('saisie')
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(saisie)).toContain('12 chemin des Écureuils')
  })
})

test('the last look leads back to each answer, and there to the answer itself', {
  timeout: 60_000,
}, async () => {
  await portal.addUsager('relit@exemple.fr')
  const client = await portal.usager('relit@exemple.fr')
  await fillPackRentree(client, [{ prenom: 'Zoé', options: ['carte-jeune'] }])
  await withBrowser({}, async ({ page }) => {
    const hands = pointer(page)
    await page.goto(`${portal.origin}/connexion`)
    await signIn({ page, hands }, 'relit@exemple.fr')
    await hands.press('Reprendre')
    await waitForTitle(page, /^Vos engagements/)
    await hands.press('Enregistrer et continuer')
    await waitForTitle(page, /^Relisez/)
    expect(await axeProblems(page)).toEqual([])
    await hands.press('Modifier : Votre téléphone')
    await waitForTitle(page, /^Vous/)
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).toBe(
      'telephone',
    )
  })
})

test('the back button after dépôt leads to the demande, not to a second one', {
  timeout: 60_000,
}, async () => {
  await portal.addUsager('retour@exemple.fr')
  const client = await portal.usager('retour@exemple.fr')
  await fillPackRentree(client, [{ prenom: 'Zoé', options: ['carte-jeune'] }])
  await withBrowser({}, async ({ page }) => {
    const hands = pointer(page)
    await page.goto(`${portal.origin}/connexion`)
    await signIn({ page, hands }, 'retour@exemple.fr')
    await hands.press('Reprendre')
    await waitForTitle(page, /^Vos engagements/)
    await hands.press('Enregistrer et continuer')
    await waitForTitle(page, /^Relisez/)
    await hands.press('Envoyer ma')
    await waitForTitle(page, /^Demande PR/)
    await page.goBack()
    await waitForTitle(page, /déjà envoyée/)
    await hands.press('Voir la demande')
    await waitForTitle(page, /^Demande PR/)
    const { demandes } = await portal.context.db
      .selectFrom('demande')
      .select((eb) => eb.fn.countAll<string>().as('demandes'))
      .executeTakeFirstOrThrow()
    expect(demandes).toBe('1')
  })
})

test('a line that breaks: said, nothing lost, tried again on demand', { timeout: 60_000 }, async () => {
  await portal.addUsager('coupee@exemple.fr')
  const client = await portal.usager('coupee@exemple.fr')
  await startPackRentree(client)
  await withBrowser({}, async ({ page }) => {
    const hands = pointer(page)
    await page.goto(`${portal.origin}/connexion`)
    await signIn({ page, hands }, 'coupee@exemple.fr')
    await hands.press('Reprendre')
    await waitForTitle(page, /^Vous/)
    await hands.fill('adresse.ligne1', '3 rue du Vent')
    await page.setOfflineMode(true)
    await hands.press('Enregistrer et continuer')
    await waitFor(page, 'the message', async () =>
      page.$eval('[data-hors-ligne]', (e) => !(e as HTMLElement).hidden),
    )
    expect(await page.$eval('[name="adresse.ligne1"]', (e) => (e as HTMLInputElement).value)).toBe(
      '3 rue du Vent',
    )
    await page.setOfflineMode(false)
    await (await page.$('[data-reessayer]'))?.click()
    await waitForTitle(page, /^Erreur/)
    expect(await page.$eval('[name="adresse.ligne1"]', (e) => (e as HTMLInputElement).value)).toBe(
      '3 rue du Vent',
    )
  })
})
