import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeReference } from '../../src/platform/reference/reference.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { openBrowser } from './browsers.ts'
import { axeProblems, overflow } from './checks.ts'
import { pointer, waitForTitle } from './hands.ts'
import { takeScreens } from './screens.ts'

let base: TestDatabase
let payline: SimulateurPayline
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  payline = await startSimulateurPayline()
  portal = await startPortal(base.url, { payline: payline.env })
})
afterAll(async () => {
  await portal.stop()
  await payline.stop()
  await base.drop()
})

/** A demande that owes 10 €, for somebody who has an account. @returns its reference */
async function owing(email: string): Promise<string> {
  const usagerId = await portal.addUsager(email)
  const [id, le] = [uuidv7(), new Date()]
  const reference = makeReference('pack-rentree', 2026)
  const { version } = portal.context.catalogue.get('pack-rentree').demarche.formulaire ?? {}
  await base.db
    .insertInto('demande')
    .values({
      ...{ id, reference, usager_id: usagerId, demarche: 'pack-rentree', definition_version: version ?? '' },
      ...{ conditions_generales_version: 1, conditions_version: 1, beneficiaires: '' },
      reponses: JSON.stringify({ racine: {}, groupes: {} }),
      ...{ deposee_le: le, statut: 'deposee', statut_depuis: le },
    })
    .execute()
  const ligne = { libelle: 'Carte de transport', pourQui: 'Léa', montantCents: 1_000, etapes: [] }
  await base.db
    .insertInto('montant_du')
    .values({
      ...{ demande_id: id, montant_cents: 1_000, lignes: JSON.stringify([ligne]) },
      ...{ moment: 'depot', gele_le: le, exigible_le: le, a_payer_avant: '2030-01-31' },
    })
    .execute()
  return reference
}

describe.each([
  { navigateur: 'chromium', cookies: 'bloques', width: 390 },
  { navigateur: 'firefox', cookies: 'permis', width: 1280 },
] as const)('$navigateur, cookies $cookies, $width px', ({ navigateur, cookies, width }) => {
  test('refused, then paid: away to the page of payment and back, nothing lost', {
    timeout: 120_000,
  }, async () => {
    const email = `paie-${navigateur}@exemple.fr`
    const reference = await owing(email)
    const { page, close } = await openBrowser(navigateur, { cookies, width, height: 900 })
    const hands = pointer(page)
    const onPage = async (name: string): Promise<void> => {
      expect([name, await axeProblems(page), await overflow(page)]).toEqual([name, [], ''])
      if (navigateur === 'chromium') await takeScreens(page, name)
    }
    try {
      for (const carte of ['perdue', 'acceptee'] as const) {
        await page.goto(`${portal.origin}/espace/demandes/${reference}/paiement`)
        await waitForTitle(page, /^Se connecter/)
        await hands.fill('email', email)
        await hands.fill('motDePasse', MOT_DE_PASSE)
        await hands.press('Me connecter')
        await waitForTitle(page, /^Payer/)
        await onPage(`payer-${carte}`)
        await hands.press('Payer 10,00')
        await expect.poll(() => new URL(page.url()).origin, { timeout: 10_000 }).toBe(payline.origin)
        await hands.choose('carte', carte)
        await hands.press('Payer')
        await waitForTitle(page, /^Paiement/)
        await onPage(`retour-${carte}`)
        expect(await page.$eval('main', (main) => main.textContent)).toMatch(
          carte === 'acceptee' ? /Votre paiement est accepté/ : /Votre banque n’a pas accepté/,
        )
      }
      await portal.waitForMail(email, new RegExp(`paiement.*${reference}`))
    } finally {
      await close()
    }
  })
})
