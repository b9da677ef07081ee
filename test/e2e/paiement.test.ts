import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentCode } from '../../src/features/agents/index.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type DemandeQuiDoit, insertOwing } from '../support/owing.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { type Ouvert, openBrowser } from './browsers.ts'
import { axeProblems, overflow } from './checks.ts'
import { type Hands, pointer, shows, waitFor, waitForTitle } from './hands.ts'
import { takeScreens } from './screens.ts'

const MINUTE = 60_000
let base: TestDatabase
let payline: SimulateurPayline
let portal: Portal
/** Of somebody who never signs in. */
let other: Ouvert

beforeAll(async () => {
  base = await createTestDatabase()
  payline = await startSimulateurPayline()
  portal = await startPortal(base.url, { payline: payline.env })
  other = await openBrowser('chromium')
})
afterAll(async () => {
  await other.close()
  await portal.stop()
  await payline.stop()
  await base.drop()
})

/** A person who pays, in a browser of theirs. */
interface Payeur {
  page: Page
  hands: Hands
  owing: DemandeQuiDoit
  onPage(name: string): Promise<void>
}

/** From the page of what is due to the page of payment. */
async function goToPay(
  { page, hands }: Pick<Payeur, 'page' | 'hands'>,
  button = 'Payer 22,00',
): Promise<string> {
  await hands.press(button)
  await waitFor(page, 'the page of payment', async () => (await hrefOf(page)).startsWith(payline.origin))
  await waitForTitle(page, /simulateur/)
  return hrefOf(page)
}

/** Gives a test card there, and is led back. */
async function giveCard({ page, hands }: Payeur, carte: string): Promise<void> {
  await hands.choose('carte', carte)
  await hands.press('Payer')
  await waitFor(page, 'the way back', async () =>
    (await hrefOf(page)).startsWith(`${portal.origin}/paiement/retour/`),
  )
}

/** `page.url()` does not know of a page that was found again whole. */
const hrefOf = (page: Page): Promise<string> => page.evaluate(() => location.href)

/** The back button, until it shows what is due again: the session is still there. */
async function goBackToDue(page: Page): Promise<void> {
  for (let steps = 0; steps < 5; steps += 1) {
    const from = await hrefOf(page)
    if (from.startsWith(`${portal.origin}/espace/demandes/`)) break
    // Not `goBack`: over BiDi it waits for a load that a page found again whole never has.
    await page.evaluate(() => {
      setTimeout(() => history.back(), 0)
    })
    await waitFor(page, 'another page', async () => (await hrefOf(page)) !== from)
  }
  await waitForTitle(page, /^(?:Payer|Paiement) – demande/)
}

const openDue = async ({ page, hands }: Payeur, reference: string, email: string): Promise<void> => {
  await page.goto(`${portal.origin}/espace/demandes/${reference}/paiement`)
  await waitForTitle(page, /^Se connecter/)
  await hands.fill('email', email)
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.press('Me connecter')
  await waitForTitle(page, /^Payer/)
}

/** By the links of the space, signed in all along. */
async function followTo({ page, hands }: Payeur, reference: string): Promise<void> {
  await hands.press('Mes demandes')
  await waitForTitle(page, /^Mes demandes/)
  await page.click(`main a[href="/espace/demandes/${reference}"]`)
  await waitForTitle(page, new RegExp(`^Demande ${reference}`))
  await hands.press('Voir ce que je dois payer')
  await waitForTitle(page, /^Payer/)
}

/** Each of these leaves the demande as it was, to be paid again on the same page. */
const MISSED = [
  ['refusee', /^Paiement refusé/, 'Votre banque n’a pas accepté ce paiement.'],
  ['abandon_3ds', /^Paiement arrêté/, 'Vous avez arrêté le paiement.'],
  ['erreur', /^Paiement impossible/, 'Le paiement n’a pas pu se faire'],
] as const

async function missesThenPays(payeur: Payeur, email: string): Promise<void> {
  const { page, hands, owing, onPage } = payeur
  const reference = await owing.insert()
  await openDue(payeur, reference, email)
  await onPage('payer')
  // Back from the page of payment without a word: the way there is the same page.
  const address = await goToPay(payeur)
  await goBackToDue(page)
  await shows(page, 'Vous avez ouvert la page de paiement')
  await onPage('payer-repris')
  expect(await goToPay(payeur, 'Reprendre mon paiement')).toBe(address)
  await hands.press('Annuler et revenir')
  await waitForTitle(page, /^Paiement arrêté/)
  await onPage('retour-annuler')
  for (const [carte, titre, phrase] of MISSED) {
    await goBackToDue(page)
    await goToPay(payeur)
    await giveCard(payeur, carte)
    await waitForTitle(page, titre)
    await shows(page, phrase)
    await shows(page, 'Votre demande est conservée.')
    await onPage(`retour-${carte}`)
  }
  // The page of payment was left open for too long.
  await goBackToDue(page)
  await shows(page, 'n’a pas pu se faire')
  await onPage('payer-apres-essai')
  await goToPay(payeur)
  await payline.advance(16 * MINUTE)
  await hands.choose('carte', 'acceptee')
  await hands.press('Payer')
  await waitForTitle(page, /^Paiement non terminé/)
  await shows(page, 'La page de paiement est restée ouverte trop longtemps.')
  await onPage('retour-expire')
  // A double click leads to one page, paid once.
  await goBackToDue(page)
  await page.click('main form button', { count: 2, delay: 20 })
  await waitForTitle(page, /simulateur/)
  await giveCard(payeur, 'acceptee')
  await waitForTitle(page, /^Paiement accepté/)
  await shows(page, 'Votre paiement est accepté.')
  await onPage('retour-acceptee')
  await goBackToDue(page)
  await shows(page, 'C’est payé : 22,00')
  await onPage('paye')
  expect(await owing.attemptsOf(reference)).toEqual([
    'annule',
    'refuse',
    'annule',
    'erreur',
    'expire',
    'accepte',
  ])
}

/** Under way, then accepted: the page sees it to its end by itself, also for somebody else who holds its address. */
async function waitsThenIsPaid(payeur: Payeur): Promise<void> {
  const { page, owing, onPage } = payeur
  const reference = await owing.insert()
  await followTo(payeur, reference)
  await goToPay(payeur)
  await giveCard(payeur, 'lente')
  await waitForTitle(page, /^Nous vérifions/)
  await onPage('retour-lente')
  const { page: elsewhere } = other
  await elsewhere.goto(page.url(), { waitUntil: 'domcontentloaded' })
  await waitForTitle(elsewhere, /^Nous vérifions/)
  let loads = 0
  page.on('load', () => (loads += 1))
  await payline.advance(3 * MINUTE)
  for (const one of [page, elsewhere]) {
    await waitForTitle(one, /^Paiement accepté/)
    await shows(one, 'Votre paiement est accepté.')
  }
  expect(loads).toBeGreaterThan(0)
  expect(await elsewhere.$eval('body', (body) => body.textContent)).not.toMatch(/Camille|Martin|Léa/)
  // The demande itself is for whoever signs in.
  await pointer(elsewhere).press('Revoir ma demande')
  await waitForTitle(elsewhere, /^Se connecter/)
  expect(await owing.attemptsOf(reference)).toEqual(['accepte'])
  await goBackToDue(page)
}

/** A doubt: nothing more is asked of the person, and nothing may be paid a second time. */
async function isDoubted(payeur: Payeur): Promise<void> {
  const { page, owing, onPage } = payeur
  const reference = await owing.insert()
  await followTo(payeur, reference)
  await goToPay(payeur)
  await giveCard(payeur, 'fraude')
  await shows(page, 'Votre paiement est en cours de vérification.')
  await onPage('retour-fraude')
  await goBackToDue(page)
  await shows(page, 'une personne vérifie')
  await onPage('payer-verifie')
  expect(await page.title()).toMatch(/^Paiement – demande/)
  expect(await page.$('main form button')).toBeNull()
  expect(await owing.attemptsOf(reference)).toEqual(['a_verifier'])
}

/** Two tabs, one demande: the same page of payment, and money once. */
async function paysInTwoTabs(payeur: Payeur): Promise<void> {
  const { page, owing } = payeur
  const reference = await owing.insert()
  await followTo(payeur, reference)
  const second = await page.browserContext().newPage()
  await second.goto(`${portal.origin}/espace/demandes/${reference}/paiement`, {
    waitUntil: 'domcontentloaded',
  })
  await waitForTitle(second, /^Payer/)
  const tab: Payeur = { ...payeur, page: second, hands: pointer(second) }
  const address = await goToPay(tab)
  // What is behind another tab is not drawn: nobody presses there.
  await page.bringToFront()
  expect(await goToPay(payeur)).toBe(address)
  await giveCard(payeur, 'acceptee')
  await waitForTitle(page, /^Paiement accepté/)
  await second.bringToFront()
  await tab.hands.choose('carte', 'acceptee')
  await tab.hands.press('Payer')
  await waitForTitle(second, /^Paiement accepté/)
  await second.close()
  expect(await owing.attemptsOf(reference)).toEqual(['accepte'])
}

test('a régisseur who signs in comes to the accounts', async () => {
  const email = 'regie@essai.example'
  await portal.addAgent(email, 'regisseur')
  const { page, close } = await openBrowser('chromium')
  try {
    const { fill, press } = pointer(page)
    await page.goto(`${portal.origin}/agents`)
    await waitForTitle(page, /^Connexion des agents/)
    await fill('email', email)
    await fill('motDePasse', MOT_DE_PASSE)
    await fill('code', (await currentCode(portal.context, email)) ?? '')
    await press('Me connecter')
    await waitForTitle(page, /^Caisse/)
    expect(new URL(page.url()).pathname).toBe('/agents/caisse')
    expect(await axeProblems(page)).toEqual([])
  } finally {
    await close()
  }
})

describe.each([
  { navigateur: 'chromium', cookies: 'permis', width: 1280 },
  { navigateur: 'chromium', cookies: 'bloques', width: 390 },
  { navigateur: 'firefox', cookies: 'permis', width: 1280 },
  { navigateur: 'firefox', cookies: 'bloques', width: 390 },
] as const)('$navigateur, cookies $cookies, $width px', ({ navigateur, cookies, width }) => {
  test('every outcome: away to the page of payment and back, nothing lost, paid once', {
    timeout: 150_000,
  }, async () => {
    const email = `paie-${navigateur}-${cookies}@exemple.fr`
    const owing = insertOwing(base, portal.context, await portal.addUsager(email))
    const { page, close } = await openBrowser(navigateur, { cookies, width, height: 900 })
    const onPage = async (name: string): Promise<void> => {
      expect([name, await overflow(page)]).toEqual([name, ''])
      if (navigateur !== 'chromium' || cookies !== 'bloques') return
      expect([name, await axeProblems(page)]).toEqual([name, []])
      await takeScreens(page, name)
    }
    const payeur: Payeur = { page, hands: pointer(page), owing, onPage }
    try {
      await missesThenPays(payeur, email)
      await waitsThenIsPaid(payeur)
      // Where cookies are blocked, Firefox gives tabs opened by hand no way to find each other (docs/session.md).
      if (cookies === 'permis') await paysInTwoTabs(payeur)
      await goBackToDue(page)
      await isDoubted(payeur)
      await portal.waitForMail(email, /Accusé de réception de votre paiement/)
    } finally {
      await close()
    }
  })
})
