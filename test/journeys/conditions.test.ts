import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, startPackRentree } from '../support/family.ts'
import { hidden } from '../support/hidden.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let admin: SignedClient
let other: SignedClient
let email: string
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
  for (const name of ['une', 'deux']) await portal.addAgent(`${name}@essai.example`, 'administrateur')
  admin = await portal.agent('une@essai.example')
  other = await portal.agent('deux@essai.example')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  people += 1
  email = `lectrice-${people}@exemple.fr`
  await portal.addUsager(email)
})

const EDITION = '/agents/administration/conditions'
const NOE = [{ prenom: 'Noé', options: ['carte-jeune'] }]
const GENERALES = '# Conditions générales\n\nAccusés : {{expediteur.adresse}}.\n\n'

const read = (path: string): Promise<{ status: number; text: string }> =>
  fetch(portal.origin + path).then(async (answer) => ({ status: answer.status, text: await answer.text() }))

async function numberOf(texte: string): Promise<number> {
  const { numero } = await portal.context.db
    .selectFrom('conditions_version')
    .select((eb) => eb.fn.max('numero').as('numero'))
    .where('texte', '=', texte)
    .executeTakeFirstOrThrow()
  return numero
}

/** Writes and publishes another version. @returns its number */
async function publish(texte: 'generales' | 'pack-rentree', words: string): Promise<number> {
  const slug = texte === 'generales' ? '*' : texte
  const markdown = (texte === 'generales' ? GENERALES : '# Conditions du Pack rentrée\n\n') + words
  const page = await admin.get(`${EDITION}/${texte}`)
  const revision = hidden(page.text, 'revision')
  const saved = await admin.post(`${EDITION}/${texte}`, {
    revision,
    markdown,
    changements: `Ajout : ${words.slice(0, 500)}`,
  })
  expect([saved.status, saved.location]).toEqual([204, `${EDITION}/${texte}/relecture`])
  const review = await admin.get(`${EDITION}/${texte}/relecture`)
  const vue = { revision: hidden(review.text, 'revision'), enVigueur: hidden(review.text, 'enVigueur') }
  expect((await admin.post(`${EDITION}/${texte}/publication`, vue)).status).toBe(204)
  return numberOf(slug)
}

const answers = (usager: string) =>
  portal.context.db
    .selectFrom('conditions_reponse as r')
    .innerJoin('usager as u', 'u.id', 'r.usager_id')
    .select(['texte', 'numero', 'reponse'])
    .where('u.email', '=', usager)
    .orderBy('le')
    .execute()

describe('the texts that everybody reads', () => {
  test('the one in force says its number, its date, which text prevails, and what changed', async () => {
    const numero = await publish('generales', 'Nous répondons le samedi.')
    const { status, text } = await read('/conditions-generales')
    expect(status).toBe(200)
    for (const words of [
      `Version ${numero}. Date de la dernière modification`,
      'ce sont les conditions particulières qui l’emportent',
      'ne-pas-repondre@isere.example',
      'Ajout : Nous répondons le samedi.',
      `/conditions-generales/comparaison?de=${numero - 1}&amp;a=${numero}`,
      'première version.',
    ])
      expect(text).toContain(words)
    const old = await read('/conditions-generales/versions/1')
    expect(old.text).toContain('Vous lisez une version ancienne')
    expect(old.text).toContain('Les cookies, jamais dans les services')
    const compared = await read(`/conditions-generales/comparaison?de=1&a=${numero}`)
    expect(compared.text).toContain('<ins>')
    expect(compared.text).toContain('Nous répondons le samedi.')
    const special = await read('/services/pack-rentree/conditions')
    expect(special.text).toContain('l’emportent sur elles si les deux se contredisent')
  })

  test.each([
    '/conditions-generales/versions/0',
    '/conditions-generales/versions/9999',
    '/conditions-generales/versions/1e3',
    '/conditions-generales/versions/%00',
    '/conditions-generales/versions/99999999999999999999',
    '/conditions-generales/comparaison',
    '/conditions-generales/comparaison?de=1&a=',
    '/conditions-generales/comparaison?de=1&de=1&a=1',
    "/conditions-generales/comparaison?de=1'--&a=1",
    '/services/rsa/conditions',
    '/services/rsa/conditions/versions/1',
    '/services/apa/conditions/comparaison?de=2&a=1',
  ])('%s is no page', async (path) => {
    expect((await read(path)).status).toBe(404)
  })
})

describe('a person and a text that changed', () => {
  test('reads what changed before anything else, accepts, and goes where they were going', async () => {
    const before = await numberOf('*')
    const numero = await publish('generales', `Le guichet ouvre à ${people} heures.`)
    const client = await portal.usager(email)
    const page = await client.get('/espace/demandes?apres=abc')
    expect(page.status).toBe(200)
    for (const words of [
      'Les conditions ont changé',
      `Ajout : Le guichet ouvre à ${people} heures.`,
      `/conditions-generales/comparaison?de=${before}&amp;a=${numero}`,
      'J’accepte',
      'Je refuse',
    ])
      expect(page.text).toContain(words)
    const retour = hidden(page.text, 'retour')
    expect(retour).toBe('/espace/demandes?apres=abc')
    const yes = { texte: '*', numero: String(numero), reponse: 'accepter', retour }
    const [first, second] = await Promise.all([
      client.post('/espace/conditions', yes),
      client.post('/espace/conditions', yes),
    ])
    expect([first.location, second.location]).toEqual([retour, retour])
    expect((await client.get('/espace')).text).toContain('Mon espace')
    expect((await answers(email)).map(({ numero: n, reponse }) => [n, reponse])).toEqual([
      [before, 'acceptee'],
      [numero, 'acceptee'],
    ])
    // At the next sign-in nothing is asked.
    expect((await (await portal.usager(email)).get('/espace')).text).toContain('<h1 tabindex="-1">Mon espace')
  })

  test('refuses: reads and takes what is theirs, withdraws, closes, is shown the paper route; nothing else', async () => {
    const client = await portal.usager(email)
    const reference = await file(client, await fillPackRentree(client, NOE))
    const brouillon = await startPackRentree(client)
    const numero = await publish('generales', `Une phrase que ${email} refuse.`)
    const again = await portal.usager(email)
    const no = { texte: '*', numero: String(numero), reponse: 'refuser', retour: '/espace' }
    expect((await again.post('/espace/conditions', no)).location).toBe('/espace/conditions/refus')
    const choices = await again.get('/espace/conditions/refus')
    for (const words of [
      '/espace/demandes',
      '/espace/compte/donnees',
      '/espace/compte/cloture',
      '/services/pack-rentree/formulaire.pdf',
      '38022 Grenoble',
    ])
      expect(choices.text).toContain(words)
    for (const open of [
      '/espace',
      '/espace/demandes',
      `/espace/demandes/${reference}`,
      `/espace/demandes/${reference}/accuse-reception.pdf`,
      '/espace/compte',
      '/espace/compte/donnees',
      '/espace/compte/informations',
      '/espace/compte/activite',
    ])
      expect([open, (await again.get(open)).status]).toEqual([open, 200])
    expect((await again.get('/espace/compte/donnees.json')).status).toBe(200)
    // The session that was open before sees it too: the person answered for all of them.
    for (const who of [again, client])
      for (const [method, path] of [
        ['get', brouillon],
        ['get', '/espace/demarches/pack-rentree/commencer'],
        ['post', '/espace/demarches/pack-rentree/commencer'],
        ['post', `${brouillon}/vous`],
        ['post', `${brouillon}/depot`],
        ['post', '/espace/compte/informations'],
        ['get', '/espace/compte/services'],
      ] as const) {
        const answer = await who[method](path)
        expect([path, answer.status]).toEqual([path, 403])
        expect(answer.text).toContain('Vous avez refusé')
      }
    expect((await again.post(`/espace/demandes/${reference}/desistement`)).status).toBe(204)
    // Changed their mind.
    const page = await again.get('/espace/conditions')
    expect(page.text).toContain('J’accepte')
    expect((await again.post('/espace/conditions', { ...no, reponse: 'accepter' })).location).toBe('/espace')
    expect((await client.get(brouillon)).status).toBe(200)
  })

  test('closes the account without accepting', async () => {
    const numero = await publish('generales', `Encore une autre phrase (${people}).`)
    const client = await portal.usager(email)
    await client.post('/espace/conditions', { texte: '*', numero: String(numero), reponse: 'refuser' })
    expect((await client.get('/espace/compte/cloture')).status).toBe(200)
    expect((await client.post('/espace/compte/cloture', { confirmer: 'oui' })).status).toBe(204)
  })

  test('is filling a form when a text is published: nothing typed is lost, the dépôt waits for the answer', async () => {
    const client = await portal.usager(email)
    const address = await fillPackRentree(client, NOE)
    const special = await publish('pack-rentree', `Une règle nouvelle (${people}).`)
    const general = await publish('generales', `Une règle générale nouvelle (${people}).`)
    // In the session that was open: the pages go on.
    expect((await client.post(`${address}/attestation?enregistrer=1`, { exactitude: 'oui' })).status).toBe(
      200,
    )
    // In a new one too, for what is sent: only what is read is preceded by the texts.
    const again = await portal.usager(email)
    expect((await again.post(`${address}/attestation?enregistrer=1`, { exactitude: 'oui' })).status).toBe(200)
    expect((await again.get(`${address}/verification`)).text).toContain('Les conditions ont changé')
    const held = await client.post(`${address}/depot`)
    expect(held.location).toMatch(/^\/espace\/conditions\?demarche=pack-rentree&retour=.*verification$/)
    expect(await portal.context.db.selectFrom('demande').select('id').execute()).not.toContain(address)
    const asked = await client.get(held.location ?? '')
    expect(asked.text).toContain(`Une règle générale nouvelle (${people}).`)
    const retour = `${address}/verification`
    const yes = { reponse: 'accepter', demarche: 'pack-rentree', retour }
    const first = await client.post('/espace/conditions', { ...yes, texte: '*', numero: String(general) })
    expect(first.location).toContain('/espace/conditions?')
    const next = await client.post('/espace/conditions', {
      ...yes,
      texte: 'pack-rentree',
      numero: String(special),
    })
    expect(next.location).toBe(retour)
    const reference = await file(client, address)
    const filed = await portal.context.db
      .selectFrom('demande')
      .select(['conditions_generales_version', 'conditions_version'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    expect(filed).toEqual({ conditions_generales_version: general, conditions_version: special })
    // The versions stay when others come.
    await publish('pack-rentree', `Une règle encore plus nouvelle (${people}).`)
    expect((await client.get(`/espace/demandes/${reference}`)).text).toContain(
      `/services/pack-rentree/conditions/versions/${special}`,
    )
  })

  test('accepts a version while another is published: nothing is recorded, the new one is shown', async () => {
    const old = await publish('generales', `Avant (${people}).`)
    const client = await portal.usager(email)
    const numero = await publish('generales', `Après (${people}).`)
    const late = await client.post('/espace/conditions', {
      ...{ texte: '*', numero: String(old), reponse: 'accepter', retour: '/espace' },
    })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Le texte vient de changer')
    expect(hidden(late.text, 'numero')).toBe(String(numero))
    expect((await answers(email)).map(({ numero: n }) => n)).not.toContain(old)
  })

  test.each(['generales', 'pack-rentree'] as const)(
    'accepts in one tab and refuses in another, left open (%s): nothing is recorded, and how to stop is said',
    async (which) => {
      const texte = which === 'generales' ? '*' : which
      const numero = await publish(which, `Lue dans deux onglets (${people}).`)
      const client = await portal.usager(email)
      const answer = { texte, numero: String(numero), retour: '/espace/demandes' }
      await client.post('/espace/conditions', { ...answer, reponse: 'accepter' })
      const late = await client.post('/espace/conditions', { ...answer, reponse: 'refuser' })
      expect(late.status).toBe(409)
      for (const words of [
        'Vous avez déjà accepté ces conditions',
        'Votre refus n’a pas été enregistré',
        which === 'generales' ? '/espace/compte/cloture' : '/services/pack-rentree',
        'href="/espace/demandes"',
      ])
        expect(late.text).toContain(words)
      expect((await answers(email)).filter((one) => one.texte === texte && one.numero === numero)).toEqual([
        { texte, numero, reponse: 'acceptee' },
      ])
      expect((await client.get('/espace/compte/services')).status).toBe(200)
    },
  )

  test('accepts and refuses at the same moment: the answer that stands is the acceptance', async () => {
    const numero = await publish('generales', `Deux boutons à la fois (${people}).`)
    const client = await portal.usager(email)
    const answer = { texte: '*', numero: String(numero), retour: '/espace' }
    const both = await Promise.all(
      ['accepter', 'refuser'].map((reponse) => client.post('/espace/conditions', { ...answer, reponse })),
    )
    expect(both.map(({ status }) => status)).toEqual([204, expect.toBeOneOf([204, 409])])
    expect((await client.get('/espace/compte/services')).status).toBe(200)
  })

  test('refuses the terms of one démarche: that one closes to them, the rest does not', async () => {
    const client = await portal.usager(email)
    await startPackRentree(client).catch(() => undefined)
    const numero = await numberOf('pack-rentree')
    await client.post('/espace/demarches/pack-rentree/commencer', { conditions: String(numero) })
    const next = await publish('pack-rentree', `Une règle que l’on refuse (${people}).`)
    const again = await portal.usager(email)
    const refused = await again.post('/espace/conditions', {
      ...{ texte: 'pack-rentree', numero: String(next), reponse: 'refuser', retour: '/espace' },
    })
    expect(refused.location).toBe('/services/pack-rentree')
    expect((await again.get('/espace')).text).toContain('<h1 tabindex="-1">Mon espace')
    expect((await again.post('/espace/demarches/pack-rentree/commencer')).location).toContain(
      '/espace/conditions?demarche=pack-rentree',
    )
  })

  test('starts a démarche with the terms that the page showed, or is shown the new ones', async () => {
    const client = await portal.usager(email)
    const page = await client.get('/espace/demarches/pack-rentree/commencer')
    const shown = hidden(page.text, 'conditions')
    await publish('pack-rentree', `Publiée pendant la lecture (${people}).`)
    const late = await client.post('/espace/demarches/pack-rentree/commencer', { conditions: shown })
    expect(late.status).toBe(409)
    expect(late.text).toContain('viennent de changer')
    const now = hidden(late.text, 'conditions')
    expect(
      (await client.post('/espace/demarches/pack-rentree/commencer', { conditions: now })).location,
    ).toMatch(/^\/espace\/brouillons\//)
    expect((await client.get('/espace/demarches/pack-rentree/commencer')).text).toContain('Vous avez accepté')
  })

  test.each([
    { texte: 'rsa', numero: '1', reponse: 'accepter' },
    { texte: '*', numero: '1', reponse: 'peut-être' },
    { texte: '', numero: '', reponse: '' },
    { texte: '__proto__', numero: '1', reponse: 'accepter' },
  ])('an answer that answers nothing: %o', async (fields) => {
    expect((await (await portal.usager(email)).post('/espace/conditions', fields)).status).toBe(404)
  })

  test.each(['0', '-1', '1.5', '99999999999', 'NaN'])('no version has the number %s', async (numero) => {
    const client = await portal.usager(email)
    const answer = await client.post('/espace/conditions', { texte: '*', numero, reponse: 'accepter' })
    expect([200, 409]).toContain(answer.status)
    expect((await answers(email)).filter(({ numero: n }) => String(n) === numero)).toEqual([])
  })
})

describe('signing up', () => {
  const form = (numero: string) => ({
    ...{ prenom: 'Camille', nom: 'Martin', email: `nouvelle-${people}@exemple.fr` },
    ...{ motDePasse: 'un-sentier-de-gentianes-bleues', conditions: 'oui', numero },
  })
  const send = (numero: string) =>
    fetch(`${portal.origin}/inscription`, { method: 'POST', body: new URLSearchParams(form(numero)) })

  test('accepts the version that the page linked to', async () => {
    const page = await read('/inscription')
    expect((await send(hidden(page.text, 'numero'))).status).toBe(200)
  })
  test('is asked again when the terms changed meanwhile', async () => {
    const shown = hidden((await read('/inscription')).text, 'numero')
    await publish('generales', `Pendant l’inscription (${people}).`)
    const answer = await send(shown)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('viennent de changer')
  })
})

describe('administrators', () => {
  test('two publish the same draft at once: one version, the other is told', async () => {
    const page = await admin.get(`${EDITION}/generales`)
    const markdown = `${GENERALES}Deux à la fois.`
    await admin.post(`${EDITION}/generales`, {
      ...{
        revision: hidden(page.text, 'revision'),
        markdown,
        changements: 'Deux à la fois, une seule fois.',
      },
    })
    const before = await numberOf('*')
    const review = await admin.get(`${EDITION}/generales/relecture`)
    const vue = { revision: hidden(review.text, 'revision'), enVigueur: String(before) }
    const all = await Promise.all(
      [admin, other, admin, other].map((who) => who.post(`${EDITION}/generales/publication`, vue)),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409])
    expect(await numberOf('*')).toBe(before + 1)
    expect((await admin.post(`${EDITION}/generales/publication`, vue)).status).toBe(409)
  })

  test('two write at once: the second sees it, keeps what they typed, and may go on', async () => {
    const [mine, theirs] = [await admin.get(`${EDITION}/apa`), await other.get(`${EDITION}/apa`)]
    const draft = (page: string, words: string) => ({
      ...{ revision: hidden(page, 'revision'), markdown: `# Conditions\n\n${words}`, changements: words },
    })
    expect((await admin.post(`${EDITION}/apa`, draft(mine.text, 'Le texte d’Une.'))).status).toBe(204)
    const late = await other.post(`${EDITION}/apa`, draft(theirs.text, 'Le texte de Deux.'))
    expect(late.status).toBe(409)
    expect(late.text).toContain('Le texte de Deux.')
    expect((await other.post(`${EDITION}/apa`, draft(late.text, 'Le texte de Deux.'))).status).toBe(204)
    const review = await admin.get(`${EDITION}/apa/relecture`)
    expect(review.text).toContain('Le texte de Deux.')
    const given = await admin.post(`${EDITION}/apa/abandon`, { revision: hidden(review.text, 'revision') })
    expect(given.status).toBe(204)
    expect((await admin.get(`${EDITION}/apa/relecture`)).status).toBe(404)
  })

  test('a draft given up and written again is another one: what was read of the first is not published', async () => {
    const before = await numberOf('apa')
    const save = async (words: string) => {
      const revision = hidden((await admin.get(`${EDITION}/apa`)).text, 'revision')
      const fields = { revision, markdown: `# Conditions\n\n${words}`, changements: words }
      expect((await admin.post(`${EDITION}/apa`, fields)).status).toBe(204)
    }
    const review = async () => (await admin.get(`${EDITION}/apa/relecture`)).text
    await save('Ce qui a été relu.')
    const read = await review()
    const vue = { revision: hidden(read, 'revision'), enVigueur: hidden(read, 'enVigueur') }
    expect((await other.post(`${EDITION}/apa/abandon`, vue)).status).toBe(204)
    await save('Ce que personne n’a relu.')
    expect((await admin.post(`${EDITION}/apa/publication`, vue)).status).toBe(409)
    expect((await other.post(`${EDITION}/apa/abandon`, vue)).status).toBe(409)
    expect(await numberOf('apa')).toBe(before)
    const revision = hidden(await review(), 'revision')
    expect((await admin.post(`${EDITION}/apa/abandon`, { revision })).status).toBe(204)
    expect((await admin.post(`${EDITION}/apa/abandon`, { revision })).status).toBe(409)
  })

  test.each([
    ['publication', /La version \d+ a été publiée entre-temps/],
    ['abandon', /Ce brouillon a été abandonné entre-temps/],
  ])(
    'writes while the draft ends (%s): is told, keeps what they typed, and may go on',
    async (acte, title) => {
      const draft = (page: string, words: string) => ({
        ...{ revision: hidden(page, 'revision'), markdown: `# Conditions\n\n${words}`, changements: words },
      })
      const empty = (await other.get(`${EDITION}/apa`)).text
      const begun = await admin.post(`${EDITION}/apa`, draft(empty, `Le texte d’Une, avant : ${acte}.`))
      expect(begun.status).toBe(204)
      const open = (await other.get(`${EDITION}/apa`)).text
      const review = (await admin.get(`${EDITION}/apa/relecture`)).text
      const vue = { revision: hidden(review, 'revision'), enVigueur: hidden(review, 'enVigueur') }
      expect((await admin.post(`${EDITION}/apa/${acte}`, vue)).status).toBe(204)
      // With the draft open when it ended; then with the page of before anybody wrote, when the next draft ended.
      for (const [page, said] of [
        [open, title],
        [empty, /Ce brouillon a été abandonné entre-temps/],
      ] as const) {
        const late = await other.post(`${EDITION}/apa`, draft(page, `Le texte de Deux, après : ${acte}.`))
        expect([late.status, late.text.includes('role="alert"')]).toEqual([409, true])
        expect(late.text).toMatch(said)
        expect(late.text).toContain('Inès Rolland, le ')
        expect(late.text).toContain(`Le texte de Deux, après : ${acte}.</textarea>`)
        const again = draft(late.text, `Le texte de Deux, après : ${acte}.`)
        expect((await other.post(`${EDITION}/apa`, again)).status).toBe(204)
        const revision = hidden((await other.get(`${EDITION}/apa/relecture`)).text, 'revision')
        expect((await other.post(`${EDITION}/apa/abandon`, { revision })).status).toBe(204)
      }
    },
  )

  test.each([
    ['no title', { markdown: 'Bonjour.', changements: 'Un texte sans titre.' }, 'titre'],
    ['nothing', { markdown: '', changements: 'Plus rien du tout.' }, 'Écrivez le texte'],
    ['unknown facts', { markdown: '# T\n\n{{fax}}', changements: 'Avec un fax.' }, 'n’existent pas'],
    ['two titles', { markdown: '# T\n\nDeux\n===', changements: 'Un titre de plus.' }, 'plusieurs titres'],
    [
      'an image',
      { markdown: '# T\n\n![a](/b.png)', changements: 'Une image.' },
      'Une image ne se verrait pas',
    ],
    ['no summary', { markdown: '# T\n\nBonjour.', changements: '' }, 'ce qui change'],
    [
      'too long a text',
      { markdown: `# T\n\n${'a'.repeat(100_001)}`, changements: 'Très long.' },
      'Raccourcissez',
    ],
    ['too long a summary', { markdown: '# T\n\nBonjour.', changements: 'a'.repeat(2_001) }, 'Raccourcissez'],
  ])('cannot write %s', async (_, fields, words) => {
    const answer = await admin.post(`${EDITION}/apa`, { revision: '0', ...fields })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
  })

  test('the general terms must say where acknowledgements come from', async () => {
    const page = await admin.get(`${EDITION}/generales`)
    const fields = { markdown: '# Conditions\n\nRien.', changements: 'Tout est enlevé.' }
    const answer = await admin.post(`${EDITION}/generales`, {
      ...{ revision: hidden(page.text, 'revision') },
      ...fields,
    })
    expect(answer.text).toContain('{{expediteur.adresse}}')
  })

  test('hostile Markdown is shown as text, and the links that run are no links', async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => `| a${n} | b | c |`).join('\n')
    await publish(
      'pack-rentree',
      [
        '<script>alert(1)</script> <img src=x onerror=alert(2)>',
        '[un](javascript:alert(3)) [deux](JaVaScRiPt:alert(4)) [trois](data:text/html,x) [bon](/aide)',
        '## Contenu',
        `| a | b | c |\n|---|---|---|\n${rows}`,
      ].join('\n\n'),
    )
    const { status, text } = await read('/services/pack-rentree/conditions')
    expect(status).toBe(200)
    expect(text).not.toMatch(/<script>|<img src=x|href="(javascript|data):/i)
    expect(text).toContain('href="/aide"')
    expect(text.match(/id="contenu"/g)).toHaveLength(1)
  })

  test('every act is in the journal', async () => {
    const lines = await portal.context.db
      .selectFrom('journal')
      .select('action')
      .where('action', 'like', 'conditions.%')
      .distinct()
      .execute()
    expect(lines.map(({ action }) => action).sort()).toEqual([
      'conditions.abandonnees',
      'conditions.acceptees',
      'conditions.publiees',
      'conditions.redigees',
      'conditions.refusees',
    ])
  })
})
