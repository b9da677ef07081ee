import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { openBrowser } from './browsers.ts'
import { looksRight } from './checks.ts'
import { type Hands, pointer, shows, waitForTitle } from './hands.ts'
import { signInAgent } from './journey.ts'

let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
  for (const name of ['chromium', 'firefox']) {
    // A code is accepted once in thirty seconds: one administrator for each test.
    for (const task of ['textes', 'demarches'])
      await portal.addAgent(`${task}-${name}@essai.example`, 'administrateur')
    await portal.addUsager(`${name}@exemple.fr`)
  }
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const enterAsAgent = (page: Page, email: string): Promise<void> =>
  signInAgent({ page, hands: pointer(page), portal, onPage: async () => {} }, email)

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${portal.origin}/connexion`)
  const hands = pointer(page)
  await hands.fill('email', email)
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.press('Me connecter')
}

/** Follows a link of the site: the address typed in the bar would end the session. */
const go = (page: Page, path: string): Promise<void> =>
  page.evaluate((href) => {
    const link = document.querySelector('main')?.appendChild(document.createElement('a'))
    if (!link) throw new Error('no page')
    link.href = href
    link.click()
  }, path)

/** Wider than any telephone: it scrolls by itself, and the page does not. */
const WIDE_TABLE = ['Aide', '---', '45 000 €']
  .map((cell) => `| ${Array.from({ length: 14 }, () => cell).join(' | ')} |`)
  .join('\n')

/** An administrator adds a sentence to the general terms, reads it again and publishes. */
async function publish(page: Page, hands: Hands, sentence: string): Promise<void> {
  await go(page, '/agents/administration/conditions/generales')
  await waitForTitle(page, /^Écrire les conditions générales/)
  await hands.fill('changements', `Ajout : ${sentence}`)
  await page.$eval(
    'textarea[name=markdown]',
    (area, more) => {
      ;(area as HTMLTextAreaElement).value += more
    },
    `\n\n${sentence}\n\n${WIDE_TABLE}\n`,
  )
  await looksRight(page, 'conditions-redaction')
  await hands.press('Enregistrer et relire')
  await waitForTitle(page, /^Relire les conditions générales/)
  await shows(page, sentence)
  await looksRight(page, 'conditions-relecture')
  await hands.press('Publier la version')
  await waitForTitle(page, /^Conditions d’utilisation/)
}

describe.each(['chromium', 'firefox'] as const)('%s', (navigateur) => {
  test('new terms: what changed is shown, accepted, then refused, and accepted again', {
    timeout: 120_000,
  }, async () => {
    const admin = await openBrowser(navigateur)
    const person = await openBrowser(navigateur)
    const { page } = person
    const hands = pointer(page)
    const email = `${navigateur}@exemple.fr`
    try {
      await enterAsAgent(admin.page, `textes-${navigateur}@essai.example`)
      await publish(admin.page, pointer(admin.page), 'Nous répondons aussi le samedi.')
      await signIn(page, email)
      await waitForTitle(page, /^Les conditions ont changé/)
      await shows(page, 'Ajout : Nous répondons aussi le samedi.')
      await looksRight(page, 'conditions-a-lire')
      await hands.press('J’accepte')
      await waitForTitle(page, /^Mon espace/)

      await publish(admin.page, pointer(admin.page), 'Nous répondons aussi le dimanche.')
      await signIn(page, email)
      await waitForTitle(page, /^Les conditions ont changé/)
      await hands.press('Je refuse')
      await waitForTitle(page, /^Vous avez refusé les conditions/)
      await looksRight(page, 'conditions-refus')
      // What is theirs, the ways out, and nothing else.
      await hands.press('Lire vos demandes')
      await waitForTitle(page, /^Mes demandes/)
      await go(page, '/espace/demarches/pack-rentree/commencer')
      await waitForTitle(page, /^Vous avez refusé les conditions/)
      await hands.press('Fermer votre compte')
      await waitForTitle(page, /^Fermer mon espace/)
      await go(page, '/espace/conditions')
      await hands.press('J’accepte')
      await waitForTitle(page, /^Mon espace/)
      await go(page, '/espace/demarches/pack-rentree/commencer')
      await waitForTitle(page, /^Commencer|^Pack rentrée/)
      expect(await page.evaluate(() => document.cookie)).toBe('')
    } finally {
      await admin.close()
      await person.close()
    }
  })

  test('an administrator closes a démarche, opens it, and announces it', { timeout: 120_000 }, async () => {
    const { page, close } = await openBrowser(navigateur)
    const hands = pointer(page)
    try {
      await enterAsAgent(page, `demarches-${navigateur}@essai.example`)
      await hands.press('Administration')
      await waitForTitle(page, /^Administration/)
      await looksRight(page, 'administration')
      await hands.press('Démarches et campagnes')
      await waitForTitle(page, /^Ouvrir et fermer les démarches/)
      await looksRight(page, 'ouvertures')
      await hands.press('Ouvrir ou fermer Pack rentrée')
      await waitForTitle(page, /^Ouvrir et fermer Pack rentrée/)
      await hands.press('Fermer cette démarche')
      await waitForTitle(page, /^Erreur/)
      await hands.fill('motif', 'Les fiches sont à corriger. Revenez lundi.')
      await hands.press('Fermer cette démarche')
      await shows(page, 'Fermée : Les fiches sont à corriger. Revenez lundi.')
      await looksRight(page, 'ouverture')
      await hands.press('Revenir aux dates livrées')
      await shows(page, 'Retour aux dates livrées avec la démarche.')

      await go(page, '/agents/administration/actualites/nouvelle')
      await waitForTitle(page, /^Écrire une actualité/)
      await hands.fill('titre', 'Le Pack rentrée rouvre')
      await hands.fill('markdown', 'Les fiches sont corrigées. **Merci** de votre patience.')
      await looksRight(page, 'actualite-redaction')
      await hands.press('Enregistrer et relire')
      await waitForTitle(page, /^Relire l’actualité/)
      await looksRight(page, 'actualite-relecture')
      await hands.press('Publier')
      await waitForTitle(page, /^Actualités/)
      await page.goto(portal.origin)
      await shows(page, 'Les fiches sont corrigées. Merci de votre patience.')
      await looksRight(page, 'accueil')
      await hands.press('Le Pack rentrée rouvre')
      await waitForTitle(page, /^Le Pack rentrée rouvre/)
      await looksRight(page, 'actualite')
    } finally {
      await close()
    }
  })
})
