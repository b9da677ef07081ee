import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { watchWire } from '../support/watch-wire.ts'
import { openBrowser } from './browsers.ts'
import { axeProblems, overflow } from './checks.ts'
import {
  acceptDocument,
  answerInTwo,
  answerRest,
  answerUseful,
  askAvis,
  askComplement,
  consentToNotification,
  decideInPart,
  download,
  giveAvis,
  goToDemande,
  MOTIFS,
  readAndAnswer,
  readAnswer,
  refuseDocument,
  replaceDocument,
  takeInCharge,
  writeFromTemplate,
} from './exchange.ts'
import { pointer, shows, waitFor, waitForTitle } from './hands.ts'
import { filePackRentree, openAccount, type Scene, signInAgent } from './journey.ts'
import { takeScreens } from './screens.ts'

let base: TestDatabase
let portal: Portal
/** Every cookie seen on the wire, both ways, but what measures the public pages. */
const cookies: string[] = []

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
  watchWire(portal.web.server, ({ path, sent, set }) => {
    if (/^\/mesure(\?|$)/.test(path)) return
    if (sent) cookies.push(`Cookie on ${path}`)
    if (set) cookies.push(`Set-Cookie on ${path}`)
  })
  await portal.addAgent('responsable@essai.example', 'responsable')
  const responsable = await portal.agent('responsable@essai.example')
  const modele = { demarche: 'pack-rentree', nom: 'Quotient à prouver', revision: '0' }
  const texte = 'Bonjour {prenom} {nom}, demande {reference} : quel est votre quotient ? {agent}'
  expect((await responsable.post('/agents/modeles/nouveau', { ...modele, texte })).status).toBe(204)
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const CASES = [
  { navigateur: 'chromium', cookies: 'bloques', famille: { width: 320, height: 640 } },
  { navigateur: 'firefox', cookies: 'permis', famille: { width: 1280, height: 900 } },
] as const

describe.each(CASES)('$navigateur, cookies $cookies, a family at $famille.width px', (one) => {
  test('two complements, a document replaced, messages, an opinion, a decision in part', {
    timeout: 240_000,
  }, async () => {
    const people = emailsOf(one.navigateur)
    await portal.addAgent(people.agent)
    await portal.addAgent(people.collegue, 'instructeur', [])
    const problems: string[] = []
    const home = await openBrowser(one.navigateur, { cookies: one.cookies, ...one.famille })
    const office = await openBrowser(one.navigateur, { cookies: one.cookies })
    try {
      const family = sceneOf(home.page, one.famille, problems)
      const agent = sceneOf(office.page, OFFICE, problems)
      const colleague = sceneOf(await elsewhere(office.browser), OFFICE, problems)
      const mails = ledgerOf(people.family)
      await openAccount(family, people.family)
      await mails('Confirmez votre adresse électronique', 'Votre espace est ouvert')
      const reference = await filePackRentree(family)
      await mails(`Accusé de réception de votre demande ${reference}`)
      await consentToNotification(family)
      await goToDemande(family, reference)

      await agent.page.bringToFront()
      await signInAgent(agent, people.agent)
      await takeInCharge(agent, reference)
      await mails(`Une nouveauté sur votre demande ${reference}`)
      await refuseDocument(agent, 'attestation CAF.pdf')
      await replaceDocument(family, 'attestation nette.pdf')
      await acceptDocument(agent, 'attestation nette.pdf')

      await askComplement(
        agent,
        {
          elements: 'Certificat de scolarité de Noé\nQui a la garde de Léa ?',
          message: 'Le collège délivre le certificat.',
        },
        'agents-complement',
      )
      await mails(`Votre demande ${reference} : il manque quelque chose`)
      await answerInTwo(family)
      await mails(`Votre réponse pour la demande ${reference} est reçue`)
      await answerRest(family)
      await mails(`Votre réponse pour la demande ${reference} est reçue`)

      await writeFromTemplate(agent)
      await readAndAnswer(family)
      await readAnswer(agent, reference)
      await goToDemande(family, reference)
      await shows(family.page, 'Lu par le service le')

      await askAvis(agent, reference, await idOf(people.collegue))
      await colleague.page.bringToFront()
      await signInAgent(colleague, people.collegue)
      await giveAvis(colleague, reference)
      await askComplement(agent, { utiles: 'Une photo d’identité de Léa' }, 'agents-complement-utile')
      await mails(`Votre demande ${reference} : vous pouvez ajouter un document ou une réponse`)
      await answerUseful(family)
      await mails(`Votre réponse pour la demande ${reference} est reçue`)

      await decideInPart(agent)
      await mails(`Votre demande ${reference} : une décision vous attend`)
      await readDecision(family, people.family, reference)
      await mails()
      await checkMails(people, reference)
    } finally {
      await home.close()
      await office.close()
    }
    expect(problems).toEqual([])
    expect(cookies).toEqual([])
  })
})

const OFFICE = { width: 1280, height: 900 } as const
const emailsOf = (name: string) => ({
  family: `famille-${name}@exemple.fr`,
  agent: `agent-${name}@essai.example`,
  collegue: `collegue-${name}@essai.example`,
})

/** Another agent's browser: tabs of one would share the session. */
async function elsewhere(browser: Browser): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage()
  await page.setViewport(OFFICE)
  return page
}

function sceneOf(page: Page, size: { width: number; height: number }, problems: string[]): Scene {
  const onPage = async (name: string): Promise<void> => {
    problems.push(...(await axeProblems(page)).map((problem) => `${name}: ${problem}`))
    const wide = await overflow(page)
    if (wide) problems.push(`${name}: ${wide}`)
    await takeScreens(page, name)
    await page.setViewport(size)
  }
  return { page, hands: pointer(page), portal, onPage }
}

async function idOf(email: string): Promise<string> {
  const { db } = portal.context
  return (await db.selectFrom('agent').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id
}

const subjectsOf = async (email: string): Promise<string[]> =>
  (await portal.mailsTo(email)).map(({ subject }) => subject.replaceAll('\u00a0', ' '))

/** All the mails that somebody has received so far, in order: what is missing fails, and what is too much. */
function ledgerOf(email: string): (...more: string[]) => Promise<void> {
  const expected: string[] = []
  return async (...more) => {
    expected.push(...more)
    await expect.poll(() => subjectsOf(email), { timeout: 10_000 }).toEqual(expected)
  }
}

/** From the mail, through sign-in, to the decision: that first reading notifies it. */
async function readDecision(family: Scene, email: string, reference: string): Promise<void> {
  const { page, hands, onPage } = family
  await page.bringToFront()
  await hands.press('Se déconnecter')
  await expect.poll(() => page.url(), { timeout: 10_000 }).toBe(`${portal.origin}/`)
  const mail = await portal.waitForMail(email, /une décision vous attend/)
  await page.goto(/https?:\S+\/espace\/demandes\/\S+/.exec(mail.text)?.[0] ?? 'about:blank')
  await waitFor(page, 'sign-in', async () => (await page.$('[name="motDePasse"]')) !== null)
  await hands.fill('email', email)
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.press('Me connecter')
  await waitForTitle(page, new RegExp(`^Demande ${reference}`))
  await shows(page, 'acceptée en partie')
  await shows(page, 'vous l’avez ouverte ce jour-là')
  await onPage('decision')
  const text = pdfText(await download(family, 'La décision complète'))
  for (const written of [reference, 'Camille Martin', 'Inès Rolland', 'instructrice', MOTIFS, 'recours'])
    expect(text).toContain(written)
  await hands.press('Mon espace')
  await waitForTitle(page, /^Mon espace/)
  await onPage('espace-a-la-fin')
  await hands.press('Notifications')
  await waitForTitle(page, /notifications/i)
  await shows(page, 'Une décision a été prise')
  expect(await page.$('#a-faire')).toBeNull()
  await onPage('notifications')
}

function pdfText(content: Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'decision.pdf')
  writeFileSync(path, content)
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
}

/** Subjects name nobody; bodies tell no outcome and lead to the demande; the rest of the hour's news still waits. */
async function checkMails(people: ReturnType<typeof emailsOf>, reference: string): Promise<void> {
  const mails = await portal.mailsTo(people.family)
  for (const { subject } of mails) expect(subject).not.toMatch(/Camille|Martin|Léa|Noé/)
  const news = mails.filter(({ subject }) => subject.includes(reference))
  expect(news).toHaveLength(8)
  for (const { subject, text } of news) {
    expect([subject, text]).toEqual([subject, expect.stringContaining(`/espace/demandes/${reference}`)])
    // What an agent wrote is read on line.
    expect([subject, text]).toEqual([subject, expect.not.stringMatching(/floue|certificat|photo|CAF/i)])
  }
  expect(news.find(({ subject }) => subject.startsWith('Une nouveauté'))?.text).toContain(
    'a commencé l’examen',
  )
  const decision = news.find(({ subject }) => subject.includes('décision'))
  expect(decision?.text).not.toMatch(/en partie|accordé|refus/i)
  expect(await subjectsOf(people.collegue)).toEqual([`Votre avis est demandé sur la demande ${reference}`])
  expect(await subjectsOf(people.agent)).toEqual([])
}
