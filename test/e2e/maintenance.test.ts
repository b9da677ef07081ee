import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parisDay, parisHour } from '../../src/platform/legal-clock/paris.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { openBrowser } from './browsers.ts'
import { looksRight } from './checks.ts'
import { type Hands, pointer, shows, waitForTitle } from './hands.ts'
import { signIn, signInAgent } from './journey.ts'

const MINUTE = 60_000
const clock = createTestClock(new Date().toISOString())
let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { clock, worker: false })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const fieldOf = (page: Page, name: string): Promise<string> =>
  page.$eval(`[name="${name}"]`, (field) => (field as HTMLInputElement).value)
/** The widgets of days and hours follow the language of the browser: what matters is what they send. */
const setField = (page: Page, name: string, value: string): Promise<void> =>
  page.$eval(
    `[name="${name}"]`,
    (field, typed) => {
      ;(field as HTMLInputElement).value = typed
    },
    value,
  )

/** An administrator plans a maintenance of the whole portal, in ten minutes and for a quarter of an hour. */
async function plan(page: Page, hands: Hands): Promise<void> {
  await hands.press('Administration')
  await hands.press('Maintenances')
  await hands.press('Prévoir une maintenance')
  await waitForTitle(page, /^Prévoir/)
  await looksRight(page, 'maintenance-planification')
  const debut = new Date(clock.now().getTime() + 10 * MINUTE)
  const fin = new Date(debut.getTime() + 15 * MINUTE)
  await setField(page, 'debutJour', parisDay(debut))
  await setField(page, 'debutHeure', parisHour(debut))
  await setField(page, 'finJour', parisDay(fin))
  await setField(page, 'finHeure', parisHour(fin))
  await hands.press('Prévoir cette maintenance')
  await waitForTitle(page, /^Erreur/)
  await looksRight(page, 'maintenance-erreur')
  await hands.fill('motif', 'Nous changeons de machine.')
  await hands.press('Prévoir cette maintenance')
  await waitForTitle(page, /^Maintenance /)
  await shows(page, 'Ce que tout le monde lira')
  await looksRight(page, 'maintenance-prevue')
}

const CASES = [
  { navigateur: 'chromium', cookies: 'permis' },
  { navigateur: 'chromium', cookies: 'bloques' },
  { navigateur: 'firefox', cookies: 'permis' },
  { navigateur: 'firefox', cookies: 'bloques' },
] as const

describe.each(CASES)('$navigateur, cookies $cookies', ({ navigateur, cookies }) => {
  test('a maintenance begins and ends under somebody who is filling a form: nothing typed is lost', {
    timeout: 120_000,
  }, async () => {
    const [admin, person, other] = [
      await openBrowser(navigateur, { cookies }),
      await openBrowser(navigateur, { cookies }),
      await openBrowser(navigateur, { cookies, width: 320, height: 640 }),
    ]
    const { page } = person
    const hands = pointer(page)
    const name = `${navigateur}-${cookies}`
    try {
      await portal.addAgent(`maintenance-${name}@essai.example`, 'administrateur')
      await portal.addUsager(`${name}@exemple.fr`)
      clock.advance(MINUTE)
      await signInAgent(
        { page: admin.page, hands: pointer(admin.page), portal, onPage: async () => {} },
        `maintenance-${name}@essai.example`,
      )
      await page.goto(`${portal.origin}/connexion`)
      await signIn({ page, hands }, `${name}@exemple.fr`)
      await hands.press('Démarches')
      await hands.press('Pack rentrée')
      await hands.press('Commencer')
      await hands.press('Accepter et commencer')
      await waitForTitle(page, /^Vous/)

      await plan(admin.page, pointer(admin.page))
      await hands.choose('qualite', 'mere')
      await hands.press('Enregistrer et continuer')
      await waitForTitle(page, /^Erreur/)
      await shows(page, 'maintenance prévue')
      await looksRight(page, 'maintenance-annoncee')

      clock.advance(11 * MINUTE)
      await hands.fill('adresse.ligne1', '1 rue des Lilas')
      await hands.fill('telephone', '06 12 34 56 78')
      await hands.press('Enregistrer et continuer')
      await shows(page, 'Ce que vous avez écrit est toujours dans cette page')
      await looksRight(page, 'maintenance-pendant-la-saisie')
      expect(await fieldOf(page, 'adresse.ligne1')).toBe('1 rue des Lilas')
      // Going elsewhere would lose it: the page stays.
      await hands.press('Mes demandes')
      await shows(page, 'Maintenance en cours')
      await hands.fill('adresse.ligne1', '2 rue des Lilas')
      expect(await fieldOf(page, 'telephone')).toBe('06 12 34 56 78')

      // Whoever comes now reads why, until when, and the paper road.
      await other.page.goto(`${portal.origin}/espace/demandes`)
      await waitForTitle(other.page, /maintenance en cours/)
      await shows(other.page, 'Nous changeons de machine.')
      await shows(other.page, 'Reportez ou faites votre démarche par courrier')
      await looksRight(other.page, 'maintenance-503')
      await other.page.goto(`${portal.origin}/disponibilite`)
      await looksRight(other.page, 'disponibilite-pendant')

      await pointer(admin.page).press('Maintenances')
      await admin.page.waitForSelector('main table a')
      await (await admin.page.$('main table a'))?.click()
      await pointer(admin.page).press('Finir maintenant')
      await shows(admin.page, 'Passée.')

      // Saved by itself three seconds after the last key; else « Réessayer » does.
      await hands.fill('telephone', '06 12 34 56 79')
      await shows(page, 'Enregistré à')
      await hands.press('Enregistrer et continuer')
      await waitForTitle(page, /^Erreur/)
      expect(await fieldOf(page, 'adresse.ligne1')).toBe('2 rue des Lilas')
      expect(await fieldOf(page, 'telephone')).toBe('06 12 34 56 79')
      const { saisie } = await portal.context.db
        .selectFrom('brouillon')
        .innerJoin('usager', 'usager.id', 'brouillon.usager_id')
        .select('brouillon.saisie')
        .where('usager.email', '=', `${name}@exemple.fr`)
        .executeTakeFirstOrThrow()
      expect(JSON.stringify(saisie)).toContain('2 rue des Lilas')
      await other.page.goto(`${portal.origin}/disponibilite`)
      await shows(other.page, 'Le service fonctionne')
      await looksRight(other.page, 'disponibilite-apres')
    } finally {
      for (const one of [admin, person, other]) await one.close()
    }
  })
})
