import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { removeFacteursOf } from '../../src/features/comptes/index.ts'
import { codeAt } from '../../src/platform/session/totp.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { hidden } from '../support/hidden.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { answer, codesIn, ETAPE, Holder, ICI, optionsIn, secretIn, words } from '../support/second-factor.ts'
import type { Answer } from '../support/signed-client.ts'

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

describe('a passkey', () => {
  test('added with its ten recovery codes, told by mail, and asked for at the next sign-in', async () => {
    const made = await me.makeCle()
    expect([made.status, codesIn(made).length]).toEqual([200, 10])
    expect(words((await me.here.get(ICI)).text)).toMatch(/Mon téléphone ajoutée le .* jamais utilisée/)
    await portal.waitForMail(me.email, /protection a été ajoutée/)

    const step = await me.firstStep()
    expect([step.page.status, words(step.page.text).includes('Deuxième étape')]).toEqual([200, true])
    expect(step.page.text).not.toContain('name="code"')
    const opened = await me.withKey(step)
    expect(opened.status).toBe(200)
    expect((await step.client.get('/espace')).status).toBe(200)
    expect(await actions()).toEqual(['compte.connecte', 'facteur.ajoute', 'compte.connecte'])
    expect(words((await step.client.get('/espace/compte/activite')).text)).toContain(
      'Moyen de vérification ajouté',
    )
  })

  test('the second key brings no other codes', async () => {
    await me.makeCle()
    expect((await me.makeCle(ICI, 'Trousseau')).location).toBe(`${ICI}?fait=cle`)
    const rows = await portal.context.db
      .selectFrom('code_de_secours')
      .select('empreinte')
      .where('usager_id', '=', usagerId)
      .execute()
    expect(rows).toHaveLength(10)
  })

  test('an assertion that served, and one for another challenge, open nothing', async () => {
    await me.makeCle()
    const step = await me.firstStep()
    const cle = me.key.get(optionsIn(step.page, 'connexion'))
    const send = (): Promise<Answer> => step.client.post(ETAPE, { epreuve: step.epreuve, cle })
    expect([(await send()).status, (await send()).status]).toEqual([200, 422])
    expect((await answer(await me.firstStep(), { cle })).status).toBe(422)
  })

  test('an assertion of a key that does not count serves once all the same', async () => {
    me.key.counts = false
    await me.makeCle()
    const step = await me.firstStep()
    const cle = me.key.get(optionsIn(step.page, 'connexion'))
    const next = await me.firstStep()
    expect([(await answer(step, { cle })).status, (await answer(next, { cle })).status]).toEqual([200, 422])
    expect((await me.withKey(next)).status).toBe(200)
  })

  test('a counter that goes back is a copied key: refused', async () => {
    await me.makeCle()
    const at = async (counter: number): Promise<number> => {
      me.key.counter = counter - 1
      return (await me.withKey(await me.firstStep())).status
    }
    expect([await at(8), await at(7), await at(8), await at(9)]).toEqual([200, 422, 422, 200])
  })

  test('another site’s assertion is refused', async () => {
    await me.makeCle()
    me.key.origin = 'https://espace-personnel.example'
    expect((await me.withKey(await me.firstStep())).status).toBe(422)
  })

  test('somebody else’s key is refused', async () => {
    await me.makeCle()
    const autre = `autre-${people}@exemple.fr`
    await portal.addUsager(autre)
    const other = new Holder(portal, autre, await portal.usager(autre))
    expect((await other.makeCle()).status).toBe(200)
    const step = await me.firstStep()
    const options = JSON.parse(optionsIn(step.page, 'connexion')) as Record<string, unknown>
    const own = JSON.stringify({ ...options, allowCredentials: [{ id: other.key.keys[0]?.id }] })
    expect((await answer(step, { cle: other.key.get(own) })).status).toBe(422)
    const forged = JSON.parse(other.key.get(own)) as Record<string, unknown>
    const named = { ...forged, id: me.key.keys[0]?.id, rawId: me.key.keys[0]?.id }
    expect((await answer(step, { cle: JSON.stringify(named) })).status).toBe(422)
    expect((await me.withKey(step)).status).toBe(200)
  })

  test.each(['', '{', 'null', '[]', '{"id":"a"}', '{"id":1}', 'x'.repeat(30_000)])(
    'no key at all: %#',
    async (cle) => {
      const page = await me.here.post(`${ICI}/cle`, { nom: '' })
      const made = await me.here.post(`${ICI}/cle/confirmation`, {
        epreuve: hidden(page.text, 'epreuve'),
        cle,
      })
      expect(made.status).toBe(422)
      await me.makeCle()
      expect((await answer(await me.firstStep(), { cle })).status).toBe(422)
    },
  )

  test('the challenge of one addition makes one key', async () => {
    const page = await me.here.post(`${ICI}/cle`, { nom: 'a' })
    const epreuve = hidden(page.text, 'epreuve')
    const made = [1, 2, 3, 4].map(() => me.key.create(optionsIn(page, 'creation')))
    const answers = await Promise.all(
      made.map((cle) => me.here.post(`${ICI}/cle/confirmation`, { epreuve, nom: 'a', cle })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422])
  })

  test('taken away: the codes go with the last factor, the holder is told, and the password is enough again', async () => {
    await me.makeCle()
    const cle = hidden((await me.here.get(ICI)).text, 'cle')
    expect((await me.here.post(`${ICI}/cle/retrait`, { cle })).location).toBe(`${ICI}?fait=retire`)
    await portal.waitForMail(me.email, /protection a été retirée/)
    expect(
      (await portal.client().signIn('/connexion', { email: me.email, motDePasse: MOT_DE_PASSE })).status,
    ).toBe(200)
    expect(words((await me.here.get(ICI)).text)).not.toContain('Codes de secours')
    expect(await actions()).toContain('facteur.retire')
  })

  test('nobody takes away somebody else’s', async () => {
    await me.makeCle()
    const cle = hidden((await me.here.get(ICI)).text, 'cle')
    const autre = `autre-${people}@exemple.fr`
    await portal.addUsager(autre)
    await (await portal.usager(autre)).post(`${ICI}/cle/retrait`, { cle })
    expect((await me.firstStep()).epreuve).not.toBe('')
  })
})

describe('an application', () => {
  test('its code is asked for at sign-in, and serves once', async () => {
    const { secret, added } = await me.makeApplication(clock)
    expect([added.status, codesIn(added).length]).toEqual([200, 10])
    const step = await me.firstStep()
    expect(step.page.text).not.toContain('data-cle-connexion')
    const spent = codeAt(secret, clock.now())
    expect((await answer(step, { code: spent })).status).toBe(422)
    clock.advance(60_000)
    const code = codeAt(secret, clock.now())
    expect((await answer(step, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(200)
    expect((await answer(await me.firstStep(), { code })).status).toBe(422)
  })

  test('a wrong first code adds nothing; the same secret is shown again', async () => {
    const page = await me.here.post(`${ICI}/application`)
    const epreuve = hidden(page.text, 'epreuve')
    const again = await me.here.post(`${ICI}/application/confirmation`, { epreuve, code: '000000' })
    expect([again.status, secretIn(again)]).toEqual([422, secretIn(page)])
    expect((await me.firstStep()).epreuve).toBe('')
  })

  test('taken away, it is asked for no more', async () => {
    await me.makeApplication(clock)
    await me.here.post(`${ICI}/application/retrait`)
    expect((await me.firstStep()).epreuve).toBe('')
  })
})

describe('a recovery code', () => {
  test('opens once, is journaled and told by mail', async () => {
    const [code = '', second = ''] = codesIn(await me.makeCle())
    expect(
      (await answer(await me.firstStep(), { secours: code.toUpperCase().replaceAll('-', ' ') })).status,
    ).toBe(200)
    await portal.waitForMail(me.email, /code de secours a servi/)
    expect(await actions()).toContain('code-de-secours.utilise')
    expect((await answer(await me.firstStep(), { secours: code })).status).toBe(422)
    expect((await answer(await me.firstStep(), { secours: second })).status).toBe(200)
    expect(words((await me.here.get(ICI)).text)).toContain('Il vous reste 8 codes')
  })

  test('new ones put the former ones out of use; without a factor there are none', async () => {
    expect((await me.here.post(`${ICI}/codes`)).location).toBe(ICI)
    const [old = ''] = codesIn(await me.makeCle())
    const [fresh = ''] = codesIn(await me.here.post(`${ICI}/codes`))
    expect((await answer(await me.firstStep(), { secours: old })).status).toBe(422)
    expect((await answer(await me.firstStep(), { secours: fresh })).status).toBe(200)
  })

  test('is not readable in the base', async () => {
    const [code = ''] = codesIn(await me.makeCle())
    const rows = await portal.context.db.selectFrom('code_de_secours').selectAll().execute()
    const kept = rows.map(({ empreinte }) => empreinte.toString('latin1')).join()
    for (const form of [code, code.replaceAll('-', '')])
      expect([form.length > 15, kept.includes(form)]).toEqual([true, false])
  })
})

test('the password is asked for again five minutes after it was given', async () => {
  clock.advance(5 * 60_000)
  const asked = await me.here.get(ICI)
  expect(asked.headers.get('www-authenticate')).toContain('insufficient_user_authentication')
  await me.here.post('/espace/identite', { motDePasse: MOT_DE_PASSE })
  expect((await me.here.get(ICI)).status).toBe(200)
})

test('for a holder who lost everything: recognised by the service, the second step goes and every session ends', async () => {
  await me.makeCle()
  expect(await removeFacteursOf(portal.context, me.email.toUpperCase())).toBe(1)
  expect((await me.here.get('/espace')).status).toBe(401)
  const client = await portal.usager(me.email)
  expect((await client.get('/espace')).status).toBe(200)
  await portal.waitForMail(me.email, /protection a été retirée/)
  expect(await removeFacteursOf(portal.context, me.email)).toBe(0)
  expect(await removeFacteursOf(portal.context, 'jamais-vue@exemple.fr')).toBeUndefined()
})
