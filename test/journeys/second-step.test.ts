import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { currentCode } from '../../src/features/agents/index.ts'
import { comptesJobs } from '../../src/features/comptes/index.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { hidden } from '../support/hidden.ts'
import { mailedToken } from '../support/mailed-link.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { answer, codesIn, ETAPE, Holder, optionsIn, words } from '../support/second-factor.ts'

const START = '2026-11-23T09:00:00Z'
let base: TestDatabase
let portal: Portal
let clock: TestClock
let me: Holder
let usagerId: string
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
  const email = `doublement-${people}@exemple.fr`
  usagerId = await portal.addUsager(email)
  me = new Holder(portal, email, await portal.usager(email))
  await portal.context.db.deleteFrom('verrou_source').execute()
})

const actions = async (): Promise<string[]> =>
  (
    await portal.context.db
      .selectFrom('journal')
      .select('action')
      .where('objet_id', '=', usagerId)
      .orderBy('id')
      .execute()
  ).map(({ action }) => action)
const sessions = async (): Promise<number> =>
  (
    await portal.context.db
      .selectFrom('session')
      .select('id')
      .where('usager_id', '=', usagerId)
      .where('terminee_le', 'is', null)
      .execute()
  ).length

describe('the second step', () => {
  test('a wrong password says nothing of it', async () => {
    await me.makeCle()
    const plain = `sans-facteur-${people}@exemple.fr`
    await portal.addUsager(plain)
    const wrong = (who: string) =>
      portal.client().post('/connexion', { email: who, motDePasse: 'pas-celui-ci-du-tout' })
    const [guarded, other] = [await wrong(me.email), await wrong(plain)]
    expect([guarded.status, guarded.text.replaceAll(me.email, '@')]).toEqual([
      422,
      other.text.replaceAll(plain, '@'),
    ])
  })

  test('a new password by the mailed link leaves it in place', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    await portal.client().post('/mot-de-passe-oublie', { email: me.email })
    const mail = await portal.waitForMail(me.email, /nouveau mot de passe/i)
    const jeton = mailedToken(mail, '/mot-de-passe-oublie/nouveau')
    const reset = { jeton, motDePasse: MOT_DE_PASSE }
    expect((await portal.client().post('/mot-de-passe-oublie/nouveau', reset)).status).toBe(303)
    clock.advance(1_000)
    const step = await me.firstStep()
    expect([step.page.status, step.page.text.includes('"jeton"')]).toEqual([200, false])
    expect((await answer(step, { secours: code })).status).toBe(200)
  })

  test('a step that the former password began is over with the new one', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    const step = await me.firstStep()
    const nouveau = 'un-sentier-de-gentianes-bleues'
    const changed = await me.here.post('/espace/compte/mot-de-passe', { actuel: MOT_DE_PASSE, nouveau })
    expect(changed.status).toBe(204)
    // The clock stands still: no date tells the two apart.
    const late = await answer(step, { secours: code })
    expect([late.status, words(late.text).includes('Recommencez depuis le début')]).toEqual([422, true])
  })

  test('belongs to the browser that gave the password', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    const step = await me.firstStep()
    const thief = { ...step, client: portal.client() }
    expect((await answer(thief, { secours: code })).status).toBe(422)
    expect((await answer(step, { secours: code })).status).toBe(200)
  })

  test('lasts five minutes', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    const step = await me.firstStep()
    clock.advance(5 * 60_000)
    const late = await answer(step, { secours: code })
    expect([late.status, words(late.text).includes('Recommencez depuis le début')]).toEqual([422, true])
    expect(late.text).toContain('name="motDePasse"')
    expect((await answer(await me.firstStep(), { secours: code })).status).toBe(200)
  })

  test.each([
    ['the same', [0, 0, 0, 0]],
    ['each another', [0, 1, 2, 3]],
  ])('four good answers at once, %s: one session', async (_, which) => {
    const codes = codesIn(await me.makeCle())
    const before = await sessions()
    const { client, epreuve } = await me.firstStep()
    const answers = await Promise.all(
      which.map((n) => client.post(ETAPE, { epreuve, secours: codes[n] ?? '' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422])
    expect(await sessions()).toBe(before + 1)
  })

  test('five wrong answers block it, from any browser, and not the password; the day after it opens', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    const step = await me.firstStep()
    for (let n = 0; n < 5; n += 1)
      expect((await answer(step, { secours: `zzzz-zzzz-zzzz-zzz${n}` })).status).toBe(422)
    const blocked = await answer(await me.firstStep(), { secours: code })
    expect([blocked.status, words(blocked.text).includes('bloquée jusqu’au')]).toEqual([422, true])
    expect(await actions()).toContain('compte.verification-refusee')
    expect((await actions()).filter((action) => action === 'compte.verification-bloquee')).toHaveLength(1)
    const told = await portal.waitForMail(me.email, /deuxième étape/)
    expect(told.text).toContain('votre mot de passe n’est plus secret')
    expect(mailedToken(told, '/signaler/gel')).not.toBe('')
    clock.set('2026-11-24T10:00:00Z')
    expect((await answer(await me.firstStep(), { secours: code })).status).toBe(200)
  })

  test('a challenge takes five tries, also at once', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    const { client, epreuve } = await me.firstStep()
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(() => client.post(ETAPE, { epreuve, secours: 'faux' })),
    )
    const said = answers.map(({ text }) => words(text))
    expect(said.filter((text) => text.includes('n’est pas la bonne'))).toHaveLength(5)
    expect(said.filter((text) => text.includes('a duré plus de cinq minutes'))).toHaveLength(3)
    await portal.context.db.deleteFrom('verrou_acces').execute()
    expect((await client.post(ETAPE, { epreuve, secours: code })).status).toBe(422)
  })

  test('what was chosen at the first step is kept for the second', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    const step = await me.firstStep({ postePartage: 'oui', retour: '/espace/demandes' })
    expect([hidden(step.page.text, 'postePartage'), hidden(step.page.text, 'retour')]).toEqual([
      'oui',
      '/espace/demandes',
    ])
    const opened = await answer(step, { secours: code, postePartage: 'oui', retour: '/espace/demandes' })
    expect(JSON.parse(opened.text)).toMatchObject({ versLaPage: '/espace/demandes' })
    expect(words((await me.here.get('/espace/compte')).text)).toContain('appareil partagé')
  })

  test('an account that was frozen, or whose password changed meanwhile, stays closed', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    const update = (set: { gele_le?: Date | null; mot_de_passe_le?: Date }) =>
      portal.context.db.updateTable('usager').set(set).where('id', '=', usagerId).execute()
    const step = await me.firstStep()
    await update({ gele_le: clock.now() })
    expect((await answer(step, { secours: code })).status).toBe(422)
    clock.advance(1_000)
    await update({ gele_le: null, mot_de_passe_le: clock.now() })
    expect((await answer(step, { secours: code })).status).toBe(422)
    expect((await answer(await me.firstStep(), { secours: code })).status).toBe(200)
  })

  test.each(['', 'pas-un-identifiant', '00000000-0000-7000-8000-000000000000'])(
    '« %s » is no challenge',
    async (epreuve) => {
      expect((await portal.client().post(ETAPE, { epreuve, code: '123456' })).status).toBe(422)
    },
  )
})

test('challenges that nobody answered are purged, the others stay', async () => {
  await me.makeCle()
  const ids = async (): Promise<string[]> =>
    (
      await portal.context.db.selectFrom('epreuve').select('id').where('usager_id', '=', usagerId).execute()
    ).map(({ id }) => id)
  const late = await me.firstStep()
  clock.advance(4 * 60_000)
  const live = await me.firstStep()
  expect((await ids()).sort()).toEqual([late.epreuve, live.epreuve].sort())
  clock.advance(2 * 60_000)
  await comptesJobs(portal.context)['inscription:purge']?.({})
  expect(await ids()).toEqual([live.epreuve])
})

describe('an agent', () => {
  const PORTE = '/agents/connexion'
  beforeEach(async () => {
    const email = `agente-${people}@essai.example`
    await portal.addAgent(email)
    me = new Holder(portal, email, await portal.agent(email))
  })

  test('adds a passkey, and enters with it and no code', async () => {
    expect((await me.here.get('/agents')).text).toContain('href="/agents/compte"')
    expect((await me.makeCle('/agents/compte')).location).toBe('/agents/compte?fait=cle')
    const step = await me.firstStep({ code: '', retour: '/agents' }, PORTE)
    const fields = { cle: me.key.get(optionsIn(step.page, 'connexion')), retour: '/agents' }
    expect((await answer(step, fields, ETAPE)).status).toBe(422)
    expect((await answer(step, fields, `${PORTE}/verification`)).status).toBe(200)
    expect((await step.client.get('/agents/compte')).text).toContain('Mon téléphone')
  })

  test('without passkey and without code: the refusal of always', async () => {
    const bare = await me.firstStep({ code: '' }, PORTE)
    const wrong = await me.firstStep({ motDePasse: 'pas-celui-ci-du-tout', code: '' }, PORTE)
    expect([bare.page.status, bare.page.text]).toEqual([422, wrong.page.text])
    expect(bare.epreuve).toBe('')
  })

  test('with a passkey: a wrong password says nothing of it, and a wrong code is a wrong code', async () => {
    await me.makeCle('/agents/compte')
    expect((await me.firstStep({ motDePasse: 'pas-celui-ci-du-tout', code: '' }, PORTE)).epreuve).toBe('')
    expect((await me.firstStep({ code: '000000' }, PORTE)).page.status).toBe(422)
    clock.advance(60_000)
    expect(
      (
        await portal.client().signIn(PORTE, {
          email: me.email,
          motDePasse: MOT_DE_PASSE,
          code: (await currentCode(portal.context, me.email)) ?? '',
        })
      ).status,
    ).toBe(200)
  })

  test('one whose password changed since the first step begins again', async () => {
    await me.makeCle('/agents/compte')
    const step = await me.firstStep({ code: '' }, PORTE)
    clock.advance(1_000)
    const agent = portal.context.db.updateTable('agent').where('email', '=', me.email)
    await agent.set({ mot_de_passe_le: clock.now() }).execute()
    const cle = me.key.get(optionsIn(step.page, 'connexion'))
    expect((await answer(step, { cle }, `${PORTE}/verification`)).status).toBe(422)
    expect((await me.firstStep({ code: '' }, PORTE)).epreuve).not.toBe('')
  })

  test('may take it away; one who was dismissed meanwhile stays outside', async () => {
    await me.makeCle('/agents/compte')
    const step = await me.firstStep({ code: '' }, PORTE)
    const { db } = portal.context
    await db.updateTable('agent').set({ actif: false }).where('email', '=', me.email).execute()
    const cle = me.key.get(optionsIn(step.page, 'connexion'))
    expect((await answer(step, { cle }, `${PORTE}/verification`)).status).toBe(422)
    await db.updateTable('agent').set({ actif: true }).where('email', '=', me.email).execute()
    await me.here.post('/agents/compte/cle/retrait', {
      cle: hidden((await me.here.get('/agents/compte')).text, 'cle'),
    })
    expect((await me.firstStep({ code: '' }, PORTE)).epreuve).toBe('')
  })
})
