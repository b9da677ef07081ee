import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { watchWire } from '../support/watch-wire.ts'
import { type Navigateur, openBrowser } from './browsers.ts'
import { axeProblems, overflow } from './checks.ts'
import { keyboard, pointer, waitForTitle } from './hands.ts'
import {
  accept,
  answerComplement,
  askComplement,
  filePackRentree,
  openAccount,
  type Scene,
  signInAgent,
} from './journey.ts'
import { takeScreens } from './screens.ts'

let base: TestDatabase
let portal: Portal
/** Every cookie seen on the wire, both ways, in all the traffic of this file but what measures the public pages. */
const cookies: string[] = []
let requests = 0

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
  watchWire(portal.web.server, ({ path, sent, set }) => {
    requests += 1
    if (/^\/mesure(\?|$)/.test(path)) return
    if (sent) cookies.push(`Cookie on ${path}`)
    if (set) cookies.push(`Set-Cookie on ${path}`)
  })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

/** The two others, Chromium without cookies on a narrow screen and Firefox with them, go further in exchange.test.ts. */
const CASES = [
  { navigateur: 'chromium', cookies: 'permis', hands: 'keyboard', width: 1280 },
  { navigateur: 'firefox', cookies: 'bloques', hands: 'pointer', width: 1280 },
] as const

describe.each(CASES)('$navigateur, cookies $cookies, $hands, $width px', (one) => {
  test('a family files, an agent asks and decides, the family reads it', { timeout: 240_000 }, async () => {
    const name = `${one.navigateur}-${one.cookies}`
    const email = `famille-${name}@exemple.fr`
    const agentEmail = `agent-${name}@essai.example`
    await portal.addAgent(agentEmail)
    const problems: string[] = []
    const family = await openScene(one, problems)
    const agent = await openScene(one, problems)
    try {
      await openAccount(family.scene, email)
      const reference = await filePackRentree(family.scene)
      expect(reference).toMatch(/^PR\d\d-/)
      const accuse = await portal.waitForMail(email, /Accusé de réception/)
      expect(accuse.attachments).toHaveLength(1)
      await signInAgent(agent.scene, agentEmail)
      await askComplement(agent.scene, reference)
      await portal.waitForMail(email, /complément|manque/i)
      await answerComplement(family.scene)
      await accept(agent.scene)
      await portal.waitForMail(email, /décision|réponse/i)
      await family.scene.hands.press('Mes demandes')
      await family.scene.hands.press(reference)
      await waitForTitle(family.scene.page, /^Demande PR/)
      await family.scene.onPage('demande-acceptee')
      expect(await family.scene.page.$eval('main', (main) => main.textContent)).toMatch(/Acceptée/i)
      await leave(family.scene)
    } finally {
      await family.close()
      await agent.close()
    }
    expect(problems).toEqual([])
    expect(requests).toBeGreaterThan(50)
    expect(cookies).toEqual([])
  })
})

async function openScene(
  one: (typeof CASES)[number],
  problems: string[],
): Promise<{ scene: Scene; close(): Promise<void> }> {
  const { page, close } = await openBrowser(one.navigateur as Navigateur, {
    cookies: one.cookies,
    width: one.width,
    height: 900,
  })
  const hands = one.hands === 'pointer' ? pointer(page) : keyboard(page)
  const onPage = async (name: string): Promise<void> => {
    problems.push(...(await axeProblems(page)).map((problem) => `${name}: ${problem}`))
    const wide = await overflow(page)
    if (wide) problems.push(`${name}: ${wide}`)
    if (one.navigateur === 'chromium') await takeScreens(page, name)
  }
  return { scene: { page, hands, portal, onPage }, close }
}

/** Nothing private is left behind: neither by the back button nor by the address. */
async function leave({ page, hands, portal: { origin } }: Scene): Promise<void> {
  await hands.press('Se déconnecter')
  await expect.poll(() => page.url(), { timeout: 10_000 }).toBe(`${origin}/`)
  await page.goto(`${origin}/espace/demandes`)
  await expect.poll(() => page.url(), { timeout: 10_000 }).toMatch(/\/connexion\?retour=/)
}
