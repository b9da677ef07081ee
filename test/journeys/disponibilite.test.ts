import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beat } from '../../src/features/disponibilite/battement.ts'
import { prolongDeadlines } from '../../src/features/disponibilite/prolong-deadlines.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { parisDay, parisHour } from '../../src/platform/legal-clock/paris.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { hidden } from '../support/hidden.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const HEURE = 3_600_000
const LISTE = '/agents/administration/maintenances'
const clock = createTestClock('2026-11-23T09:00:00Z')
let base: TestDatabase
let portal: Portal
let admin: SignedClient
let other: SignedClient
let parent: SignedClient
let brouillon: string
let reference: string

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false, clock })
  for (const name of ['une', 'deux']) await portal.addAgent(`${name}@essai.example`, 'administrateur')
  await portal.addUsager('parent@exemple.fr')
  parent = await portal.usager('parent@exemple.fr')
  reference = await file(parent, await fillPackRentree(parent, [{ prenom: 'Léa', options: ['carte-jeune'] }]))
  brouillon = await fillPackRentree(parent, [{ prenom: 'Noé', options: ['carte-jeune'] }])
  await signIn()
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

/** Sessions end while the clock leaps; each code of an agent serves once. */
async function signInAgents(): Promise<void> {
  clock.advance(60_000)
  admin = await portal.agent('une@essai.example')
  other = await portal.agent('deux@essai.example')
}
async function signIn(): Promise<void> {
  await signInAgents()
  parent = await portal.usager('parent@exemple.fr')
}

/** What is read of a page, without its tags. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/[\u00a0\u202f\s]+/g, ' ')
    .replaceAll(/ (?=[,.])/g, '')
const read = async (path: string) => {
  const answer = await fetch(portal.origin + path, { redirect: 'manual' })
  const html = await answer.text()
  return { status: answer.status, headers: answer.headers, html, text: plain(html) }
}
const journal = (action: string) =>
  portal.context.db.selectFrom('journal').selectAll().where('action', '=', action).orderBy('id').execute()

const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms)
const typed = (debut: Date, fin: Date, more: Record<string, string> = {}): Record<string, string> => ({
  demarche: '',
  debutJour: parisDay(debut),
  debutHeure: parisHour(debut),
  finJour: parisDay(fin),
  finHeure: parisHour(fin),
  motif: 'Nous installons une nouvelle version.',
  ...more,
})
const plan = async (debut: Date, fin: Date, more: Record<string, string> = {}): Promise<string> => {
  const answer = await admin.post(`${LISTE}/nouvelle`, typed(debut, fin, more))
  if (!answer.location) throw new Error(`not planned: ${answer.status} ${answer.text.slice(0, 2_000)}`)
  return answer.location
}
const act = async (who: SignedClient, page: string, nom: 'annulation' | 'fin') =>
  who.post(`${page}/${nom}`, { revision: hidden((await who.get(page)).text, 'revision') })

describe('a maintenance of the whole portal', () => {
  let page: string

  test('is announced on every page with its time, and stops nobody before it begins', async () => {
    expect((await read('/disponibilite')).text).toContain('Aucune maintenance n’est prévue.')
    page = await plan(inMs(HEURE), inMs(3 * HEURE))
    clock.advance(6_000)
    for (const path of ['/', '/services', '/aide', '/connexion', '/cookies']) {
      const { status, text } = await read(path)
      expect([path, status]).toEqual([path, 200])
      expect(text).toContain(
        'Les services en ligne : maintenance prévue le lundi 23 novembre 2026, de 11 h 01 à 13 h 01.',
      )
      expect(text).toContain('Nous installons une nouvelle version.')
    }
    const inside = await parent.get('/espace')
    expect([inside.status, plain(inside.text).includes('maintenance prévue')]).toEqual([200, true])
    expect((await read('/disponibilite')).text).toContain('Tous les services, le lundi 23 novembre')
    const [line] = await journal('maintenance.prevue')
    expect(line?.acteur).toBe('agent')
  })

  test('closes the space and its doors, says why, until when, and how to do it by post', async () => {
    clock.advance(HEURE)
    for (const answer of [
      await parent.get('/espace'),
      await parent.get(`${brouillon}/vous`),
      await parent.post(`${brouillon}/vous`, { telephone: '06' }),
      await parent.post(`${brouillon}/depot`),
      await parent.get(`/espace/demandes/${reference}`),
      await portal.client().post('/connexion', { email: 'parent@exemple.fr', motDePasse: 'x' }),
      await portal.client().post('/inscription', {}),
      await portal.client().post('/inscription/confirmer', {}),
      await read('/connexion'),
      await read('/espace/brouillons/nimporte/quoi'),
    ]) {
      const html = 'html' in answer ? answer.html : answer.text
      const text = plain(html)
      expect([answer.status, text.slice(0, 80)]).toEqual([503, text.slice(0, 80)])
      expect(text).toContain('Nous installons une nouvelle version.')
      expect(text).toContain('Fin prévue : lundi 23 novembre 2026 à 13 h 01.')
      expect(text).toContain('Reportez ou faites votre démarche par courrier')
      expect(html).toContain('/services/pack-rentree/formulaire.pdf')
      expect(text).toContain('38022 Grenoble')
      expect(text).toContain('brouillons enregistrés')
      expect(answer.headers.get('retry-after')).toBe('3600')
    }
  })

  test('leaves open what everybody reads, the paper forms, and the counter', async () => {
    for (const path of [
      '/',
      '/services/pack-rentree',
      '/services/pack-rentree/formulaire.pdf',
      '/aide',
      '/signaler',
    ])
      expect([path, (await read(path)).status]).toEqual([path, 200])
    expect((await read('/')).text).toContain('maintenance en cours')
    expect((await read('/disponibilite')).text).toContain('Maintenance en cours')
    await signInAgents()
    for (const path of ['/agents', `/agents/demandes/${reference}`, LISTE])
      expect([path, (await admin.get(path)).status]).toEqual([path, 200])
  })

  test('can last longer, end early, and everything saved is there', async () => {
    const change = `${page}/modifier`
    const form = (await admin.get(change)).text
    expect(form).toContain('Elle a commencé')
    const longer = typed(clock.now(), inMs(5 * HEURE), { revision: hidden(form, 'revision') })
    expect((await admin.post(change, longer)).location).toBe(page)
    expect((await read('/connexion')).text).toContain('16 h 02')
    clock.advance(HEURE - 120_000)
    await signInAgents()
    expect((await act(admin, page, 'fin')).status).toBe(204)
    await signIn()
    expect((await parent.get('/espace')).status).toBe(200)
    expect((await parent.get(`${brouillon}/vous`)).text).toContain('06 12 34 56 78')
    expect((await parent.post(`${brouillon}/depot`)).location).toMatch(/^\/espace\/demandes\//)
    const { text } = await read('/disponibilite')
    expect(text).toContain('Le service fonctionne')
    expect(text).toMatch(/\((1 heure|1 h 0\d)\) : Nous installons une nouvelle version\./)
    expect((await journal('maintenance.terminee')).length).toBe(1)
  })

  test('is attested afterwards, to anybody, and not before', async () => {
    const numero = page.split('/').at(-1)
    const pdf = await fetch(`${portal.origin}/disponibilite/attestations/${numero}`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const next = await plan(inMs(HEURE), inMs(2 * HEURE))
    for (const numero of [next.split('/').at(-1), '0', '99999', 'x', '1%00', `${'9'.repeat(40)}`])
      expect([numero, (await read(`/disponibilite/attestations/${numero}`)).status]).toEqual([numero, 404])
    expect((await act(admin, next, 'annulation')).status).toBe(204)
  })
})

describe('a maintenance of one démarche', () => {
  beforeAll(signIn)

  test('closes that one and nothing else', async () => {
    const mine = await fillPackRentree(parent, [{ prenom: 'Zoé', options: ['carte-jeune'] }])
    const page = await plan(inMs(0), inMs(HEURE), { demarche: 'pack-rentree', motif: 'Les tarifs changent.' })
    for (const answer of [
      await parent.get(`${mine}/vous`),
      await parent.post(`${mine}/vous`, {}),
      await parent.post(`${mine}/vous?enregistrer=1`, {}),
      await parent.post(`${mine}/enfants`, { ajouter: '1' }),
      await parent.get(`${mine}/verification`),
      await parent.post(`${mine}/depot`),
      await parent.get('/espace/demarches/pack-rentree/commencer'),
      await parent.post('/espace/demarches/pack-rentree/commencer', { conditions: '1' }),
    ]) {
      expect(answer.status).toBe(503)
      expect(plain(answer.text)).toContain('Pack rentrée : maintenance en cours')
      expect(answer.text).toContain('Les tarifs changent.')
    }
    for (const path of ['/espace', '/espace/demandes', `/espace/demandes/${reference}`, '/espace/compte'])
      expect([path, (await parent.get(path)).status]).toEqual([path, 200])
    expect((await read('/connexion')).status).toBe(200)
    clock.advance(60_000)
    expect((await act(admin, page, 'fin')).status).toBe(204)
    expect((await parent.get(`${mine}/vous`)).text).toContain('06 12 34 56 78')
  })
})

describe('what an administrator types wrong', () => {
  beforeAll(signIn)

  test.each([
    ['ends before it begins', () => typed(inMs(2 * HEURE), inMs(HEURE)), 'finHeure', 'La fin vient avant'],
    ['ends when it begins', () => typed(inMs(HEURE), inMs(HEURE)), 'finHeure', 'La fin vient avant'],
    ['is past', () => typed(inMs(-3 * HEURE), inMs(-HEURE)), 'debutHeure', 'Ce moment est passé'],
    ['lasts a month', () => typed(inMs(HEURE), inMs(31 * 24 * HEURE)), 'finJour', 'sept jours au plus'],
    ['is in two years', () => typed(inMs(17_000 * HEURE), inMs(17_001 * HEURE)), 'debutJour', 'plus d’un an'],
    ['no day', () => ({ ...typed(inMs(HEURE), inMs(2 * HEURE)), debutJour: '' }), 'debutJour', 'un jour'],
    [
      '30 February',
      () => ({ ...typed(inMs(0), inMs(HEURE)), debutJour: '2027-02-30' }),
      'debutJour',
      'un jour',
    ],
    ['25 o’clock', () => ({ ...typed(inMs(0), inMs(HEURE)), finHeure: '25:00' }), 'finHeure', 'une heure'],
    ['no reason', () => typed(inMs(HEURE), inMs(2 * HEURE), { motif: ' ' }), 'motif', 'Écrivez pourquoi'],
    ['a novel', () => typed(inMs(HEURE), inMs(2 * HEURE), { motif: 'x'.repeat(301) }), 'motif', '300 signes'],
    ['unknown', () => typed(inMs(HEURE), inMs(2 * HEURE), { demarche: 'rien' }), 'demarche', 'dans la liste'],
    ['nothing at all', () => ({}), 'debutJour', 'un jour'],
  ])('%s', async (_, fields, field, words) => {
    const { status, text } = await admin.post(`${LISTE}/nouvelle`, fields())
    expect(status).toBe(422)
    expect(text).toContain(`href="#${field}"`)
    expect(plain(text)).toContain(words)
    const kept = (fields() as Record<string, string>).motif
    if (kept && kept.trim() !== '') expect(text).toContain(kept)
  })

  test('overlaps another: told which; another démarche at the same time may be closed', async () => {
    const page = await plan(inMs(2 * HEURE), inMs(4 * HEURE), { demarche: 'pack-rentree' })
    for (const [from, to, demarche] of [
      [3, 5, 'pack-rentree'],
      [1, 3, 'pack-rentree'],
      [1, 5, ''],
      [2.5, 3, 'pack-rentree'],
    ] as const) {
      const { status, text } = await admin.post(
        `${LISTE}/nouvelle`,
        typed(inMs(from * HEURE), inMs(to * HEURE), { demarche }),
      )
      expect([from, to, status]).toEqual([from, to, 422])
      expect(plain(text)).toContain('Une autre maintenance est prévue')
    }
    const next = await plan(inMs(4 * HEURE), inMs(5 * HEURE), { demarche: 'pack-rentree' })
    const apart = await plan(inMs(3 * HEURE), inMs(4 * HEURE), { demarche: 'apa' })
    for (const one of [page, next, apart]) expect((await act(admin, one, 'annulation')).status).toBe(204)
    // What was called off is in nobody's way.
    const again = await plan(inMs(2 * HEURE), inMs(4 * HEURE), { demarche: 'pack-rentree' })
    expect((await act(admin, again, 'annulation')).status).toBe(204)
  })

  test('two administrators plan the same evening at the same moment: one does', async () => {
    const fields = typed(inMs(6 * HEURE), inMs(8 * HEURE))
    const answers = await Promise.all([admin, other].map((who) => who.post(`${LISTE}/nouvelle`, fields)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422])
    const page = answers.find(({ location }) => location)?.location ?? ''
    const revision = hidden((await other.get(page)).text, 'revision')
    expect((await act(admin, page, 'annulation')).status).toBe(204)
    const late = await other.post(`${page}/annulation`, { revision })
    expect([late.status, plain(late.text).includes('a changé entre-temps')]).toEqual([409, true])
  })

  test('another administrator changed it first: what was typed comes back over what it is now', async () => {
    const page = await plan(inMs(6 * HEURE), inMs(8 * HEURE))
    const revision = hidden((await admin.get(`${page}/modifier`)).text, 'revision')
    const theirs = typed(inMs(6 * HEURE), inMs(9 * HEURE), { revision, motif: 'La leur.' })
    expect((await other.post(`${page}/modifier`, theirs)).location).toBe(page)
    const mine = typed(inMs(5 * HEURE), inMs(7 * HEURE), { revision, motif: 'La mienne, longuement écrite.' })
    const conflict = await admin.post(`${page}/modifier`, mine)
    expect(conflict.status).toBe(409)
    expect(conflict.text).toContain('La mienne, longuement écrite.')
    expect(plain(conflict.text)).toContain('« La leur. ». Rien n’a été écrasé.')
    const again = { ...mine, revision: hidden(conflict.text, 'revision') }
    expect((await admin.post(`${page}/modifier`, again)).location).toBe(page)
    expect((await act(admin, page, 'annulation')).status).toBe(204)
  })

  test('called off half-way: it is ended, not undone; what is over cannot be changed', async () => {
    const page = await plan(inMs(HEURE), inMs(2 * HEURE))
    const seen = hidden((await admin.get(page)).text, 'revision')
    clock.advance(1.5 * HEURE)
    await signInAgents()
    expect((await admin.post(`${page}/annulation`, { revision: seen })).status).toBe(409)
    expect((await admin.get(page)).text).toContain('Finir maintenant')
    expect((await act(admin, page, 'fin')).status).toBe(204)
    expect((await admin.post(`${page}/fin`, { revision: '2' })).status).toBe(409)
    const { status } = await admin.post(`${page}/modifier`, {
      ...typed(inMs(HEURE), inMs(2 * HEURE)),
      revision: '2',
    })
    expect(status).toBe(409)
  })

  test.each(['0', 'x', '999999', '1%00', '-1'])('number %s does not exist', async (numero) => {
    expect((await admin.get(`${LISTE}/${numero}`)).status).toBe(404)
    expect((await admin.post(`${LISTE}/${numero}/fin`)).status).toBe(404)
  })
})

describe('deadlines', () => {
  const PACK = '/agents/administration/demarches/pack-rentree'
  const decide = async (fields: Record<string, string>) =>
    admin.post(PACK, { vue: hidden((await admin.get(PACK)).text, 'vue'), ...fields })
  const run = (page: string) => prolongDeadlines(portal.context, Number(page.split('/').at(-1)))
  const echeance = async () =>
    (await portal.context.db.selectFrom('complement').select('echeance').executeTakeFirstOrThrow()).echeance

  test('that end during it are extended to the next working day, once, and it is in the journal', async () => {
    // Friday evening: what ends that day goes to Monday.
    clock.advance(new Date('2026-11-27T08:00:00Z').getTime() - clock.now().getTime())
    await signIn()
    await decide({ acte: 'ouvrir', du: '2026-11-20', au: '2026-11-27' })
    await admin.post(`/agents/demandes/${reference}/prise-en-charge`, { revision: '1' })
    const asked = await admin.post(`/agents/demandes/${reference}/complement`, {
      revision: '2',
      elements: 'Le certificat',
      echeance: '2026-12-20',
    })
    expect(asked.status).toBe(204)
    await portal.context.db.updateTable('complement').set({ echeance: '2026-11-27' }).execute()
    const page = await plan(new Date('2026-11-27T19:00:00Z'), new Date('2026-11-28T02:00:00Z'))
    const lines = await journal('demande.delai-prolonge')
    expect(plain((await admin.get(page)).text)).toContain('1 campagne, 1 complément')
    expect(await journal('demande.delai-prolonge'), 'to look changes nothing').toEqual(lines)
    expect([await run(page), await echeance()], 'it has not begun').toEqual([0, '2026-11-27'])

    clock.advance(11.5 * HEURE)
    expect(await run(page)).toBe(2)
    expect(await run(page), 'twice is once').toBe(0)
    expect(await echeance()).toBe('2026-11-30')
    clock.advance(7 * HEURE)
    await signIn()
    const { text } = await read('/services/pack-rentree')
    expect(text).toContain(
      'Ouvert jusqu’au lundi 30 novembre 2026 inclus, 23 h 59, prolongé car le service a été fermé',
    )
    const [complement] = await journal('demande.delai-prolonge')
    expect(complement?.donnees).toMatchObject({ avant: '2026-11-27', echeance: '2026-11-30' })
    const [campagne] = await journal('demarche.campagne-prolongee')
    expect(campagne?.donnees).toMatchObject({ avant: '2026-11-27', au: '2026-11-30' })
    expect(plain((await parent.get(`/espace/demandes/${reference}`)).text)).toContain(
      'votre délai pour répondre a été prolongé',
    )
    expect(plain((await admin.get(PACK)).text)).toContain(
      'Campagne prolongée jusqu’au lundi 30 novembre 2026',
    )
  })

  test('an interruption that nobody planned is noticed, shown, attested, and extends them too', async () => {
    const { context } = portal
    clock.advance(new Date('2026-11-30T20:00:00Z').getTime() - clock.now().getTime())
    const depuis = inMs(-80 * 24 * HEURE)
    await context.db.insertInto('battement').values({ depuis, dernier: clock.now() }).execute()
    clock.advance(60_000)
    await beat(context)
    clock.advance(4 * HEURE)
    await Promise.all([beat(context), beat(context), beat(context)])
    const noted = await context.db
      .selectFrom('fermeture')
      .select(['numero', 'debut', 'fin'])
      .where('notee_par', 'is', null)
      .execute()
    expect(noted).toMatchObject([
      { debut: new Date('2026-11-30T20:01:00Z'), fin: new Date('2026-12-01T00:01:00Z') },
    ])
    expect((await journal('interruption.constatee')).length).toBe(1)
    expect(await run(`/${noted[0]?.numero}`)).toBe(2)
    expect(await echeance()).toBe('2026-12-02')
    await signIn()
    const { text } = await read('/disponibilite')
    expect(text).toContain('interruption qui n’était pas prévue')
    expect(text).toMatch(/a été ouvert 9\d,\d+ % du temps/)
    expect((await read(`/disponibilite/attestations/${noted[0]?.numero}`)).status).toBe(200)
  })

  test('a short one changes no deadline, and does not say that it does', async () => {
    await signIn()
    const page = await plan(inMs(HEURE), inMs(HEURE + 20 * 60_000))
    clock.advance(HEURE + 60_000)
    expect((await read('/connexion')).text).toContain('Elle est courte : aucun délai ne change')
    expect(await run(page)).toBe(0)
    clock.advance(HEURE)
  })

  test('a clock of silence that had started again waits for the new deadline', async () => {
    await signIn()
    const { db } = portal.context
    const waiting = { repondu_le: null, clos_le: null, effet: 'suspend', echeance: parisDay(clock.now()) }
    await db.updateTable('complement').set(waiting).execute()
    await db
      .updateTable('demande')
      .set({ decision_implicite_le: '2027-02-01' })
      .where('reference', '=', reference)
      .execute()
    const page = await plan(inMs(60_000), inMs(2 * HEURE))
    clock.advance(HEURE)
    expect(await run(page)).toBeGreaterThan(0)
    const { decision_implicite_le: due } = await db
      .selectFrom('demande')
      .select('decision_implicite_le')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    expect([due, await echeance()]).toEqual([null, '2026-12-02'])
    clock.advance(2 * HEURE)
  })

  test('whoever answers, changes the end and extends at the same moment: no fault, and what is closed stays', async () => {
    await signIn()
    const { db } = portal.context
    const page = await plan(inMs(60_000), inMs(3 * HEURE))
    clock.advance(120_000)
    for (let round = 0; round < 12; round += 1) {
      const now = parisDay(clock.now())
      await db.updateTable('complement').set({ clos_le: null, echeance: now }).execute()
      await db.updateTable('fermeture').set({ delais_prolonges_jusqu: null }).execute()
      const revision = hidden((await admin.get(`${page}/modifier`)).text, 'revision')
      const end = typed(clock.now(), inMs((3 + round / 60) * HEURE), { revision })
      const close = inTransaction(db, (tx) =>
        tx.updateTable('complement').set({ clos_le: clock.now() }).where('echeance', '=', now).execute(),
      )
      const [changed] = await Promise.all([admin.post(`${page}/modifier`, end), run(page), run(page), close])
      expect([round, changed.status]).toEqual([round, 204])
      const { clos_le: closed, echeance: kept } = await db
        .selectFrom('complement')
        .select(['clos_le', 'echeance'])
        .executeTakeFirstOrThrow()
      // Closed with its own deadline, or extended first: never closed and then given more time.
      expect(closed === null ? kept > now : kept === now).toBe(true)
    }
    expect((await act(admin, page, 'fin')).status).toBe(204)
  })

  test('the job of a maintenance waits in the base for its beginning, in the transaction that plans it', async () => {
    await signIn()
    const page = await plan(inMs(HEURE), inMs(2 * HEURE), { demarche: 'apa' })
    const owner = new pg.Client({ connectionString: base.url })
    await owner.connect()
    const { rows } = await owner.query<{ run_at: Date }>(
      'select run_at from graphile_worker.jobs where key = $1',
      [`delai:prolonge:${page.split('/').at(-1)}`],
    )
    await owner.end()
    expect(rows.map(({ run_at }) => parisHour(run_at))).toEqual([parisHour(inMs(HEURE))])
  })
})
