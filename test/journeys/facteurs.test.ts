import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { currentCode } from '../../src/features/agents/index.ts'
import { comptesJobs } from '../../src/features/comptes/index.ts'
import { codeAt } from '../../src/platform/session/totp.ts'
import { SoftwareAuthenticator } from '../support/authenticator.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import type { Answer, SignedClient } from '../support/signed-client.ts'

const START = '2026-11-23T09:00:00Z'
const ICI = '/espace/compte/verification'
const ETAPE = '/connexion/verification'
let base: TestDatabase
let portal: Portal
let clock: TestClock
let email: string
let usagerId: string
let here: SignedClient
let key: SoftwareAuthenticator
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock(START)
  portal = await startPortal(base.url, { clock })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  clock.set(START)
  people += 1
  email = `doublement-${people}@exemple.fr`
  usagerId = await portal.addUsager(email)
  here = await portal.usager(email)
  key = new SoftwareAuthenticator(portal.origin)
  await portal.context.db.deleteFrom('verrou_source').execute()
})

const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const hidden = (page: Answer, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? ''
const optionsIn = (page: Answer, data: 'creation' | 'connexion'): string =>
  unescaped(new RegExp(`data-cle-${data}="([^"]*)"`).exec(page.text)?.[1] ?? '')
const codesIn = (page: Answer): string[] =>
  [...page.text.matchAll(/>([0-9a-z]{4}(?:-[0-9a-z]{4}){3})</g)].map(([, code = '']) => code)
const actions = async (): Promise<string[]> =>
  (
    await portal.context.db
      .selectFrom('journal')
      .select('action')
      .where('objet_id', '=', usagerId)
      .orderBy('id')
      .execute()
  ).map(({ action }) => action)

async function makeCle(client: SignedClient, where: string, nom = 'Mon téléphone'): Promise<Answer> {
  const page = await client.post(`${where}/cle`, { nom })
  const cle = key.create(optionsIn(page, 'creation'))
  return client.post(`${where}/cle/confirmation`, { epreuve: hidden(page, 'epreuve'), nom, cle })
}

/** @returns the secret of the application that was added, and the answer to its confirmation */
async function makeApplication(): Promise<{ secret: Buffer; answer: Answer }> {
  const page = await here.post(`${ICI}/application`)
  const secret = Buffer.from(base32(/secret=([A-Z2-7]+)/.exec(page.text)?.[1] ?? ''))
  const code = codeAt(secret, clock.now())
  const epreuve = hidden(page, 'epreuve')
  return { secret, answer: await here.post(`${ICI}/application/confirmation`, { epreuve, code }) }
}

function base32(text: string): number[] {
  const bits = [...text]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
}

interface Step {
  client: SignedClient
  page: Answer
  epreuve: string
}

/** The right password, from a browser of its own. */
async function firstStep(fields: Record<string, string> = {}, path = '/connexion'): Promise<Step> {
  const client = portal.client()
  const page = await client.post(path, { email, motDePasse: MOT_DE_PASSE, ...fields })
  return { client, page, epreuve: hidden(page, 'epreuve') }
}
const answer = ({ client, epreuve }: Step, fields: Record<string, string>, path = ETAPE): Promise<Answer> =>
  client.signIn(path, { epreuve, ...fields })
const withKey = (step: Step): Promise<Answer> =>
  answer(step, { cle: key.get(optionsIn(step.page, 'connexion')) })
const sessions = async (): Promise<number> =>
  (
    await portal.context.db
      .selectFrom('session')
      .select('id')
      .where('usager_id', '=', usagerId)
      .where('terminee_le', 'is', null)
      .execute()
  ).length

describe('a passkey', () => {
  test('added with its ten recovery codes, told by mail, and asked for at the next sign-in', async () => {
    const made = await makeCle(here, ICI)
    expect([made.status, codesIn(made).length]).toEqual([200, 10])
    expect(words((await here.get(ICI)).text)).toMatch(/Mon téléphone ajoutée le .* jamais utilisée/)
    await portal.waitForMail(email, /protection a été ajoutée/)

    const step = await firstStep()
    expect([step.page.status, words(step.page.text).includes('Deuxième étape')]).toEqual([200, true])
    expect(step.page.text).not.toContain('name="code"')
    const opened = await withKey(step)
    expect(opened.status).toBe(200)
    expect((await step.client.get('/espace')).status).toBe(200)
    expect(await actions()).toEqual(['compte.connecte', 'facteur.ajoute', 'compte.connecte'])
    expect(words((await step.client.get('/espace/compte/activite')).text)).toContain(
      'Moyen de vérification ajouté',
    )
  })

  test('the second key brings no other codes', async () => {
    await makeCle(here, ICI)
    expect((await makeCle(here, ICI, 'Trousseau')).location).toBe(`${ICI}?fait=cle`)
    const rows = await portal.context.db
      .selectFrom('code_de_secours')
      .select('empreinte')
      .where('usager_id', '=', usagerId)
      .execute()
    expect(rows).toHaveLength(10)
  })

  test('an assertion that served, and one for another challenge, open nothing', async () => {
    await makeCle(here, ICI)
    const step = await firstStep()
    const cle = key.get(optionsIn(step.page, 'connexion'))
    const send = (): Promise<Answer> => step.client.post(ETAPE, { epreuve: step.epreuve, cle })
    expect([(await send()).status, (await send()).status]).toEqual([200, 422])
    expect((await answer(await firstStep(), { cle })).status).toBe(422)
  })

  test('a counter that goes back is a copied key: refused', async () => {
    await makeCle(here, ICI)
    const at = async (counter: number): Promise<number> => {
      key.counter = counter - 1
      return (await withKey(await firstStep())).status
    }
    expect([await at(8), await at(7), await at(8), await at(9)]).toEqual([200, 422, 422, 200])
  })

  test('another site’s assertion is refused', async () => {
    await makeCle(here, ICI)
    key.origin = 'https://espace-personnel.example'
    expect((await withKey(await firstStep())).status).toBe(422)
  })

  test('somebody else’s key is refused', async () => {
    await makeCle(here, ICI)
    const other = new SoftwareAuthenticator(portal.origin)
    const step = await firstStep()
    const options = optionsIn(step.page, 'connexion')
    const stranger = JSON.parse(options) as { challenge: string; allowCredentials: { id: string }[] }
    other.create(JSON.stringify({ ...stranger, rp: { id: new URL(portal.origin).hostname } }))
    const mine = { ...stranger, allowCredentials: [{ id: other.keys[0]?.id }] }
    const forged = JSON.parse(other.get(JSON.stringify(mine))) as Record<string, unknown>
    expect((await answer(step, { cle: JSON.stringify(forged) })).status).toBe(422)
    const named = { ...forged, id: key.keys[0]?.id, rawId: key.keys[0]?.id }
    expect((await answer(step, { cle: JSON.stringify(named) })).status).toBe(422)
  })

  test.each(['', '{', 'null', '[]', '{"id":"a"}', '{"id":1}', 'x'.repeat(30_000)])(
    'no key at all: %#',
    async (cle) => {
      const page = await here.post(`${ICI}/cle`, { nom: '' })
      const made = await here.post(`${ICI}/cle/confirmation`, { epreuve: hidden(page, 'epreuve'), cle })
      expect(made.status).toBe(422)
      await makeCle(here, ICI)
      expect((await answer(await firstStep(), { cle })).status).toBe(422)
    },
  )

  test('the challenge of one addition makes one key', async () => {
    const page = await here.post(`${ICI}/cle`, { nom: 'a' })
    const fields = {
      epreuve: hidden(page, 'epreuve'),
      nom: 'a',
      cle: key.create(optionsIn(page, 'creation')),
    }
    const answers = await Promise.all([1, 2, 3, 4].map(() => here.post(`${ICI}/cle/confirmation`, fields)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422])
  })

  test('taken away: the codes go with the last factor, the holder is told, and the password is enough again', async () => {
    await makeCle(here, ICI)
    const cle = hidden(await here.get(ICI), 'cle')
    expect((await here.post(`${ICI}/cle/retrait`, { cle })).location).toBe(`${ICI}?fait=retire`)
    await portal.waitForMail(email, /protection a été retirée/)
    expect((await portal.client().signIn('/connexion', { email, motDePasse: MOT_DE_PASSE })).status).toBe(200)
    expect(words((await here.get(ICI)).text)).not.toContain('Codes de secours')
    expect(await actions()).toContain('facteur.retire')
  })

  test('nobody takes away somebody else’s', async () => {
    await makeCle(here, ICI)
    const cle = hidden(await here.get(ICI), 'cle')
    const autre = `autre-${people}@exemple.fr`
    await portal.addUsager(autre)
    await (await portal.usager(autre)).post(`${ICI}/cle/retrait`, { cle })
    expect((await firstStep()).epreuve).not.toBe('')
  })
})

describe('an application', () => {
  test('its code is asked for at sign-in, and serves once', async () => {
    const { secret, answer: added } = await makeApplication()
    expect([added.status, codesIn(added).length]).toEqual([200, 10])
    const step = await firstStep()
    expect(step.page.text).not.toContain('data-cle-connexion')
    const spent = codeAt(secret, clock.now())
    expect((await answer(step, { code: spent })).status).toBe(422)
    clock.advance(60_000)
    const code = codeAt(secret, clock.now())
    expect((await answer(step, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(200)
    expect((await answer(await firstStep(), { code })).status).toBe(422)
  })

  test('a wrong first code adds nothing; the same secret is shown again', async () => {
    const page = await here.post(`${ICI}/application`)
    const epreuve = hidden(page, 'epreuve')
    const again = await here.post(`${ICI}/application/confirmation`, { epreuve, code: '000000' })
    const secret = (text: string) => /secret=([A-Z2-7]+)/.exec(text)?.[1]
    expect([again.status, secret(again.text)]).toEqual([422, secret(page.text)])
    expect((await firstStep()).epreuve).toBe('')
  })

  test('taken away, it is asked for no more', async () => {
    await makeApplication()
    await here.post(`${ICI}/application/retrait`)
    expect((await firstStep()).epreuve).toBe('')
  })
})

describe('a recovery code', () => {
  test('opens once, is journaled and told by mail', async () => {
    const [code = '', second = ''] = codesIn(await makeCle(here, ICI))
    expect(
      (await answer(await firstStep(), { secours: code.toUpperCase().replaceAll('-', ' ') })).status,
    ).toBe(200)
    await portal.waitForMail(email, /code de secours a servi/)
    expect(await actions()).toContain('code-de-secours.utilise')
    expect((await answer(await firstStep(), { secours: code })).status).toBe(422)
    expect((await answer(await firstStep(), { secours: second })).status).toBe(200)
    expect(words((await here.get(ICI)).text)).toContain('Il vous reste 8 codes')
  })

  test('new ones put the former ones out of use; without a factor there are none', async () => {
    expect((await here.post(`${ICI}/codes`)).location).toBe(ICI)
    const [old = ''] = codesIn(await makeCle(here, ICI))
    const [fresh = ''] = codesIn(await here.post(`${ICI}/codes`))
    expect((await answer(await firstStep(), { secours: old })).status).toBe(422)
    expect((await answer(await firstStep(), { secours: fresh })).status).toBe(200)
  })

  test('is not readable in the base', async () => {
    const [code = ''] = codesIn(await makeCle(here, ICI))
    const rows = await portal.context.db.selectFrom('code_de_secours').selectAll().execute()
    const kept = rows.map(({ empreinte }) => empreinte.toString('latin1')).join()
    for (const form of [code, code.replaceAll('-', '')])
      expect([form.length > 15, kept.includes(form)]).toEqual([true, false])
  })
})

describe('the second step', () => {
  test('a wrong password says nothing of it', async () => {
    await makeCle(here, ICI)
    const plain = `sans-facteur-${people}@exemple.fr`
    await portal.addUsager(plain)
    const wrong = (who: string) =>
      portal.client().post('/connexion', { email: who, motDePasse: 'pas-celui-ci-du-tout' })
    const [guarded, other] = [await wrong(email), await wrong(plain)]
    expect([guarded.status, guarded.text.replaceAll(email, '@')]).toEqual([
      422,
      other.text.replaceAll(plain, '@'),
    ])
  })

  test('belongs to the browser that gave the password', async () => {
    const [code = ''] = codesIn(await makeCle(here, ICI))
    const step = await firstStep()
    const thief = { ...step, client: portal.client() }
    expect((await answer(thief, { secours: code })).status).toBe(422)
    expect((await answer(step, { secours: code })).status).toBe(200)
  })

  test('lasts five minutes', async () => {
    const [code = ''] = codesIn(await makeCle(here, ICI))
    const step = await firstStep()
    clock.advance(5 * 60_000)
    const late = await answer(step, { secours: code })
    expect([late.status, words(late.text).includes('Recommencez depuis le début')]).toEqual([422, true])
    expect(late.text).toContain('name="motDePasse"')
    expect((await answer(await firstStep(), { secours: code })).status).toBe(200)
  })

  test('four answers at once open one session', async () => {
    const [code = ''] = codesIn(await makeCle(here, ICI))
    const before = await sessions()
    const step = await firstStep()
    const fields = { epreuve: step.epreuve, secours: code }
    const answers = await Promise.all([1, 2, 3, 4].map(() => step.client.post(ETAPE, fields)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422])
    expect(await sessions()).toBe(before + 1)
  })

  test('five wrong answers block it, from any browser, and not the password; the day after it opens', async () => {
    const [code = ''] = codesIn(await makeCle(here, ICI))
    const step = await firstStep()
    for (let n = 0; n < 5; n += 1)
      expect((await answer(step, { secours: `zzzz-zzzz-zzzz-zzz${n}` })).status).toBe(422)
    const blocked = await answer(await firstStep(), { secours: code })
    expect([blocked.status, words(blocked.text).includes('bloquée jusqu’au')]).toEqual([422, true])
    expect(await actions()).toContain('compte.verification-refusee')
    clock.set('2026-11-24T10:00:00Z')
    expect((await answer(await firstStep(), { secours: code })).status).toBe(200)
  })

  test('a challenge takes five tries', async () => {
    const [code = ''] = codesIn(await makeCle(here, ICI))
    const step = await firstStep()
    for (let n = 0; n < 5; n += 1) await answer(step, { secours: 'faux' })
    await portal.context.db.deleteFrom('verrou_acces').execute()
    expect((await answer(step, { secours: code })).status).toBe(422)
  })

  test('what was chosen at the first step is kept for the second', async () => {
    const [code = ''] = codesIn(await makeCle(here, ICI))
    const step = await firstStep({ postePartage: 'oui', retour: '/espace/demandes' })
    expect([hidden(step.page, 'postePartage'), hidden(step.page, 'retour')]).toEqual([
      'oui',
      '/espace/demandes',
    ])
    const opened = await answer(step, { secours: code, postePartage: 'oui', retour: '/espace/demandes' })
    expect(JSON.parse(opened.text)).toMatchObject({ versLaPage: '/espace/demandes' })
    expect(words((await here.get('/espace/compte')).text)).toContain('appareil partagé')
  })

  test('an account that was frozen, or whose password changed meanwhile, stays closed', async () => {
    const [code = ''] = codesIn(await makeCle(here, ICI))
    const update = (set: { gele_le?: Date | null; mot_de_passe_le?: Date }) =>
      portal.context.db.updateTable('usager').set(set).where('id', '=', usagerId).execute()
    const step = await firstStep()
    await update({ gele_le: clock.now() })
    expect((await answer(step, { secours: code })).status).toBe(422)
    clock.advance(1_000)
    await update({ gele_le: null, mot_de_passe_le: clock.now() })
    expect((await answer(step, { secours: code })).status).toBe(422)
    expect((await answer(await firstStep(), { secours: code })).status).toBe(200)
  })

  test.each(['', 'pas-un-identifiant', '00000000-0000-7000-8000-000000000000'])(
    '« %s » is no challenge',
    async (epreuve) => {
      expect((await portal.client().post(ETAPE, { epreuve, code: '123456' })).status).toBe(422)
    },
  )
})

test('challenges that nobody answered are purged, the others stay', async () => {
  await makeCle(here, ICI)
  const ids = async (): Promise<string[]> =>
    (
      await portal.context.db.selectFrom('epreuve').select('id').where('usager_id', '=', usagerId).execute()
    ).map(({ id }) => id)
  const late = await firstStep()
  clock.advance(4 * 60_000)
  const live = await firstStep()
  expect((await ids()).sort()).toEqual([late.epreuve, live.epreuve].sort())
  clock.advance(2 * 60_000)
  await comptesJobs(portal.context)['inscription:purge']?.({})
  expect(await ids()).toEqual([live.epreuve])
})

test('the password is asked for again five minutes after it was given', async () => {
  clock.advance(5 * 60_000)
  const asked = await here.get(ICI)
  expect(asked.headers.get('www-authenticate')).toContain('insufficient_user_authentication')
  await here.post('/espace/identite', { motDePasse: MOT_DE_PASSE })
  expect((await here.get(ICI)).status).toBe(200)
})

describe('an agent', () => {
  let agent: SignedClient
  const PORTE = '/agents/connexion'
  beforeEach(async () => {
    email = `agente-${people}@essai.example`
    await portal.addAgent(email)
    agent = await portal.agent(email)
  })
  const lastCode = () => currentCode(portal.context, email)

  test('adds a passkey, and enters with it and no code', async () => {
    expect((await agent.get('/agents')).text).toContain('href="/agents/compte"')
    expect((await makeCle(agent, '/agents/compte')).location).toBe('/agents/compte?fait=cle')
    const step = await firstStep({ code: '', retour: '/agents' }, PORTE)
    const fields = { cle: key.get(optionsIn(step.page, 'connexion')), retour: '/agents' }
    expect((await answer(step, fields, ETAPE)).status).toBe(422)
    expect((await answer(step, fields, `${PORTE}/verification`)).status).toBe(200)
    expect((await step.client.get('/agents/compte')).text).toContain('Mon téléphone')
  })

  test('without passkey and without code: the refusal of always', async () => {
    const bare = await firstStep({ code: '' }, PORTE)
    const wrong = await firstStep({ motDePasse: 'pas-celui-ci-du-tout', code: '' }, PORTE)
    expect([bare.page.status, bare.page.text]).toEqual([422, wrong.page.text])
    expect(bare.epreuve).toBe('')
  })

  test('with a passkey: a wrong password says nothing of it, and a wrong code is a wrong code', async () => {
    await makeCle(agent, '/agents/compte')
    expect((await firstStep({ motDePasse: 'pas-celui-ci-du-tout', code: '' }, PORTE)).epreuve).toBe('')
    expect((await firstStep({ code: '000000' }, PORTE)).page.status).toBe(422)
    clock.advance(60_000)
    expect(
      (
        await portal
          .client()
          .signIn(PORTE, { email, motDePasse: MOT_DE_PASSE, code: (await lastCode()) ?? '' })
      ).status,
    ).toBe(200)
  })

  test('may take it away; one who was dismissed meanwhile stays outside', async () => {
    await makeCle(agent, '/agents/compte')
    const step = await firstStep({ code: '' }, PORTE)
    const { db } = portal.context
    await db.updateTable('agent').set({ actif: false }).where('email', '=', email).execute()
    const cle = key.get(optionsIn(step.page, 'connexion'))
    expect((await answer(step, { cle }, `${PORTE}/verification`)).status).toBe(422)
    await db.updateTable('agent').set({ actif: true }).where('email', '=', email).execute()
    await agent.post('/agents/compte/cle/retrait', { cle: hidden(await agent.get('/agents/compte'), 'cle') })
    expect((await firstStep({ code: '' }, PORTE)).epreuve).toBe('')
  })
})
