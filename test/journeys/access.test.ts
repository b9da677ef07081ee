import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, sendPiece, startPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { type Answer, SignedClient } from '../support/signed-client.ts'

/** Real things of one family: a refusal must come from who asks, never from what is missing. */
interface Things {
  brouillon: string
  aSupprimer: string
  aDeposer: string
  enfant: string
  reference: string
  piece: string
  pieceRetirable: string
  complement: string
  envoi: string
  envoiComplement: string
}

type Who = 'public' | 'usager' | 'titulaire' | 'agent' | 'agent-de-la-demarche' | 'session'
interface Line {
  who: Who
  path: (things: Things) => string
  fields?: (things: Things) => Record<string, string>
  /** What the answer is for who may enter, when it is not a success. */
  refuses?: number
}

const on = (who: Who, path: Line['path'], fields?: Line['fields'], refuses?: number): Line => ({
  who,
  path,
  ...(fields ? { fields } : {}),
  ...(refuses ? { refuses } : {}),
})
const at = (who: Who, path: string, refuses?: number): Line => on(who, () => path, undefined, refuses)
const counter = (acte: string, refuses?: number): Line =>
  on(
    'agent-de-la-demarche',
    ({ reference }) => `/agents/demandes/${reference}/${acte}`,
    () => ({ revision: '1', motivation: 'x'.repeat(30), elements: 'Un document', echeance: '' }),
    refuses,
  )
const upload = { nom: 'a.pdf', taille: String(PDF.length) }

/** Every route of the portal and who may enter it, written by hand: one more, or one opened by mistake, fails. */
const ROUTES: Readonly<Record<string, Line>> = {
  'GET /': at('public', '/'),
  'GET /accessibilite': at('public', '/accessibilite'),
  'GET /aide': at('public', '/aide'),
  'GET /agents/connexion': at('public', '/agents/connexion'),
  'GET /conditions-generales': at('public', '/conditions-generales'),
  'GET /connexion': at('public', '/connexion'),
  'GET /cookies': at('public', '/cookies'),
  'GET /donnees-personnelles': at('public', '/donnees-personnelles'),
  'GET /inscription': at('public', '/inscription'),
  'GET /inscription/confirmer': at('public', '/inscription/confirmer'),
  'GET /mot-de-passe-oublie': at('public', '/mot-de-passe-oublie'),
  'GET /mot-de-passe-oublie/nouveau': at('public', '/mot-de-passe-oublie/nouveau'),
  'GET /navigateurs': at('public', '/navigateurs'),
  'GET /robots.txt': at('public', '/robots.txt'),
  'GET /sante': at('public', '/sante'),
  'GET /sante/pret': at('public', '/sante/pret'),
  'GET /services': at('public', '/services'),
  'GET /services/:slug': at('public', '/services/pack-rentree'),
  'GET /services/:slug/conditions': at('public', '/services/pack-rentree/conditions'),
  'GET /services/:slug/formulaire.pdf': at('public', '/services/pack-rentree/formulaire.pdf'),
  'POST /agents/connexion': at('public', '/agents/connexion', 422),
  'POST /connexion': at('public', '/connexion', 422),
  'POST /mot-de-passe-oublie': at('public', '/mot-de-passe-oublie', 422),
  'POST /mot-de-passe-oublie/nouveau': at('public', '/mot-de-passe-oublie/nouveau', 422),
  'POST /inscription': at('public', '/inscription', 422),
  'POST /inscription/confirmer': at('public', '/inscription/confirmer', 410),
  'GET /espace': at('usager', '/espace'),
  'GET /espace/demandes': at('usager', '/espace/demandes'),
  'GET /espace/communes': at('usager', '/espace/communes?cp=38000'),
  'GET /espace/demarches/:slug/commencer': at('usager', '/espace/demarches/pack-rentree/commencer'),
  'POST /espace/demarches/:slug/commencer': at('usager', '/espace/demarches/pack-rentree/commencer'),
  'GET /espace/brouillons/:id': on('titulaire', (t) => t.brouillon),
  'GET /espace/brouillons/:id/verification': on('titulaire', (t) => `${t.brouillon}/verification`),
  'GET /espace/brouillons/:id/:page': on('titulaire', (t) => `${t.brouillon}/vous`),
  'POST /espace/brouillons/:id/:page': on('titulaire', (t) => `${t.brouillon}/vous`, undefined, 422),
  'GET /espace/brouillons/:id/:page/:instance': on('titulaire', (t) => `${t.aDeposer}/options/${t.enfant}`),
  'POST /espace/brouillons/:id/:page/:instance': on(
    'titulaire',
    (t) => `${t.aDeposer}/options/${t.enfant}`,
    () => ({ options: 'carte-jeune' }),
  ),
  'POST /espace/brouillons/:place/pieces/:champ': on(
    'titulaire',
    (t) => `${t.aDeposer}/pieces/enfants.${t.enfant}.certificat`,
    () => upload,
  ),
  'GET /espace/brouillons/:place/pieces/:champ/:id': on(
    'titulaire',
    (t) => `${t.aDeposer}/pieces/enfants.${t.enfant}.certificat/${t.envoi}`,
  ),
  'PUT /espace/brouillons/:place/pieces/:champ/:id': on(
    'titulaire',
    (t) => `${t.aDeposer}/pieces/enfants.${t.enfant}.certificat/${t.envoi}?debut=0`,
  ),
  'POST /espace/brouillons/:place/pieces/:champ/:id/fin': on(
    'titulaire',
    (t) => `${t.aDeposer}/pieces/enfants.${t.enfant}.certificat/${t.envoi}/fin`,
  ),
  'POST /espace/pieces/:id/retirer': on('titulaire', (t) => `/espace/pieces/${t.pieceRetirable}/retirer`),
  'POST /espace/brouillons/:id/depot': on('titulaire', (t) => `${t.aDeposer}/depot`),
  'POST /espace/brouillons/:id/suppression': on('titulaire', (t) => `${t.aSupprimer}/suppression`),
  'POST /espace/complements/:place/pieces': on(
    'titulaire',
    (t) => `/espace/complements/${t.complement}/pieces`,
    () => upload,
  ),
  'GET /espace/complements/:place/pieces/:id': on(
    'titulaire',
    (t) => `/espace/complements/${t.complement}/pieces/${t.envoiComplement}`,
  ),
  'PUT /espace/complements/:place/pieces/:id': on(
    'titulaire',
    (t) => `/espace/complements/${t.complement}/pieces/${t.envoiComplement}?debut=0`,
  ),
  'POST /espace/complements/:place/pieces/:id/fin': on(
    'titulaire',
    (t) => `/espace/complements/${t.complement}/pieces/${t.envoiComplement}/fin`,
  ),
  'GET /espace/pieces/:id/contenu': on('titulaire', (t) => `/espace/pieces/${t.piece}/contenu`),
  'GET /espace/demandes/:reference': on('titulaire', (t) => `/espace/demandes/${t.reference}`),
  'GET /espace/demandes/:reference/accuse-reception.pdf': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/accuse-reception.pdf`,
  ),
  'POST /espace/demandes/:reference/complement': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/complement`,
  ),
  'GET /agents': at('agent', '/agents'),
  'GET /agents/demandes/:reference': on('agent-de-la-demarche', (t) => `/agents/demandes/${t.reference}`),
  'GET /agents/pieces/:id/contenu': on('agent-de-la-demarche', (t) => `/agents/pieces/${t.piece}/contenu`),
  'POST /agents/demandes/:reference/prise-en-charge': counter('prise-en-charge', 409),
  'POST /agents/demandes/:reference/complement': counter('complement', 409),
  'POST /agents/demandes/:reference/refus': counter('refus', 409),
  'POST /agents/demandes/:reference/sans-suite': counter('sans-suite', 409),
  'POST /agents/demandes/:reference/acceptation': counter('acceptation', 409),
  'POST /espace/demandes/:reference/desistement': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/desistement`,
  ),
  'POST /deconnexion': at('session', '/deconnexion'),
}

const ACTORS = {
  titulaire: ['usager', 'titulaire', 'session'],
  autre: ['usager', 'session'],
  instructeur: ['agent', 'agent-de-la-demarche', 'session'],
  responsable: ['agent', 'agent-de-la-demarche', 'session'],
  administrateur: ['agent', 'agent-de-la-demarche', 'session'],
  'agent-d-ailleurs': ['agent', 'session'],
} as const satisfies Record<string, readonly Who[]>
type Actor = keyof typeof ACTORS

let base: TestDatabase
let portal: Portal
let things: Things
const clients = new Map<Actor, SignedClient>()
const client = (actor: Actor): SignedClient => {
  const found = clients.get(actor)
  if (!found) throw new Error(`${actor} is not signed in`)
  return found
}

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
  for (const actor of ['titulaire', 'autre'] as const) {
    await portal.addUsager(`${actor}@exemple.fr`)
    clients.set(actor, await portal.usager(`${actor}@exemple.fr`))
  }
  for (const role of ['instructeur', 'responsable', 'administrateur'] as const) {
    await portal.addAgent(`${role}@essai.example`, role)
    clients.set(role, await portal.agent(`${role}@essai.example`))
  }
  await portal.addAgent('ailleurs@essai.example', 'instructeur', ['apa'])
  clients.set('agent-d-ailleurs', await portal.agent('ailleurs@essai.example'))
  things = await makeThings()
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const analysed = async (): Promise<boolean> =>
  (await portal.context.db.selectFrom('piece').where('analysee_le', 'is', null).select('id').execute())
    .length === 0

async function makeThings(): Promise<Things> {
  const family = client('titulaire')
  const agent = client('instructeur')
  const { db } = portal.context
  const reference = await file(
    family,
    await fillPackRentree(family, [{ prenom: 'Léa', options: ['restauration'] }]),
  )
  const piece = await db.selectFrom('piece').select('id').executeTakeFirstOrThrow()
  await agent.post(`/agents/demandes/${reference}/prise-en-charge`, { revision: '1' })
  const echeance = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await agent.post(`/agents/demandes/${reference}/complement`, { revision: '2', elements: 'Un', echeance })
  const complement = await db.selectFrom('complement').select('id').executeTakeFirstOrThrow()
  const aDeposer = await fillPackRentree(family, [{ prenom: 'Noé', options: ['carte-jeune'] }])
  const enfant = /options\/([\w-]+)/.exec((await family.get(`${aDeposer}/verification`)).text)?.[1] ?? ''
  const certificat = `${aDeposer}/pieces/enfants.${enfant}.certificat`
  await sendPiece(family, certificat, PDF, 'autre.pdf')
  const retirable = await db
    .selectFrom('piece')
    .select('id')
    .where('demande_id', 'is', null)
    .executeTakeFirstOrThrow()
  await vi.waitUntil(analysed, { timeout: 10_000 })
  const opened = async (path: string): Promise<string> =>
    (JSON.parse((await family.post(path, upload)).text) as { id: string }).id
  return {
    brouillon: await startPackRentree(family),
    aSupprimer: await startPackRentree(family),
    aDeposer,
    enfant,
    reference,
    piece: piece.id,
    pieceRetirable: retirable.id,
    complement: complement.id,
    envoi: await opened(certificat),
    envoiComplement: await opened(`/espace/complements/${complement.id}/pieces`),
  }
}

const ask = (who: SignedClient, route: string, line: Line): Promise<Answer> => {
  const [method] = route.split(' ')
  const path = line.path(things)
  if (method === 'GET') return who.get(path)
  if (method === 'PUT') return who.put(path, PDF)
  return who.post(path, line.fields?.(things) ?? {})
}

test('every route is in the table, and HEAD enters where GET does', () => {
  const declared = [...portal.web.accessOfRoutes.keys()].filter((route) => !route.endsWith('/assets/*'))
  expect(declared.filter((route) => !route.startsWith('HEAD ')).sort()).toEqual(Object.keys(ROUTES).sort())
  for (const [route, access] of portal.web.accessOfRoutes)
    if (route.startsWith('HEAD '))
      expect(access).toEqual(portal.web.accessOfRoutes.get(route.replace('HEAD', 'GET')))
})

describe.each(Object.entries(ROUTES))('%s', (route, line) => {
  const read = route.startsWith('GET')
  const isPublic = line.who === 'public'

  if (!isPublic)
    test('nobody: an empty shell to read, 401 to act', async () => {
      const path = line.path(things)
      const init = read ? {} : { method: route.split(' ')[0] ?? '', body: '' }
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      const cold = await fetch(portal.origin + path, { headers: { accept: 'text/html', ...type }, ...init })
      const text = await cold.text()
      expect(cold.status).toBe(read ? 200 : 401)
      if (read) expect(text).toContain('data-coquille')
      for (const secret of [things.reference, 'Léa', 'attestation']) expect(text).not.toContain(secret)
      expect(cold.headers.getSetCookie()).toEqual([])
    })

  if (!isPublic)
    test('a token of nobody: 401', async () => {
      const forger = new SignedClient(portal.origin)
      const stolen = { authorization: `DPoP ${randomBytes(32).toString('base64url')}`, accept: 'text/html' }
      const [method = 'GET'] = route.split(' ')
      const body = read ? undefined : Buffer.from('a=1')
      const type = read ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
      expect((await forger.send(method, line.path(things), body, { ...stolen, ...type })).status).toBe(401)
    })

  const may = (actor: Actor): boolean => isPublic || (ACTORS[actor] as readonly Who[]).includes(line.who)
  const actors = Object.keys(ACTORS) as Actor[]
  const outside = actors.filter((actor) => !may(actor))
  const inside = actors.filter(may)

  if (outside.length > 0)
    test('whoever may not enter finds that it does not exist', async () => {
      for (const actor of outside) {
        const { status, text } = await ask(client(actor), route, line)
        expect([actor, status]).toEqual([actor, 404])
        expect(text).not.toContain(things.reference)
      }
    })

  test('whoever may enter does', async () => {
    // What one person does to a thing is done: the first of them is enough where something changes.
    for (const actor of read ? inside : inside.slice(0, 1)) {
      // A sign-in comes from a browser that has no session.
      const who = isPublic ? portal.client() : client(actor)
      const { status, text } = await ask(who, route, line)
      const expected = line.refuses ? [line.refuses] : [200, 201, 204]
      expect(expected, `${actor}: ${status} ${text.slice(0, 200)}`).toContain(status)
    }
  })
})
