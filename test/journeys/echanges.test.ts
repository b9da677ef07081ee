import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, sendPiece } from '../support/family.ts'
import { makePdf } from '../support/hostile/make-pdf.ts'
import { outboxOf } from '../support/outbox.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const clock = createTestClock()
const log: string[] = []
let base: TestDatabase
let portal: Portal
let outbox: ReturnType<typeof outboxOf>
let agent: SignedClient
let responsable: SignedClient
let family: SignedClient
let reference: string
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { clock, worker: false, onLog: (line) => log.push(line) })
  outbox = outboxOf(portal)
  await portal.addAgent('agent@essai.example')
  await portal.addAgent('responsable@essai.example', 'responsable')
  agent = await portal.agent('agent@essai.example')
  responsable = await portal.agent('responsable@essai.example')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  people += 1
  await portal.addUsager(`famille-${people}@exemple.fr`)
  family = await portal.usager(`famille-${people}@exemple.fr`)
  reference = await file(family, await fillPackRentree(family, [{ prenom: 'Léa', options: ['carte-jeune'] }]))
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const duCote = (cote: 'espace' | 'agents'): string => `/${cote}/demandes/${reference}/messages`
const cleIn = (html: string): string => /name="cle" value="([^"]+)"/.exec(html)?.[1] ?? ''
/** Writes as the page of that moment lets them. */
async function write(who: SignedClient, cote: 'espace' | 'agents', texte: string) {
  const cle = cleIn((await who.get(duCote(cote))).text)
  return who.post(duCote(cote), { cle, texte })
}
const demandeId = async (): Promise<string> =>
  (
    await base.db
      .selectFrom('demande')
      .select('id')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
  ).id

describe('a message', () => {
  test('goes both ways, is told by a mail without its words, and says when it was read', async () => {
    const hostile = '<img src=x onerror=alert(1)> J’ai une question.'
    const sent = await write(family, 'espace', hostile)
    expect([sent.status, sent.location]).toEqual([204, `${duCote('espace')}?envoye=1`])
    const mine = await family.get(`${duCote('espace')}?envoye=1`)
    expect(words(mine.text)).toContain('Votre message est envoyé')
    expect(words(mine.text)).toContain('Pas encore lu par le service')
    expect(words((await agent.get('/agents/messages')).text)).toContain(reference)

    const counter = await agent.get(`/agents/demandes/${reference}`)
    expect(counter.text).toContain('&lt;img src=x onerror=alert(1)>')
    expect(counter.text).not.toContain('<img src=x')
    expect(words((await agent.get('/agents/messages')).text)).not.toContain(reference)
    clock.advance(60_000)
    expect((await write(agent, 'agents', 'Bonjour, voici la réponse.')).status).toBe(204)

    await outbox.job('notification:groupe', { id: await demandeId() })
    const mail = await base.db
      .selectFrom('courriel')
      .selectAll()
      .where('modele', '=', 'nouvelles')
      .where('demande_id', '=', await demandeId())
      .executeTakeFirstOrThrow()
    expect(mail.texte).toContain('Le service vous a écrit.')
    expect(mail.texte).not.toContain('voici la réponse')
    expect(mail.texte).toContain(`/espace/demandes/${reference}`)
    expect(mail.sujet).not.toMatch(/Martin|Léa/)

    const space = await family.get('/espace')
    expect(words(space.text)).toContain('Le service vous a écrit.')
    expect(words(space.text)).toMatch(/Notifications \d+ non lues/)
    const page = words((await family.get(`/espace/demandes/${reference}`)).text)
    expect(page).toContain('Inès Rolland, instructrice')
    expect(page).toContain('Bonjour, voici la réponse.')
    expect(page).toContain('Le service vous a écrit. Lire son message')
    const again = words((await family.get(`/espace/demandes/${reference}`)).text)
    expect(again, 'new once').not.toContain('Lire son message')
    expect(page).toMatch(/Lu par le service le/)
    expect(words((await family.get('/espace')).text)).not.toMatch(/Notifications \d+ non lues/)
    expect(words((await agent.get(duCote('agents'))).text)).toMatch(/Lu par l’usager le/)
  })

  test('too long, or empty: said beside the field, with what was typed', async () => {
    const long = 'a'.repeat(1_048_576)
    for (const [who, cote] of [
      [family, 'espace'],
      [agent, 'agents'],
    ] as const) {
      const refused = await write(who, cote, long)
      expect(refused.status).toBe(422)
      expect(words(refused.text.replace(long, '[tout]'))).toContain('trop long')
      expect(refused.text).toContain(long)
    }
    const empty = await write(agent, 'agents', '  ')
    expect([empty.status, words(empty.text).includes('Écrivez votre message')]).toEqual([422, true])
  })

  test('sent again by a page that stayed open: once; with other words, given back to be sent', async () => {
    const cle = cleIn((await family.get(duCote('espace'))).text)
    const post = (texte: string) => family.post(duCote('espace'), { cle, texte })
    expect((await Promise.all([post('Bonjour.'), post('Bonjour.')])).map(({ status }) => status)).toEqual([
      204, 204,
    ])
    const other = await post('J’oubliais : merci.')
    expect(other.status).toBe(409)
    expect(words(other.text)).toContain('n’est pas encore envoyé')
    expect(other.text).toContain('J’oubliais')
    expect(cleIn(other.text)).not.toBe(cle)
  })
})

test('documents travel with a message: the other side opens them once sent and analysed', async () => {
  const cle = cleIn((await agent.get(duCote('agents'))).text)
  await sendPiece(agent, `${duCote('agents')}/${cle}/pieces`, PDF, 'notice.pdf')
  await sendPiece(agent, `${duCote('agents')}/${cle}/pieces`, PDF, 'erreur.pdf')
  const draft = await agent.get(duCote('agents'))
  expect(cleIn(draft.text), 'the same message goes on').toBe(cle)
  const ids = [...draft.text.matchAll(/name="retirer-piece" value="([^"]+)"/g)].map(([, id]) => id ?? '')
  expect(ids).toHaveLength(2)
  const back = await agent.post(duCote('agents'), { cle, texte: 'Déjà écrit', 'retirer-piece': ids[1] ?? '' })
  expect(back.text).toContain('Déjà écrit')
  expect(back.text).not.toContain('erreur.pdf')
  const open = () => family.get(`/espace/messages/documents/${ids[0]}/contenu`)
  expect((await open()).status, 'not sent yet').toBe(404)
  expect((await agent.post(duCote('agents'), { cle, texte: '' })).status).toBe(204)
  expect((await open()).status, 'not analysed yet').toBe(404)
  expect(words((await family.get(duCote('espace'))).text)).toContain('notice.pdf reçu, pas encore analysé')
  await outbox.job('piece:analyse', { id: ids[0] })
  const got = await open()
  expect([got.status, got.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect((await agent.get(`/agents/messages/documents/${ids[0]}/contenu`)).status).toBe(200)
  // Nothing of it among the documents of the demande, which are the person's.
  expect(words((await family.get(`/espace/demandes/${reference}`)).text)).toContain(
    'Aucun document n’a été envoyé',
  )
  const sort = { etat: 'infectee', motif: null }
  await base.db
    .updateTable('fichier')
    .set(sort)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('document_de_message')
        .select('fichier_id')
        .where('id', '=', ids[0] ?? ''),
    )
    .execute()
  expect(words((await family.get(duCote('espace'))).text)).toContain(
    'notice.pdf – détruit : il contenait un virus',
  )
  await portal.addUsager(`voisin-${people}@exemple.fr`)
  const neighbour = await portal.usager(`voisin-${people}@exemple.fr`)
  expect((await neighbour.get(`/espace/messages/documents/${ids[0]}/contenu`)).status).toBe(404)
})

test('a PDF of a message that holds code: agents see its pages, only the person who sent it opens the file', async () => {
  const actif = makePdf({ catalog: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' })
  const send = async (who: SignedClient, cote: 'espace' | 'agents', nom: string): Promise<string> => {
    const cle = cleIn((await who.get(duCote(cote))).text)
    await sendPiece(who, `${duCote(cote)}/${cle}/pieces`, actif, nom)
    const page = (await who.get(duCote(cote))).text
    const id = /name="retirer-piece" value="([^"]+)"/.exec(page)?.[1] ?? ''
    await outbox.job('piece:analyse', { id })
    if (cote === 'agents')
      expect(words((await who.get(duCote(cote))).text)).toMatch(/contient du code.*ne pourra pas l’ouvrir/)
    expect((await who.post(duCote(cote), { cle, texte: 'Voici.' })).status).toBe(204)
    return id
  }
  const id = await send(family, 'espace', 'avis.pdf')
  const document = `/agents/messages/documents/${id}`
  for (const page of [duCote('agents'), `/agents/demandes/${reference}`]) {
    const { text } = await agent.get(page)
    expect(words(text)).toMatch(/Ce PDF contient du code, une action qui se lance toute seule/)
    expect(text).toContain(`data-apercu="${document}/apercus/1"`)
    expect(text).not.toContain(`${document}/contenu`)
  }
  expect((await agent.get(`${document}/contenu`)).status).toBe(404)
  const images = await Promise.all([agent.get(`${document}/apercus/1`), agent.get(`${document}/apercus/1`)])
  for (const { status, headers } of images)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  const opened = base.db.selectFrom('journal').select(['action', 'demande_id']).where('objet_id', '=', id)
  expect(await opened.where('acteur', '=', 'agent').execute()).toEqual([
    { action: 'piece.apercus-consultes', demande_id: await demandeId() },
  ])
  for (const page of ['0', '2', 'x'])
    expect((await agent.get(`${document}/apercus/${page}`)).status).toBe(404)
  await portal.addAgent(`ailleurs-${people}@essai.example`, 'instructeur', ['apa'])
  const elsewhere = await portal.agent(`ailleurs-${people}@essai.example`)
  expect((await elsewhere.get(`${document}/apercus/1`)).status).toBe(404)
  expect((await family.get(`/espace/messages/documents/${id}/contenu`)).status).toBe(200)

  // What an agent hands on came from a stranger too.
  const rendu = await send(agent, 'agents', 'rendu.pdf')
  expect((await agent.get(`/agents/messages/documents/${rendu}/contenu`)).status).toBe(404)
  expect((await agent.get(`/agents/messages/documents/${rendu}/apercus/1`)).status).toBe(200)
  expect((await family.get(`/espace/messages/documents/${rendu}/contenu`)).status).toBe(404)
})

test('a note between agents is seen at the counter, and by the person nowhere', async () => {
  const answer = await agent.post(`/agents/demandes/${reference}/notes`, {
    cle: crypto.randomUUID(),
    note: 'Quotient à recompter.',
  })
  expect(answer.status).toBe(204)
  const counter = words((await responsable.get(`/agents/demandes/${reference}`)).text)
  expect(counter).toContain('Note interne : l’usager ne la voit pas')
  expect(counter).toContain('Quotient à recompter.')
  await write(agent, 'agents', 'Bonjour.')
  const pages = ['', '/messages'].map((end) => `/espace/demandes/${reference}${end}`)
  const all = [
    ...pages,
    '/espace',
    '/espace/notifications',
    '/espace/compte/activite',
    '/espace/compte/donnees.json',
  ]
  for (const path of all) {
    const { status, text } = await family.get(path)
    expect([path, status]).toEqual([path, 200])
    expect(text).not.toContain('Quotient')
    expect(text).not.toContain('note.ecrite')
  }
  expect((await family.get('/espace/compte/donnees.json')).text).toContain('"texte": "Bonjour."')
})

test('a template: written by who answers for the démarche, filled in for one demande, read again before it leaves', async () => {
  const modele = { demarche: 'pack-rentree', nom: `Modèle ${people}`, revision: '0' }
  const texte = 'Bonjour {prenom} {nom}, demande {reference}, avant le {date_limite}. {agent}'
  const refused = await responsable.post('/agents/modeles/nouveau', { ...modele, texte: '{montant}' })
  expect([refused.status, words(refused.text).includes('{montant}')]).toEqual([422, true])
  const kept = await responsable.post('/agents/modeles/nouveau', { ...modele, texte })
  expect(kept.location).toBe('/agents/modeles?fait=1')
  const same = await responsable.post('/agents/modeles/nouveau', { ...modele, texte })
  expect([same.status, words(same.text).includes('porte déjà ce nom')]).toEqual([422, true])

  const page = (await agent.get(duCote('agents'))).text
  const id = /<option value="([^"]+)"/.exec(page)?.[1] ?? ''
  const cle = cleIn(page)
  const filled = await agent.post(duCote('agents'), { cle, texte: 'Au préalable.', modele: id, inserer: '1' })
  expect(filled.status).toBe(200)
  const shown = /<textarea id="texte"[^>]*>([^<]*)/.exec(filled.text)?.[1] ?? ''
  expect(shown).toBe(
    `Au préalable.\n\nBonjour Camille Martin, demande ${reference}, avant le {date_limite}. Inès Rolland`,
  )
  const left = await agent.post(duCote('agents'), { cle, texte: shown })
  expect([left.status, words(left.text).includes('« {date_limite} »')]).toEqual([422, true])
  expect((await agent.post(duCote('agents'), { cle, texte: 'Bonjour Camille Martin.' })).status).toBe(204)

  // Two of those who manage them: the second is shown what the first did.
  const change = (nom: string) =>
    responsable.post(`/agents/modeles/${id}`, { ...modele, nom, texte, revision: '1' })
  expect((await change('Un')).status).toBe(204)
  const late = await change('Deux')
  expect([late.status, late.text.includes('value="Deux"')]).toEqual([409, true])
  expect((await responsable.post(`/agents/modeles/${id}/suppression`)).status).toBe(204)
  expect((await responsable.get(`/agents/modeles/${id}`)).status).toBe(404)
})

test('the feed: what waits for an act of mine first; read once the thing was read, done once it was done', async () => {
  await agent.post(`/agents/demandes/${reference}/prise-en-charge`, { revision: '1' })
  const echeance = '2026-12-23'
  clock.advance(1_000)
  await agent.post(`/agents/demandes/${reference}/complement`, { revision: '2', elements: 'Un', echeance })
  clock.advance(1_000)
  await write(agent, 'agents', 'Bonjour.')
  const feed = async () => (await family.get('/espace/notifications')).text
  const first = await feed()
  const order = ['à compléter jusqu’au', 'Le service vous a écrit', 'a commencé l’examen', 'bien arrivée']
  const places = order.map((phrase) => words(first).indexOf(phrase))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(words(first)).toMatch(/Notifications 4 non lues/)
  const one = /action="(\/espace\/notifications\/[\w-]+\/lue)"/.exec(first)?.[1] ?? ''
  expect((await family.post(one)).location).toBe('/espace/notifications')
  expect(words(await feed())).toMatch(/Notifications 3 non lues/)
  await family.get(duCote('espace'))
  expect(words(await feed())).toMatch(/Notifications 2 non lues/)
  await family.post('/espace/notifications/lues')
  const read = await feed()
  expect(read).not.toContain('non lues')
  expect(words(read), 'read is not done').toContain('À faire')
  expect((await family.post(`/espace/demandes/${reference}/complement`, { reponse: 'Voilà.' })).status).toBe(
    204,
  )
  expect(words(await feed())).not.toContain('À faire')
})

test('the log says nothing of all this but its routes', () => {
  const told = log.join('')
  expect(told).toContain('"route":"/espace/demandes/:reference/messages"')
  for (const secret of ['Quotient', 'Bonjour', 'notice.pdf', 'exemple.fr']) expect(told).not.toContain(secret)
})
