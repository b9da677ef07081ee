import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { type Ouvert, openBrowser } from './browsers.ts'
import { axeProblems, overflow } from './checks.ts'
import { pointer, waitFor, waitForTitle } from './hands.ts'

let base: TestDatabase
let portal: Portal
let opened: Ouvert

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
})
afterAll(async () => {
  await opened?.close()
  await portal.stop()
  await base.drop()
})

// BiDi has no virtual authenticator of its own: Chromium is asked through the protocol that it keeps beside.
const AUTHENTICATOR = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const

test('a passkey made and used in Chromium, also over a page that was being written', {
  timeout: 90_000,
}, async () => {
  const email = 'cle@exemple.fr'
  await portal.addUsager(email)
  opened = await openBrowser('chromium', { width: 360, height: 740 })
  const { page } = opened
  const cdp = await page.createCDPSession()
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: AUTHENTICATOR })
  const hands = pointer(page)
  const problems: string[] = []
  const look = async (name: string): Promise<void> => {
    problems.push(...(await axeProblems(page)).map((problem) => `${name}: ${problem}`))
    const wide = await overflow(page)
    if (wide) problems.push(`${name}: ${wide}`)
  }

  await page.goto(`${portal.origin}/espace/compte/verification`)
  await hands.fill('email', email)
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.press('Me connecter')
  await waitForTitle(page, /^Vérification en deux étapes/)
  await look('verification')
  await hands.press('Ajouter une application')
  await waitForTitle(page, /^Ajouter une application/)
  await look('application')
  await hands.press('Ne rien ajouter')
  await waitForTitle(page, /^Vérification/)
  await hands.fill('nom', 'Mon téléphone')
  await hands.press('Ajouter une clé')
  await waitForTitle(page, /^Ajouter une clé/)
  await look('cle')
  await hands.press('Créer la clé')
  await waitForTitle(page, /^Vos codes de secours/)
  await look('codes')
  await hands.press('J’ai gardé mes codes')
  await waitFor(page, 'the key', async () => (await page.content()).includes('Mon téléphone'))
  await look('verification with a key')

  await hands.press('Se déconnecter')
  await waitFor(page, 'the home page', async () => new URL(page.url()).pathname === '/')
  await page.goto(`${portal.origin}/connexion`)
  await hands.fill('email', email)
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.press('Me connecter')
  await waitForTitle(page, /^Deuxième étape/)
  await look('second step')
  // The key does not answer: the page says so, and the step goes on.
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
  await cdp.send('WebAuthn.clearCredentials', { authenticatorId })
  await hands.press('Utiliser ma clé')
  await waitFor(page, 'what went wrong', () =>
    page.evaluate(() => document.querySelector('[data-cle-echec]')?.checkVisibility() ?? false),
  )
  await look('second step without a key')
  for (const credential of credentials)
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential })
  await hands.press('Utiliser ma clé')
  await waitForTitle(page, /^Mon espace/)

  // The session ends while something is being written: both steps in the dialog, and nothing is lost.
  await hands.press('Camille Martin')
  await waitForTitle(page, /^Mon compte/)
  await hands.fill('actuel', MOT_DE_PASSE)
  await hands.fill('nouveau', 'un-sentier-de-gentianes-bleues')
  await portal.context.db.updateTable('session').set({ terminee_le: new Date() }).execute()
  await hands.press('Changer mon mot de passe')
  await waitFor(page, 'the dialog', async () => (await page.$('dialog[open] [name="motDePasse"]')) !== null)
  await (await page.$('dialog [name="email"]'))?.type(email)
  await (await page.$('dialog [name="motDePasse"]'))?.type(MOT_DE_PASSE)
  await (await page.$('dialog button[type="submit"]'))?.click()
  await waitFor(
    page,
    'the second step',
    async () => (await page.$('dialog [data-cle-connexion]:focus')) !== null,
  )
  await look('second step in the dialog')
  await (await page.$('dialog [data-cle-connexion]'))?.click()
  await waitFor(page, 'the change', async () =>
    (await page.content()).includes('Votre mot de passe est changé'),
  )
  expect(problems).toEqual([])
})
