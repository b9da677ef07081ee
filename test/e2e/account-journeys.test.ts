import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { type Navigateur, openBrowser } from './browsers.ts'
import { type Hands, pointer, shows, waitFor, waitForTitle } from './hands.ts'

const NOUVEAU = 'un-sentier-de-gentianes-bleues'
const AUTRE = 'trois-marmottes-sous-la-neige'
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

interface Scene {
  page: Page
  hands: Hands
}

const signIn = async ({ page, hands }: Scene, email: string, motDePasse: string): Promise<void> => {
  await page.goto(`${portal.origin}/connexion`)
  await hands.fill('email', email)
  await hands.fill('motDePasse', motDePasse)
  await hands.press('Me connecter')
}
const enter = async (scene: Scene, email: string, motDePasse: string): Promise<void> => {
  await signIn(scene, email, motDePasse)
  await waitForTitle(scene.page, /^Mon espace/)
}
/** The link of a mail, opened in a tab of its own as a mail reader does; opened again, it only says so. */
async function follow(
  { page }: Scene,
  mail: { subject: RegExp; to: string; path: string },
  act: (tab: Scene) => Promise<void>,
) {
  const { text } = await portal.waitForMail(mail.to, mail.subject)
  const link = new RegExp(`https?://\\S+${mail.path}#[\\w.-]+`).exec(text)?.[0]
  if (!link) throw new Error(`no link to ${mail.path} in the mail`)
  const tab = await page.browserContext().newPage()
  await tab.goto(link)
  await act({ page: tab, hands: pointer(tab) })
  await tab.close()
}
/** The main menu leads to « Mon compte » from everywhere. */
const openCompte = async ({ page, hands }: Scene): Promise<void> => {
  await hands.press('Camille Martin')
  await waitForTitle(page, /^Mon compte/)
}

async function forgottenPassword(scene: Scene, email: string, motDePasse: string): Promise<void> {
  const { page, hands } = scene
  await page.goto(`${portal.origin}/connexion`)
  await hands.press('Mot de passe oublié')
  await waitForTitle(page, /^Mot de passe oublié/)
  await hands.fill('email', email)
  await hands.press('Recevoir le lien')
  await waitForTitle(page, /^Consultez votre messagerie/)
  const mail = { to: email, subject: /nouveau mot de passe/i, path: '/mot-de-passe-oublie/nouveau' }
  await follow(scene, mail, async (tab) => {
    await tab.hands.fill('motDePasse', motDePasse)
    await tab.hands.press('Enregistrer ce mot de passe')
    await shows(tab.page, 'Votre nouveau mot de passe est enregistré')
  })
}

async function informationsAndChoices(scene: Scene): Promise<void> {
  const { page, hands } = scene
  await openCompte(scene)
  await hands.press('Voir et corriger mes informations')
  await waitForTitle(page, /^Mes informations/)
  await hands.fill('telephone', '06 12 34 56 78')
  await hands.press('Enregistrer')
  await shows(page, 'Vos informations sont enregistrées')
  await hands.press('Comment nous vous écrivons')
  await waitForTitle(page, /^Comment nous vous écrivons/)
  const genre = await page.$eval('input[value="en-ligne"]', (input) => (input as HTMLInputElement).name)
  await hands.choose(genre, 'en-ligne')
  await hands.press('Enregistrer')
  await shows(page, 'Votre choix est enregistré')
  await openCompte(scene)
  await hands.press('Mes services')
  await waitForTitle(page, /^Mes services/)
  await hands.choose('services', 'apa')
  await hands.press('Enregistrer')
  await waitForTitle(page, /^Mon espace/)
}

async function anotherAddress(scene: Scene, nouvelle: string): Promise<void> {
  const { page, hands } = scene
  await openCompte(scene)
  await hands.press('Changer d’adresse')
  await waitForTitle(page, /^Changer d’adresse/)
  await hands.fill('email', nouvelle)
  await hands.press('Recevoir le lien')
  await shows(page, 'Nous vous avons écrit à la nouvelle adresse')
  const mail = { to: nouvelle, subject: /Confirmez votre nouvelle adresse/, path: '/adresse/confirmer' }
  await follow(scene, mail, async (tab) => {
    await tab.hands.press('Confirmer cette adresse')
    await shows(tab.page, 'Votre nouvelle adresse est confirmée')
  })
  await follow(scene, mail, async (tab) => {
    await tab.hands.press('Confirmer cette adresse')
    await shows(tab.page, 'Si vous l’avez déjà suivi, c’est fait')
  })
  // The session that asked goes on, with the new address.
  await page.reload()
  await shows(page, nouvelle)
}

async function signOutAndBlock(scene: Scene, email: string): Promise<void> {
  const { page, hands } = scene
  await hands.press('Se déconnecter')
  await waitFor(page, 'the home page', async () => (await page.evaluate(() => location.pathname)) === '/')
  await page.goBack()
  await waitForTitle(page, /^Se connecter/)
  for (let failure = 0; failure < 5; failure += 1) {
    await signIn(scene, email, `ce-n-est-pas-${failure}`)
    await shows(page, 'ne vont pas ensemble')
  }
  await signIn(scene, email, NOUVEAU)
  await shows(page, 'la connexion est bloquée jusqu’au')
  const mail = { to: email, subject: /bloquée/, path: '/connexion/deblocage' }
  await follow(scene, mail, async (tab) => {
    await tab.hands.press('Débloquer la connexion')
    await shows(tab.page, 'La connexion est débloquée')
  })
}

async function frozenByTheHolder(scene: Scene, email: string): Promise<void> {
  const { page, hands } = scene
  await openCompte(scene)
  await hands.press('Signalez-le')
  await waitForTitle(page, /^Signaler une utilisation non autorisée/)
  await hands.press('Bloquer mon espace')
  await waitForTitle(page, /^Votre espace est bloqué/)
  await signIn(scene, email, NOUVEAU)
  await shows(page, 'ne vont pas ensemble')
}

async function closedAndKept(scene: Scene, email: string): Promise<void> {
  const { page, hands } = scene
  await openCompte(scene)
  await hands.press('Fermer mon espace')
  await waitForTitle(page, /^Fermer mon espace/)
  await hands.choose('confirmer', 'oui')
  await hands.press('Fermer mon espace')
  await shows(page, 'Votre espace est fermé')
  const mail = { to: email, subject: /fermé/, path: '/compte/garder' }
  await follow(scene, mail, async (tab) => {
    await tab.hands.press('Garder mon espace')
    await shows(tab.page, 'Votre espace est gardé')
  })
}

async function notMe(scene: Scene, email: string): Promise<void> {
  const mail = { to: email, subject: /mot de passe a changé/i, path: '/signaler/gel' }
  await follow(scene, mail, async (tab) => {
    await tab.hands.press('Bloquer mon espace')
    await waitForTitle(tab.page, /^Votre espace est bloqué/)
    await shows(tab.page, 'SIG')
  })
  await scene.page.reload()
  await waitForTitle(scene.page, /^Se connecter/)
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
  test('everything that a holder does with an account', { timeout: 180_000 }, async () => {
    people += 1
    const email = `ancienne-${people}@exemple.fr`
    const nouvelle = `nouvelle-${people}@exemple.fr`
    await portal.addUsager(email)
    // Six browsers come from one machine: what they get wrong is not what is tested here.
    await portal.context.db.deleteFrom('verrou_source').execute()
    const { page, close } = await openBrowser(navigateur, { cookies, prive })
    const scene = { page, hands: pointer(page) }
    try {
      await forgottenPassword(scene, email, NOUVEAU)
      await enter(scene, email, NOUVEAU)
      await informationsAndChoices(scene)
      await anotherAddress(scene, nouvelle)
      await signOutAndBlock(scene, nouvelle)
      await enter(scene, nouvelle, NOUVEAU)
      await closedAndKept(scene, nouvelle)
      await enter(scene, nouvelle, NOUVEAU)
      await frozenByTheHolder(scene, nouvelle)
      await forgottenPassword(scene, nouvelle, AUTRE)
      await enter(scene, nouvelle, AUTRE)
      await notMe(scene, nouvelle)
      expect(await page.evaluate(() => document.cookie)).toBe('')
    } finally {
      await close()
    }
  })
})
