import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { allJobs } from '../../src/app/worker.ts'
import { insertLien } from '../../src/features/comptes/lien-store.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { mailedToken } from '../support/mailed-link.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const START = '2026-11-23T09:00:00Z'
const MINUTE = 60_000
const NOUVEAU = 'un-sentier-de-gentianes-bleues'
const DAY = 24 * 60 * MINUTE
let base: TestDatabase
let portal: Portal
let clock: TestClock
let ancienne: string
let nouvelle: string
let here: SignedClient
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
  ancienne = `ancienne-${people}@exemple.fr`
  nouvelle = `nouvelle-${people}@exemple.fr`
  await portal.addUsager(ancienne)
  here = await portal.usager(ancienne)
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const post = async (path: string, fields: Record<string, string>) => {
  const body = new URLSearchParams(fields)
  const response = await fetch(portal.origin + path, { method: 'POST', redirect: 'manual', body })
  return { status: response.status, location: response.headers.get('location'), text: await response.text() }
}
const ask = (email = nouvelle) => here.post('/espace/compte/adresse', { email })
const confirm = (jeton: string) => post('/adresse/confirmer', { jeton })
const askedFor = async (email = nouvelle): Promise<string> => {
  await ask(email)
  return mailedToken(
    await portal.waitForMail(email, /Confirmez votre nouvelle adresse/),
    '/adresse/confirmer',
  )
}
const signIn = async (email: string, motDePasse = MOT_DE_PASSE): Promise<number> =>
  (await portal.client().signIn('/connexion', { email, motDePasse })).status

test('the new mailbox confirms, both are told, and the session goes on', async () => {
  expect((await ask()).location).toBe('/espace/compte?fait=adresse')
  const mail = await portal.waitForMail(nouvelle, /Confirmez votre nouvelle adresse/)
  expect(mail.text).not.toContain('/signaler/gel')
  expect(await signIn(nouvelle)).toBe(422)
  const jeton = mailedToken(mail, '/adresse/confirmer')
  expect((await fetch(`${portal.origin}/adresse/confirmer`)).status).toBe(200)
  expect(await confirm(jeton)).toMatchObject({ status: 303, location: '/connexion?fait=adresse' })
  expect([await signIn(nouvelle), await signIn(ancienne)]).toEqual([200, 422])
  expect(words((await here.get('/espace/compte')).text)).toContain(nouvelle)
  await portal.waitForMail(nouvelle, /est confirmée/)
  await portal.waitForMail(ancienne, /a changé/)
  expect((await confirm(jeton)).status).toBe(410)
})

test('five minutes after the password was given, it is asked for again', async () => {
  clock.advance(5 * MINUTE)
  const refused = await ask()
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
    401,
    'DPoP error="insufficient_user_authentication", algs="ES256"',
  ])
  expect((await here.get('/espace/compte/adresse')).status).toBe(401)
  expect((await here.get('/espace')).status).toBe(200)
  await here.post('/espace/identite', { motDePasse: MOT_DE_PASSE })
  expect((await ask()).status).toBe(204)
})

test('the former address takes the change back for seven days, and freezes the account', async () => {
  await confirm(await askedFor())
  const told = await portal.waitForMail(ancienne, /a changé/)
  const jeton = mailedToken(told, '/signaler/gel')
  clock.advance(6 * DAY)
  const answer = await post('/signaler/gel', { jeton, recit: 'Je n’ai rien demandé.' })
  expect([answer.status, words(answer.text)]).toEqual([200, expect.stringMatching(/SIG26-\w{4}-\w{4}/)])
  expect([await signIn(ancienne), await signIn(nouvelle)]).toEqual([422, 422])
  // The next password can only be chosen from the mailbox that was restored.
  await post('/mot-de-passe-oublie', { email: ancienne })
  const reset = await portal.waitForMail(ancienne, /nouveau mot de passe/)
  const motDePasse = 'un-sentier-de-gentianes-bleues'
  await post('/mot-de-passe-oublie/nouveau', {
    jeton: mailedToken(reset, '/mot-de-passe-oublie/nouveau'),
    motDePasse,
  })
  expect(await signIn(ancienne, motDePasse)).toBe(200)
})

test('after seven days the former address freezes, but takes nothing back', async () => {
  await confirm(await askedFor())
  const jeton = mailedToken(await portal.waitForMail(ancienne, /a changé/), '/signaler/gel')
  clock.advance(7 * DAY)
  expect((await post('/signaler/gel', { jeton })).status).toBe(200)
  const { email } = await portal.context.db
    .selectFrom('usager')
    .select('email')
    .where('email', 'in', [ancienne, nouvelle])
    .executeTakeFirstOrThrow()
  expect(email).toBe(nouvelle)
})

test('a thief who changes the address twice takes nothing back from who had it first', async () => {
  const tierce = `tierce-${people}@exemple.fr`
  await confirm(await askedFor())
  clock.advance(MINUTE)
  await confirm(await askedFor(tierce))
  const [first, second] = [
    mailedToken(await portal.waitForMail(ancienne, /a changé/), '/signaler/gel'),
    mailedToken(await portal.waitForMail(nouvelle, /a changé/), '/signaler/gel'),
  ]
  expect((await post('/signaler/gel', { jeton: first })).status).toBe(200)
  expect((await post('/signaler/gel', { jeton: second })).status).toBe(410)
  const found = await portal.context.db
    .selectFrom('usager')
    .select('email')
    .where('email', '=', ancienne)
    .execute()
  expect(found).toHaveLength(1)
})

test('an address that has its account, or had it this week, is asked for like any other and never given', async () => {
  const prise = `prise-${people}@exemple.fr`
  await portal.addUsager(prise)
  const free = await ask()
  const taken = await ask(prise)
  expect([taken.status, taken.text, taken.location]).toEqual([free.status, free.text, free.location])
  const told = await portal.waitForMail(prise, /a déjà un espace/)
  expect(told.text).not.toContain('/adresse/confirmer')
  await confirm(mailedToken(await portal.waitForMail(nouvelle, /Confirmez/), '/adresse/confirmer'))
  const other = await portal.usager(prise)
  await other.post('/espace/compte/adresse', { email: ancienne })
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect((await portal.mailsTo(ancienne)).filter(({ subject }) => /Confirmez/.test(subject))).toEqual([])
})

test('four presses at once change it once; a link lives a day', async () => {
  const jeton = await askedFor()
  const answers = await Promise.all([1, 2, 3, 4].map(() => confirm(jeton)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410, 410])
  const late = await askedFor(`tard-${people}@exemple.fr`)
  clock.advance(DAY)
  expect((await confirm(late)).status).toBe(410)
  expect((await confirm(`${late}x`)).status).toBe(410)
})

describe('an address is read as people type it', () => {
  test.each([
    ['nothing', ''],
    ['no domain', 'camille@'],
    ['a quoted name', '"camille martin"@exemple.fr'],
    ['Cyrillic letters in the name', 'cаmille@exemple.fr'],
    ['two alphabets in the domain', 'camille@exаmple.fr'],
    ['a control character', 'camille\u0007@exemple.fr'],
    ['a header of its own', 'camille@exemple.fr\nBcc: autre@exemple.fr'],
    ['two addresses', 'a@exemple.fr, b@exemple.fr'],
    ['far too long', `${'a'.repeat(300)}@exemple.fr`],
  ])('%s is refused with words', async (_, email) => {
    const answer = await ask(email)
    expect([answer.status, words(answer.text)]).toEqual([422, expect.stringMatching(/corriger/)])
  })

  test('the present address is no change', async () => {
    const answer = await ask(` ${ancienne.toUpperCase()} `)
    expect([answer.status, words(answer.text)]).toEqual([422, expect.stringContaining('déjà votre adresse')])
  })

  test.each([
    [
      'capitals',
      (n: number) => `Camille.MARTIN${n}@Exemple.FR`,
      (n: number) => `camille.martin${n}@exemple.fr`,
    ],
    ['a plus', (n: number) => `camille+ecole${n}@exemple.fr`, (n: number) => `camille+ecole${n}@exemple.fr`],
    [
      'an accent in the domain',
      (n: number) => `camille${n}@élysée.fr`,
      (n: number) => `camille${n}@xn--lyse-9oad.fr`,
    ],
  ])('%s: one person, one account', async (_, typed, normalised) => {
    const email = typed(people)
    await ask(email)
    // The mail server keeps the domain as it is written, or as it is spelled on the wire.
    const mail = await Promise.any(
      [normalised(people), email].map((to) => portal.waitForMail(to, /Confirmez/)),
    )
    await confirm(mailedToken(mail, '/adresse/confirmer'))
    expect([await signIn(email), await signIn(normalised(people).toUpperCase())]).toEqual([200, 200])
  })
})

test('a change that somebody else asked for dies with a new password, and with a freeze', async () => {
  // The holder changes the password while the stranger's link waits in the stranger's mailbox.
  const first = await askedFor()
  await here.post('/espace/compte/mot-de-passe', { actuel: MOT_DE_PASSE, nouveau: NOUVEAU })
  expect((await confirm(first)).status).toBe(410)
  // Frozen, then entered again by a new password: the link does not come back to life.
  await here.post('/espace/identite', { motDePasse: NOUVEAU })
  const second = await askedFor(`seconde-${nouvelle}`)
  const third = await askedFor(`troisieme-${nouvelle}`)
  await here.post('/espace/compte/signaler', {})
  const compte = portal.context.db.updateTable('usager').where('email', '=', ancienne)
  await compte.set({ gele_le: null }).execute()
  expect((await confirm(third)).status).toBe(410)
  await post('/mot-de-passe-oublie', { email: ancienne })
  const reset = mailedToken(
    await portal.waitForMail(ancienne, /nouveau mot de passe/i),
    '/mot-de-passe-oublie/nouveau',
  )
  expect(
    (await post('/mot-de-passe-oublie/nouveau', { jeton: reset, motDePasse: MOT_DE_PASSE })).status,
  ).toBe(303)
  expect((await confirm(second)).status).toBe(410)
  expect([await signIn(ancienne), await signIn(`seconde-${nouvelle}`)]).toEqual([200, 422])
})

test.each([
  ['a freeze', { gele_le: new Date(START) }],
  ['another password', { mot_de_passe_le: new Date(Date.parse(START) + 1_000) }],
])('a change that waits for its mail dies with %s', async (_, held) => {
  const { db } = portal.context
  const lien = await inTransaction(db, async (tx) => {
    const mine = tx.selectFrom('usager').select('id').where('email', '=', ancienne)
    const { id: usagerId } = await mine.executeTakeFirstOrThrow()
    const donnees = { email: nouvelle, usagerId }
    return insertLien(tx, { genre: 'nouvelle-adresse', emailNormalise: nouvelle, donnees, le: clock.now() })
  })
  const armed = async () => {
    await allJobs(portal.context)['adresse:repond']?.({ id: lien })
    const row = db.selectFrom('lien').select('jeton_hash').where('id', '=', lien)
    return (await row.executeTakeFirstOrThrow()).jeton_hash !== null
  }
  await db.updateTable('usager').set(held).where('email', '=', ancienne).execute()
  expect(await armed()).toBe(false)
  const free = { gele_le: null, mot_de_passe_le: clock.now() }
  await db.updateTable('usager').set(free).where('email', '=', ancienne).execute()
  expect(await armed()).toBe(true)
})
