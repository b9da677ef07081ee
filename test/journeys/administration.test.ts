import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { fillPackRentree } from '../support/family.ts'
import { hidden } from '../support/hidden.ts'
import { journalOf } from '../support/journal-of.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const clock = createTestClock('2026-11-23T09:00:00Z')
let base: TestDatabase
let portal: Portal
let admin: SignedClient
let other: SignedClient

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false, clock })
  for (const name of ['une', 'deux']) await portal.addAgent(`${name}@essai.example`, 'administrateur')
  admin = await portal.agent('une@essai.example')
  other = await portal.agent('deux@essai.example')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const read = async (path: string) => {
  const answer = await fetch(portal.origin + path)
  return { status: answer.status, text: (await answer.text()).replaceAll('\u00a0', ' ') }
}
const journal = (action: string): Promise<unknown[]> => journalOf(portal.context.db, action)

describe('opening and closing a démarche', () => {
  const PACK = '/agents/administration/demarches/pack-rentree'
  const decide = async (fields: Record<string, string>) => {
    const vue = hidden((await admin.get(PACK)).text, 'vue')
    return admin.post(PACK, { vue, ...fields })
  }

  test('closed at once for everybody, with its reason; a brouillon is kept and can be sent when it opens again', async () => {
    await portal.addUsager('parent@exemple.fr')
    const parent = await portal.usager('parent@exemple.fr')
    const brouillon = await fillPackRentree(parent, [{ prenom: 'Noé', options: ['carte-jeune'] }])
    const motif = 'Les fiches de transport sont à corriger. Revenez lundi, ou écrivez-nous.'
    expect((await decide({ acte: 'fermer', motif })).location).toBe(PACK)

    for (const path of ['/', '/services', '/services/pack-rentree'])
      expect((await read(path)).text).toContain(`Fermé depuis le lundi 23 novembre 2026 : ${motif}`)
    expect((await read('/services/pack-rentree')).text).not.toContain('Commencer')
    const checked = await parent.get(`${brouillon}/verification`)
    expect(checked.text).toContain('corriger. Revenez lundi')
    const sent = await parent.post(`${brouillon}/depot`, {})
    expect([sent.status, sent.text.includes('Un brouillon déjà commencé est gardé.')]).toEqual([409, true])
    expect((await parent.post('/espace/demarches/pack-rentree/commencer', { conditions: '1' })).status).toBe(
      409,
    )

    expect((await decide({ acte: 'ouvrir', du: '2026-11-23', au: '2026-12-20' })).status).toBe(204)
    expect((await read('/services/pack-rentree')).text).toContain(
      'Ouvert jusqu’au dimanche 20 décembre 2026 inclus',
    )
    expect((await parent.post(`${brouillon}/depot`, {})).location).toMatch(/^\/espace\/demandes\//)
    expect(await journal('demarche.ouverture-decidee')).toEqual([
      { demarche: 'pack-rentree', numero: 1, motif },
      { demarche: 'pack-rentree', numero: 2, du: '2026-11-23', au: '2026-12-20' },
    ])
  })

  test('what was decided is told with who and when, and taken back by deciding again', async () => {
    const page = (await admin.get(PACK)).text.replaceAll('\u00a0', ' ')
    expect(page).toContain('Campagne du lundi 23 novembre 2026 au dimanche 20 décembre 2026.')
    expect(page).toContain('Fermée : Les fiches de transport')
    expect((await decide({ acte: 'retablir' })).status).toBe(204)
    const before = portal.context.catalogue.get('pack-rentree').demarche.ouverture
    expect('au' in before && (await read('/services/pack-rentree')).text).toContain('(dates fictives)')
  })

  test('two administrators at the same moment: one decides, the other is told', async () => {
    const vue = hidden((await admin.get(PACK)).text, 'vue')
    const answers = await Promise.all([
      admin.post(PACK, { vue, acte: 'fermer', motif: 'La première raison.' }),
      other.post(PACK, { vue, acte: 'fermer', motif: 'La seconde raison.' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(answers.find(({ status }) => status === 409)?.text).toContain('Une autre personne a décidé')
    expect(await journal('demarche.ouverture-decidee')).toHaveLength(4)
    expect((await decide({ acte: 'retablir' })).status).toBe(204)
  })

  test('what is wrong comes back with what was typed, and a démarche without a form cannot open', async () => {
    const wrong = await decide({ acte: 'ouvrir', du: '2026-12-10', au: '2026-12-01' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Le dernier jour vient avant le premier.')
    expect(wrong.text).toContain('value="2026-12-10"')
    const apa = '/agents/administration/demarches/apa'
    const none = await admin.post(apa, { vue: '0', acte: 'ouvrir', du: '2026-12-10', au: '2027-12-01' })
    expect([none.status, none.text.includes('pas encore de formulaire')]).toEqual([422, true])
    expect((await admin.post('/agents/administration/demarches/rsa', { vue: '0' })).status).toBe(404)
    expect((await admin.post(PACK, { vue: '1e9', acte: 'retablir' })).status).toBe(409)
  })
})

describe('the news', () => {
  const LISTE = '/agents/administration/actualites'
  const write = async (titre: string, markdown: string): Promise<string> => {
    const { location } = await admin.post(`${LISTE}/nouvelle`, { titre, markdown })
    return location?.replace('/relecture', '') ?? ''
  }
  const revisionOf = async (adresse: string): Promise<string> =>
    hidden((await admin.get(`${adresse}/relecture`)).text, 'revision')
  const act = async (adresse: string, acte: string) =>
    admin.post(`${adresse}/${acte}`, { revision: await revisionOf(adresse) })

  test('seen by nobody before it is published, by everybody after, by nobody once withdrawn, and back', async () => {
    const adresse = await write('Le Pack rentrée ouvre', 'Dès le 1er juin.\n\n## Qui ?\n\nLes collégiens.')
    const publique = adresse.replace(LISTE, '/actualites')
    expect((await read(publique)).status).toBe(404)
    expect((await read('/')).text).not.toContain('Le Pack rentrée ouvre')
    for (const [acte, status] of [
      ['publication', 200],
      ['retrait', 404],
      ['publication', 200],
    ] as const) {
      expect((await act(adresse, acte)).location).toBe(LISTE)
      const page = await read(publique)
      expect(page.status).toBe(status)
      expect((await read('/')).text.includes('Dès le 1er juin.')).toBe(status === 200)
      expect((await read('/actualites')).text.includes('Le Pack rentrée ouvre')).toBe(status === 200)
    }
    const { text } = await read(publique)
    expect(text).toContain('<h2 id="qui">')
    expect(text).toContain('<meta property="og:title" content="Le Pack rentrée ouvre"/>')
    // What was published once is kept.
    expect((await act(adresse, 'suppression')).status).toBe(409)
    expect(await journal('actualite.retiree')).toHaveLength(1)
  })

  test('tags, scripts and odd links are words', async () => {
    const adresse = await write(
      'Du <script>alert(1)</script> "titre"',
      '<script>alert(1)</script>\n\n[ici](javascript:alert(1)) ![x](data:text/html;base64,AAAA) <b>gras</b>',
    )
    expect((await act(adresse, 'publication')).status).toBe(204)
    for (const path of [adresse.replace(LISTE, '/actualites'), '/', '/actualites']) {
      const { text } = await read(path)
      expect(text).not.toMatch(/<script>alert|href="javascript|<b>|src="data:/)
      expect(text).toContain('Du &lt;script>alert(1)&lt;/script> &quot;titre&quot;')
    }
    expect((await act(adresse, 'retrait')).status).toBe(204)
  })

  test('two administrators: nothing is overwritten, nothing published twice', async () => {
    const adresse = await write('Pour deux', 'Premier texte.')
    const revision = await revisionOf(adresse)
    const answers = await Promise.all(
      [admin, other].map((one, i) => one.post(adresse, { revision, titre: 'Pour deux', markdown: `T${i}` })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    const twice = await revisionOf(adresse)
    const published = await Promise.all(
      [admin, other].map((one) => one.post(`${adresse}/publication`, { revision: twice })),
    )
    expect(published.map(({ status }) => status).sort()).toEqual([204, 409])
  })

  test('writes while another writes, publishes or deletes: is told, keeps what they typed, and may go on', async () => {
    const mine = { titre: 'Mon titre', markdown: 'Mon texte, avec <b>des balises</b>.' }
    const adresse = await write('À deux', 'Premier texte.')
    const shown = await revisionOf(adresse)
    for (const theirs of [
      () => admin.post(adresse, { revision: shown, titre: 'Le sien', markdown: 'Son texte.' }),
      () => act(adresse, 'publication'),
    ]) {
      expect((await theirs()).status).toBe(204)
      const late = await other.post(adresse, { revision: shown, ...mine })
      expect([late.status, late.text.includes('role="alert"')]).toEqual([409, true])
      for (const words of [
        'Une autre personne a changé cette actualité entre-temps',
        'Inès Rolland, le ',
        'value="Mon titre"',
        'Mon texte, avec &lt;b>des balises&lt;/b>.</textarea>',
        `action="${adresse}"`,
      ])
        expect(late.text).toContain(words)
      expect(hidden(late.text, 'revision')).toBe(await revisionOf(adresse))
    }
    const again = await other.post(adresse, { revision: await revisionOf(adresse), ...mine })
    expect(again.location).toBe(`${adresse}/relecture`)
    expect((await act(adresse, 'retrait')).status).toBe(204)

    const gone = await write('Supprimée', 'Bientôt.')
    const before = await revisionOf(gone)
    expect((await act(gone, 'suppression')).status).toBe(204)
    const late = await other.post(gone, { revision: before, ...mine })
    expect(late.status).toBe(409)
    for (const words of ['a été supprimé entre-temps', 'value="Mon titre"', `action="${LISTE}/nouvelle"`])
      expect(late.text).toContain(words)
    expect((await other.post(`${LISTE}/x`, mine)).status).toBe(404)
  })

  test.each([
    ['', 'Un texte.', 'Écrivez un titre.'],
    ['x'.repeat(121), 'Un texte.', '121 caractères'],
    ['Un titre', ' \n ', 'Écrivez le texte.'],
    ['Un titre', 'x'.repeat(20_001), '20001 caractères'],
    ['Un titre', '# Un autre titre', 'sa propre case'],
    ['Un titre', 'Un autre titre\n===', 'sa propre case'],
    ['Un titre', '![Le plan](https://ailleurs.example/plan.png)', 'Une image ne se verrait pas'],
  ])('refused with what to mend: %.20s', async (titre, markdown, message) => {
    const answer = await admin.post(`${LISTE}/nouvelle`, { titre, markdown })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(message)
    if (titre) expect(answer.text).toContain(`value="${titre}"`)
  })

  test.each(['0', '-1', '1e3', '99999999999', '%00', 'x'])('no such news: %s', async (numero) => {
    expect((await read(`/actualites/${numero}`)).status).toBe(404)
    expect((await admin.get(`${LISTE}/${numero}`)).status).toBe(404)
    expect((await admin.post(`${LISTE}/${numero}/publication`, { revision: '1' })).status).toBe(404)
  })
})

describe('many news', () => {
  /** Follows « plus anciennes » from page to page. @returns the titles of each page */
  const walk = async (first: string, page: (path: string) => Promise<string>, title: RegExp) => {
    const pages: string[][] = []
    for (let path: string | undefined = first; path; ) {
      const text: string = await page(path)
      pages.push([...text.matchAll(title)].map(([, titre = '']) => titre))
      path = /href="([^"]*\?avant=[^"]*)"/.exec(text)?.[1]
    }
    return pages
  }

  test('each is reached from the list, once, twenty at a time, whatever shares its instant', async () => {
    const { agentId } = await base.db
      .selectFrom('agent')
      .select('id as agentId')
      .limit(1)
      .executeTakeFirstOrThrow()
    // Published by threes at one instant, years ago, so that every other news is newer.
    const rows = Array.from({ length: 130 }, (_, n) => {
      const le = new Date(Date.UTC(2020, 0, 1, 0, 0, 0, Math.floor(n / 3)))
      const markdown = `Début ${n}. ${'mot '.repeat(4_000)}`
      return { titre: `Foule ${n}`, markdown, modifiee_le: le, modifiee_par: agentId, publiee_le: le }
    })
    await base.db.insertInto('actualite').values(rows).execute()
    const expected = rows.map(({ titre }) => titre).reverse()

    clock.set('2026-11-23T09:00:10Z')
    const textOf = async (path: string) => (await read(path)).text
    const publiques = await walk('/actualites', textOf, /<a href="\/actualites\/\d+">(Foule \d+)</g)
    expect(publiques.flat()).toEqual(expected)
    expect(publiques.slice(0, -1).every((page) => page.length <= 20)).toBe(true)
    const second = await read(
      /href="(\/actualites\?avant=[^"]*)"/.exec(await textOf('/actualites'))?.[1] ?? '',
    )
    expect(second.text).toContain('<h1>Actualités plus anciennes</h1>')
    expect(second.text.match(/class="carte"/g)).toHaveLength(20)
    expect(second.text.length).toBeLessThan(30_000)

    const page = async (path: string) => (await admin.get(path)).text
    const ecrites = await walk('/agents/administration/actualites', page, /relecture">(Foule \d+)</g)
    expect(ecrites.flat()).toEqual(expected)
    await base.db.deleteFrom('actualite').where('titre', 'like', 'Foule %').execute()
  })

  test.each(['', 'x', '1-0', '99999999999999-1', '%00', '1-1&avant=2-2'])(
    'a place in the list that is none is its beginning: %s',
    async (avant) => {
      const { status, text } = await read(`/actualites?avant=${avant}`)
      expect([status, text.includes('<h1>Actualités</h1>')]).toEqual([200, true])
    },
  )
  test('after the oldest: nothing more, and the way back', async () => {
    const { status, text } = await read('/actualites?avant=1-1')
    expect(status).toBe(200)
    expect(text).toContain('Rien de plus ancien.')
    expect(text).toContain('<a href="/actualites">')
  })
})

test('an enormous table and ten thousand links are shown, not feared', async () => {
  const adresse = '/agents/administration/actualites/nouvelle'
  const table = `| a | b |\n|---|---|\n${'| 1 | 2 |\n'.repeat(1_900)}`
  const { location, status } = await admin.post(adresse, { titre: 'Un grand tableau', markdown: table })
  expect(status).toBe(204)
  expect((await admin.get(location ?? '')).text.match(/<tr>/g)?.length).toBe(1_901)
})

// The last: the sessions end as the clock moves on.
test('the last second of a campaign decided here counts, the next does not', async () => {
  const PACK = '/agents/administration/demarches/pack-rentree'
  const vue = hidden((await admin.get(PACK)).text, 'vue')
  const campagne = { acte: 'ouvrir', du: '2026-11-23', au: '2026-12-20' }
  expect((await admin.post(PACK, { vue, ...campagne })).status).toBe(204)
  clock.set('2026-12-20T22:59:59Z')
  expect((await read('/services/pack-rentree')).text).toContain('Commencer')
  // A public page is kept five seconds.
  clock.set('2026-12-20T23:00:05Z')
  expect((await read('/services/pack-rentree')).text).toContain('Fermé depuis le dimanche 20 décembre 2026')
})
