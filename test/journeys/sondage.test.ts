import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castVote } from '../../src/features/sondage/cast-vote.ts'
import { COOKIE_SONDAGE, SondageFerme, sondageJobs } from '../../src/features/sondage/index.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { hidden } from '../support/hidden.ts'
import { journalOf } from '../support/journal-of.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const LISTE = '/agents/administration/sondages'
const COOKIE = 'Max-Age=33696000; Path=/sondage; HttpOnly; SameSite=Lax'
const QUESTION = 'Avez-vous trouvé votre démarche ?'

const clock = createTestClock('2026-11-23T09:00:00Z')
let base: TestDatabase
let portal: Portal
let admin: SignedClient
let other: SignedClient

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false, clock, behindProxy: true })
  for (const name of ['une', 'deux']) await portal.addAgent(`${name}@essai.example`, 'administrateur')
  admin = await portal.agent('une@essai.example')
  other = await portal.agent('deux@essai.example')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(portal.origin + path, { headers, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, text: plain(await answer.text()) }
}
/** Another network at each call. */
let networks = 0
const network = (): string => {
  networks += 1
  return `10.${networks >> 16}.${(networks >> 8) & 255}.${networks & 255}`
}
const post = async (fields: Record<string, string> | string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${portal.origin}/sondage`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'x-forwarded-for': network(), ...headers },
    redirect: 'manual',
  })
  return {
    status: answer.status,
    headers: answer.headers,
    text: plain(await answer.text()),
    vers: answer.headers.get('location'),
    cookies: answer.headers.getSetCookie(),
  }
}

const write = async (question: string, ...choix: string[]): Promise<string> => {
  const fields = Object.fromEntries(choix.map((one, rang) => [`choix${rang + 1}`, one]))
  const { location } = await admin.post(`${LISTE}/nouveau`, { question, ...fields })
  return location?.replace('/relecture', '') ?? ''
}
const revisionOf = async (adresse: string): Promise<string> =>
  hidden((await admin.get(`${adresse}/relecture`)).text, 'revision')
const act = async (adresse: string, acte: string) =>
  admin.post(`${adresse}/${acte}`, { revision: await revisionOf(adresse) })
const numeroOf = (adresse: string): string => adresse.split('/').at(-1) ?? ''
const voix = async (adresse: string): Promise<number[]> =>
  (
    await portal.context.db
      .selectFrom('sondage')
      .select('voix')
      .where('numero', '=', Number(numeroOf(adresse)))
      .executeTakeFirstOrThrow()
  ).voix
const visites = async (): Promise<number> =>
  (await portal.context.db.selectFrom('sondage_visite').select('visite').execute()).length
const journal = (action: string): Promise<unknown[]> => journalOf(portal.context.db, action)

/** Opens a poll of two choices, hands its address over, and closes it. */
async function withPoll(work: (adresse: string) => Promise<void>): Promise<void> {
  const adresse = await write(QUESTION, 'Oui, tout de suite', 'Non')
  expect((await act(adresse, 'ouverture')).status).toBe(204)
  try {
    await work(adresse)
  } finally {
    await act(adresse, 'fermeture')
  }
}
/** What the form of a page sends for a choice. */
const answerOf = (html: string, choix: string): Record<string, string> => ({
  sondage: hidden(html, 'sondage'),
  visite: hidden(html, 'visite'),
  choix,
})

// The first: no poll was ever open.
test('without any poll: a kind page, a home page that says nothing of it, and a vote that is told', async () => {
  const page = await get('/sondage')
  expect([page.status, page.text.includes('Il n’y a pas de sondage en ce moment.')]).toEqual([200, true])
  expect((await get('/sondage?merci')).text).not.toContain('comptée</h2>')
  expect((await get('/')).text).not.toMatch(/sondage"/)
  const vote = await post({ sondage: '1', choix: '1', visite: 'x' })
  expect([vote.status, vote.cookies]).toEqual([409, []])
})

describe('a poll, from its draft to its results', () => {
  test('seen by nobody before, on the home page while open, its results for thirty days', async () => {
    const adresse = await write(QUESTION, 'Oui', '', 'Non <b>jamais</b>')
    const relecture = await admin.get(`${adresse}/relecture`)
    expect(plain(relecture.text)).toContain(QUESTION)
    expect(relecture.text).toContain('Non &lt;b>jamais&lt;/b>')
    expect((await get('/')).text).not.toContain(QUESTION)

    expect((await act(adresse, 'ouverture')).location).toBe(`${adresse}/relecture`)
    const home = await get('/')
    expect(home.text).toContain(QUESTION)
    expect(home.text).toContain('<form method="post" action="/sondage"')
    expect(home.headers.get('cache-control')).toBe('public, max-age=60')
    expect((await get('/sondage')).headers.get('cache-control')).toBe('no-store')

    expect((await act(adresse, 'fermeture')).status).toBe(204)
    const after = await get('/')
    expect(after.text).toContain('Voir les résultats du dernier sondage')
    expect(after.text).not.toContain('action="/sondage"')
    expect((await get('/sondage')).text).toContain('fini depuis le lundi 23 novembre 2026 à 10 h 00')
    expect((await get('/sondage')).text).not.toContain('<form method="post"')
    // What was opened once is kept, and may be opened again.
    expect((await act(adresse, 'suppression')).status).toBe(409)
    expect((await act(adresse, 'ouverture')).status).toBe(204)
    expect((await get('/')).text).toContain('action="/sondage"')
    expect((await act(adresse, 'fermeture')).status).toBe(204)
    const acte = { numero: Number(numeroOf(adresse)) }
    expect(await journal('sondage.redige')).toEqual([acte])
    expect(await journal('sondage.ouvert')).toEqual([acte, acte])
    expect(await journal('sondage.ferme')).toEqual([acte, acte])
  })

  test('a draft is written again, and deleted', async () => {
    const adresse = await write('Un brouillon ?', 'Oui', 'Non')
    const revision = await revisionOf(adresse)
    const mots = { question: 'Un autre ?', choix1: 'A', choix2: 'B', choix3: 'C' }
    expect((await admin.post(adresse, { revision, ...mots })).status).toBe(204)
    expect(hidden((await admin.get(adresse)).text, 'choix3')).toBe('C')
    expect((await act(adresse, 'suppression')).location).toBe(LISTE)
    expect((await admin.get(adresse)).status).toBe(404)
    expect(await journal('sondage.supprime')).toHaveLength(1)
  })

  test('words are frozen once it was opened, even closed', () =>
    withPoll(async (adresse) => {
      for (const acte of ['', 'fermeture']) {
        if (acte) await act(adresse, acte)
        const revision = await revisionOf(adresse)
        const changed = await admin.post(adresse, { revision, question: 'Q ?', choix1: 'x', choix2: 'y' })
        expect(changed.status).toBe(409)
        // Even wrong words are not given back to be mended.
        expect((await admin.post(adresse, { revision, question: '' })).status).toBe(409)
        expect((await admin.get(adresse)).text).not.toContain('name="question"')
      }
      expect((await get('/sondage')).text).toContain(QUESTION)
    }))

  test('writes while another writes, opens or deletes: is told, keeps what they typed, and may go on', async () => {
    const mine = { question: 'La mienne ?', choix1: 'Un', choix2: 'Deux', choix4: 'Quatre' }
    const adresse = await write('À deux ?', 'Oui', 'Non')
    const shown = await revisionOf(adresse)
    const theirs = { revision: shown, question: 'La leur ?', choix1: 'Oui', choix2: 'Non' }
    const late = async (place: string, said: string, action: string) => {
      const answer = await other.post(place, { revision: shown, ...mine })
      expect([answer.status, answer.text.includes('role="alert"')]).toEqual([409, true])
      for (const words of [said, 'value="La mienne ?"', 'value="Quatre"', `action="${action}"`])
        expect(plain(answer.text)).toContain(words)
      return answer.text
    }
    expect((await admin.post(adresse, theirs)).status).toBe(204)
    const page = await late(adresse, 'Une autre personne a changé ce sondage entre-temps', adresse)
    expect(plain(page)).toContain('Inès Rolland, le ')
    const again = await other.post(adresse, { revision: hidden(page, 'revision'), ...mine })
    expect(again.location).toBe(`${adresse}/relecture`)
    for (const [acte, said] of [
      ['ouverture', 'Ce sondage a été ouvert entre-temps'],
      ['fermeture', 'Ce sondage a été fermé entre-temps'],
    ] as const) {
      expect((await act(adresse, acte)).status).toBe(204)
      expect(plain(await late(adresse, said, `${LISTE}/nouveau`))).toContain('Inès Rolland, le ')
    }
    const gone = await write('Supprimé ?', 'Oui', 'Non')
    expect((await act(gone, 'suppression')).status).toBe(204)
    await late(gone, 'a été supprimé entre-temps', `${LISTE}/nouveau`)
    expect((await other.post(`${LISTE}/x`, mine)).status).toBe(404)
  })

  test('two administrators: nothing is overwritten, nothing opened twice, one poll open at most', async () => {
    const [a, b] = [await write('La première ?', 'Oui', 'Non'), await write('La seconde ?', 'Oui', 'Non')]
    const revision = await revisionOf(a)
    const words = { choix1: 'Oui', choix2: 'Non' }
    const written = await Promise.all(
      [admin, other].map((one, i) => one.post(a, { revision, question: `Version ${i} ?`, ...words })),
    )
    expect(written.map(({ status }) => status).sort()).toEqual([204, 409])

    const twice = await revisionOf(a)
    const same = await Promise.all(
      [admin, other].map((one) => one.post(`${a}/ouverture`, { revision: twice })),
    )
    expect(same.map(({ status }) => status).sort()).toEqual([204, 409])
    await act(a, 'fermeture')

    const revisions = [await revisionOf(a), await revisionOf(b)]
    const both = await Promise.all([
      admin.post(`${a}/ouverture`, { revision: revisions[0] ?? '' }),
      other.post(`${b}/ouverture`, { revision: revisions[1] ?? '' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('Un autre sondage est ouvert')
    const open = await portal.context.db
      .selectFrom('sondage')
      .select('numero')
      .where('ouvert_le', 'is not', null)
      .where('ferme_le', 'is', null)
      .execute()
    expect(open).toHaveLength(1)
    for (const one of [a, b]) await act(one, 'fermeture')
  })

  test.each([
    [{ question: '', choix1: 'a', choix2: 'b' }, 'Écrivez la question.'],
    [{ question: 'Une question ?', choix1: 'a' }, 'Proposez deux réponses au moins.'],
    [{ question: 'Une question ?', choix1: 'a', choix2: 'A' }, 'déjà proposée'],
  ])('refused with what to mend and what was typed: %o', async (fields, message) => {
    const answer = await admin.post(`${LISTE}/nouveau`, fields)
    expect([answer.status, plain(answer.text).includes(message)]).toEqual([422, true])
    expect(hidden(answer.text, 'choix1')).toBe('a')
  })

  test.each(['0', '-1', '1e3', '99999999999', '%00', 'x'])('no such poll: %s', async (numero) => {
    expect((await admin.get(`${LISTE}/${numero}`)).status).toBe(404)
    expect((await admin.post(`${LISTE}/${numero}/ouverture`, { revision: '1' })).status).toBe(404)
  })
})

describe('a vote', () => {
  test('counted, told, remembered by the cookie; a second one is told and not counted', () =>
    withPoll(async (adresse) => {
      const first = await post(answerOf((await get('/')).text, '2'))
      expect([first.status, first.vers]).toEqual([303, '/sondage?merci'])
      expect(first.cookies).toEqual([`sondage=${numeroOf(adresse)}; ${COOKIE}`])
      const cookie = `autre=1; sondage=${numeroOf(adresse)}`
      const thanks = await get('/sondage?merci', { cookie })
      expect(thanks.text).toContain('Merci, votre réponse est comptée')
      expect(thanks.text).toContain('1 réponse sur 1, 100 %')
      expect(thanks.text).toContain('Aucune réponse sur 1, 0 %')
      expect(thanks.text).not.toMatch(/action="\/sondage"|pas gardé le cookie/)
      expect((await get('/sondage', { cookie })).text).toContain('Vous avez déjà répondu à ce sondage')

      const second = await post(answerOf((await get('/sondage')).text, '1'), { cookie })
      expect([second.status, second.vers, second.cookies]).toEqual([303, '/sondage?deja', []])
      expect((await get('/sondage?deja', { cookie })).text).toContain('rien n’a été ajouté cette fois')
      // That of another poll says nothing of this one.
      const third = await post(answerOf((await get('/sondage')).text, '1'), { cookie: 'sondage=9999' })
      expect(third.vers).toBe('/sondage?merci')
      expect(await voix(adresse)).toEqual([1, 1])
    }))

  test('a rendering for one reader: a double click, a reload and « back » count once; another visit counts', () =>
    withPoll(async (adresse) => {
      const here = { 'x-forwarded-for': '192.0.2.7' }
      // Whoever brings a cookie, be it another one, reads a page that is kept for nobody else.
      const fields = answerOf((await get('/sondage', { cookie: 'autre=1' })).text, '1')
      const clicks = await Promise.all([1, 2, 3, 4].map(() => post(fields, here)))
      expect(clicks.map(({ vers }) => vers).sort()).toEqual([
        ...Array(3).fill('/sondage?deja'),
        '/sondage?merci',
      ])
      // The browser may only have heard the last: each answer sets the cookie.
      for (const { cookies } of clicks) expect(cookies).toHaveLength(1)
      expect((await post({ ...fields, choix: '2' }, here)).vers).toBe('/sondage?deja')
      expect(await voix(adresse)).toEqual([1, 0])

      const refused = await get('/sondage?merci')
      expect(refused.text).toContain('Votre navigateur n’a pas gardé le cookie du sondage.')
      expect(refused.text).not.toContain('action="/sondage"')
      const again = await post(answerOf((await get('/sondage')).text, '2'), here)
      expect(again.vers).toBe('/sondage?merci')
      expect(await voix(adresse)).toEqual([1, 1])
    }))

  test('a rendering kept for those without a cookie: a double click counts once, and whoever comes second is asked', () =>
    withPoll(async (adresse) => {
      const fields = answerOf((await get('/sondage')).text, '1')
      expect(answerOf((await get('/sondage')).text, '1')).toEqual(fields)
      const clicks = await Promise.all([1, 2, 3].map(() => post(fields, { 'x-forwarded-for': '192.0.2.9' })))
      expect(clicks.map(({ vers }) => vers).sort()).toEqual([
        '/sondage?meme',
        '/sondage?meme',
        '/sondage?merci',
      ])
      expect(await voix(adresse)).toEqual([1, 0])
    }))

  test('two readers of the same kept home page are told apart by their networks', () =>
    withPoll(async (adresse) => {
      const [one, two] = [(await get('/')).text, (await get('/')).text]
      expect(hidden(two, 'visite')).toBe(hidden(one, 'visite'))
      for (const html of [one, two]) expect((await post(answerOf(html, '1'))).vers).toBe('/sondage?merci')
      expect(await voix(adresse)).toEqual([2, 0])
    }))

  test('two readers of it behind one address: the second is asked, and counted when they say so', () =>
    withPoll(async (adresse) => {
      const school = { 'x-forwarded-for': '192.0.2.8' }
      const fields = answerOf((await get('/')).text, '1')
      expect((await post(fields, school)).vers).toBe('/sondage?merci')
      const second = await post(fields, school)
      expect([second.status, second.vers, second.cookies]).toEqual([303, '/sondage?meme', []])
      const asked = await get('/sondage?meme')
      expect(asked.text).toContain('Une réponse est déjà comptée')
      expect((await post(answerOf(asked.text, '2'), school)).vers).toBe('/sondage?merci')
      expect(await voix(adresse)).toEqual([1, 1])
      // With its cookie it was a double click.
      const same = await get('/sondage?meme', { cookie: `sondage=${numeroOf(adresse)}` })
      expect(same.text).toContain('Merci, votre réponse est comptée')
      expect(same.text).not.toContain('action="/sondage"')
    }))

  test('nothing chosen, or a visite that is forged, missing, stale or enormous: asked again, nothing lost', () =>
    withPoll(async (adresse) => {
      const good = answerOf((await get('/sondage')).text, '2')
      const { visite = '' } = good
      const wrong: Record<string, string>[] = [
        ...['', '0', '3', '-1', '1e0', '01', '2 ', 'x'.repeat(500_000)].map((choix) => ({ ...good, choix })),
        ...['', 'x', visite.slice(1), `${visite}A`, 'A'.repeat(38), 'A'.repeat(500_000)].map((one) => ({
          ...good,
          visite: one,
        })),
        { choix: '2' },
        { ...good, sondage: '' },
      ]
      const statuses: number[] = []
      for (const fields of wrong) {
        const answer = await post(fields)
        statuses.push(answer.status)
        if (answer.status !== 422) continue
        expect(answer.cookies).toEqual([])
        expect(answer.text).toContain('Un point est à corriger')
        expect(/value="2" checked/.test(answer.text)).toBe(fields.choix === '2')
        const mended = await post(answerOf(answer.text, '2'))
        expect(mended.vers).toBe('/sondage?merci')
      }
      // The number of the poll is in the visite: the field only tells a page of another poll.
      expect(statuses).toEqual([...Array(wrong.length - 1).fill(422), 303])
      expect(await voix(adresse)).toEqual([0, wrong.length])
      expect((await post(`choix=1&choix=2&visite=${visite}`)).status).toBe(422)
      expect((await post('x'.repeat(1_200_000))).status).toBe(413)
      expect((await post({ ...good, sondage: '999999' })).status).toBe(409)

      clock.advance(86_400_000)
      const late = await post(good)
      expect([late.status, late.text.includes('ouverte depuis plus d’un jour')]).toEqual([422, true])
      clock.advance(-86_400_000)
    }))

  test('another site cannot answer for those who visit it', () =>
    withPoll(async (adresse) => {
      const fields = answerOf((await get('/')).text, '1')
      for (const site of ['cross-site', 'same-site'])
        expect((await post(fields, { 'sec-fetch-site': site })).status).toBe(422)
      for (const site of ['same-origin', 'none'])
        expect((await post(fields, { 'sec-fetch-site': site })).status).toBe(303)
      expect(await voix(adresse)).toEqual([2, 0])
    }))

  test('closed meanwhile: told kindly, not counted', () =>
    withPoll(async (adresse) => {
      const fields = answerOf((await get('/sondage')).text, '1')
      await act(adresse, 'fermeture')
      const late = await post(fields)
      expect([late.status, late.cookies]).toEqual([409, []])
      expect(late.text).toContain('Votre réponse n’a pas été comptée.')
      expect(await voix(adresse)).toEqual([0, 0])
    }))

  test('closed between the reading and the counting: nothing is added, nothing kept of it', async () => {
    let numero = 0
    await withPoll(async (adresse) => {
      numero = Number(numeroOf(adresse))
    })
    const visite = { id: Buffer.alloc(12, 9), partagee: false, expireLe: clock.now() }
    const before = await visites()
    await expect(castVote(portal.context, { numero, rang: 1, visite, reseau: 1 })).rejects.toThrow(
      SondageFerme,
    )
    expect(await visites()).toBe(before)
    expect(await voix(String(numero))).toEqual([0, 0])
  })

  test('closed in the middle of a crowd: what was thanked is what was counted', () =>
    withPoll(async (adresse) => {
      const fields = answerOf((await get('/sondage')).text, '1')
      const revision = await revisionOf(adresse)
      const crowd = Array.from({ length: 120 }, () => post(fields))
      const closed = admin.post(`${adresse}/fermeture`, { revision })
      const answers = await Promise.all(crowd)
      expect((await closed).status).toBe(204)
      const thanked = answers.filter(({ vers }) => vers === '/sondage?merci').length
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(120 - thanked)
      expect(await voix(adresse)).toEqual([thanked, 0])
    }))

  test('thirty from one network in ten minutes, then when to come back; another network goes on', () =>
    withPoll(async (adresse) => {
      const school = { 'x-forwarded-for': '2001:db8:5:1::1' }
      const vote = async (headers: Record<string, string>) =>
        post(answerOf((await get('/sondage')).text, '1'), headers)
      for (let pupil = 0; pupil < 30; pupil += 1) expect((await vote(school)).status).toBe(303)
      const next = await vote({ 'x-forwarded-for': '2001:db8:5:1:ffff::2' })
      expect([next.status, next.headers.get('retry-after'), next.cookies]).toEqual([429, '600', []])
      expect(next.text).toContain('répondez de nouveau dans 10 min')
      expect((await vote({})).status).toBe(303)
      clock.advance(600_000)
      expect((await vote(school)).status).toBe(303)
      expect(await voix(adresse)).toEqual([32, 0])
    }))

  test('a thousand at once: every one is counted, none is refused', { timeout: 60_000 }, () =>
    withPoll(async (adresse) => {
      const html = (await get('/')).text
      const answers = await Promise.all(
        Array.from({ length: 1_000 }, (_, i) => post(answerOf(html, i % 4 === 0 ? '2' : '1'))),
      )
      const told = new Map<string, number>()
      for (const { status, vers } of answers)
        told.set(`${status} ${vers}`, (told.get(`${status} ${vers}`) ?? 0) + 1)
      // Of a thousand networks that read the same page, eight in all may share their 16 bits with another.
      const counted = told.get('303 /sondage?merci') ?? 0
      expect(counted + (told.get('303 /sondage?meme') ?? 0)).toBe(1_000)
      expect(counted).toBeGreaterThan(970)
      const [one = 0, two = 0] = await voix(adresse)
      expect(one + two).toBe(counted)
      expect(two).toBeGreaterThan(230)
    }),
  )
})

describe('the cookie', () => {
  test('is what the page about cookies tells of it', () => {
    const { nom, chemin, dureeJours } = COOKIE_SONDAGE
    expect([nom, COOKIE.startsWith(`Max-Age=${dureeJours * 86_400}; Path=${chemin};`)]).toEqual([
      'sondage',
      true,
    ])
  })

  test('is set by no other answer, and changes no other page', () =>
    withPoll(async (adresse) => {
      const cookie = `sondage=${numeroOf(adresse)}; sondage=x; ${'a=b; '.repeat(1_500)}`
      for (const [route, access] of portal.web.accessOfRoutes) {
        if (!route.startsWith('GET ') || access !== 'public' || route.includes('*')) continue
        const path = route.slice(4).replace(':slug', 'pack-rentree').replace(':numero', '1')
        if (path === '/session/nonce') continue
        const [bare, sent] = [await get(path), await get(path, { cookie })]
        expect([path, bare.headers.getSetCookie(), sent.headers.getSetCookie()]).toEqual([path, [], []])
        if (path !== '/sondage') expect([path, sent.text === bare.text]).toEqual([path, true])
      }
    }))

  test('garbage is not feared', () =>
    withPoll(async () => {
      for (const cookie of ['sondage', '=;;=', 'sondage=%00%E0%A4%A', `sondage=${'9'.repeat(8_000)}`, '"'])
        expect((await get('/sondage', { cookie })).text).toContain('action="/sondage"')
    }))
})

test('what the visites keep is emptied a day later, and no row names anybody', async () => {
  expect(await visites()).toBeGreaterThan(1_000)
  const [row] = await portal.context.db.selectFrom('sondage_visite').selectAll().limit(1).execute()
  expect(Object.keys(row ?? {}).sort()).toEqual(['expire_le', 'reseau', 'sondage', 'visite'])
  const purge = async () => {
    await sondageJobs(portal.context)['sondage:purge']?.({})
    return visites()
  }
  const before = await visites()
  expect(await purge()).toBe(before)
  clock.advance(86_400_000)
  expect(await purge()).toBe(0)
})

// The last: the sessions end as the clock moves on.
test('thirty days after the closing the home page is silent, and the results still stand', async () => {
  expect((await get('/')).text).toContain('Voir les résultats du dernier sondage')
  clock.advance(30 * 86_400_000)
  expect((await get('/')).text).not.toContain('dernier sondage')
  expect((await get('/sondage')).text).toContain('fini depuis le')
})
