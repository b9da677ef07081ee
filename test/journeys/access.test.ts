import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, sendPiece, startPackRentree } from '../support/family.ts'
import { startPapier } from '../support/papier.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { type Answer, SignedClient } from '../support/signed-client.ts'
import { type Line, ROUTES, type Things, upload, type Who } from './access.routes.ts'

const ACTORS = {
  titulaire: ['usager', 'titulaire', 'session'],
  autre: ['usager', 'session'],
  instructeur: ['personnel', 'agent', 'agent-de-la-demarche', 'agent-qui-ecrit', 'instructeur', 'session'],
  responsable: [
    'personnel',
    'agent',
    'agent-de-la-demarche',
    'encadrement',
    'comptes',
    'second-regard',
    'session',
  ],
  administrateur: [
    'personnel',
    'agent',
    'agent-de-la-demarche',
    'encadrement',
    'administrateur',
    'comptes',
    'session',
  ],
  regisseur: ['personnel', 'caisse', 'comptes', 'second-regard', 'session'],
  'agent-d-ailleurs': ['personnel', 'agent', 'consulte', 'session'],
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
  for (const role of ['instructeur', 'responsable', 'administrateur', 'regisseur'] as const) {
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
  (await portal.context.db.selectFrom('fichier').where('analyse_le', 'is', null).select('id').execute())
    .length === 0

async function makeThings(): Promise<Things> {
  const family = client('titulaire')
  const agent = client('instructeur')
  const { db } = portal.context
  const reference = await file(
    family,
    await fillPackRentree(family, [{ prenom: 'Léa', options: ['restauration'] }]),
  )
  const decidee = await file(
    family,
    await fillPackRentree(family, [{ prenom: 'Zoé', options: ['carte-jeune'] }]),
  )
  await agent.post(`/agents/demandes/${decidee}/prise-en-charge`, { revision: '1' })
  await agent.post(`/agents/demandes/${decidee}/acceptation`, { revision: '2' })
  const lettre = await db.selectFrom('decision').select('id').executeTakeFirstOrThrow()
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
  const [message, messageDAgent] = [crypto.randomUUID(), crypto.randomUUID()]
  const dansLeMessage = `/espace/demandes/${reference}/messages/${message}/pieces`
  await sendPiece(family, dansLeMessage, PDF, 'lettre.pdf')
  const envoye = { cle: message, texte: 'La lettre.' }
  const document = await db.selectFrom('document_de_message').select('id').executeTakeFirstOrThrow()
  await family.post(`/espace/demandes/${reference}/messages`, envoye)
  const autreMessage = crypto.randomUUID()
  await vi.waitUntil(analysed, { timeout: 10_000 })
  const refused = { verdict: 'refusee', motif: 'illisible', vu: '' }
  await agent.post(`/agents/demandes/${reference}/pieces/${piece.id}/verdict`, refused)
  const opened = async (path: string, who = family): Promise<string> =>
    (JSON.parse((await who.post(path, upload)).text) as { id: string }).id
  const demandeAvecAvis = await file(
    family,
    await fillPackRentree(family, [{ prenom: 'Zoé', options: ['carte-jeune'] }]),
  )
  return {
    demandeAvecAvis,
    avis: await askAvis(demandeAvecAvis),
    saisie: await startPapier(client('instructeur')),
    brouillon: await startPackRentree(family),
    aSupprimer: await startPackRentree(family),
    aDeposer,
    enfant,
    reference,
    decidee,
    lettre: lettre.id,
    piece: piece.id,
    pieceRetirable: retirable.id,
    complement: complement.id,
    envoi: await opened(certificat),
    signalement: await report(),
    message: autreMessage,
    messageDAgent,
    documentDeMessage: document.id,
    envoiDeMessage: await opened(`/espace/demandes/${reference}/messages/${autreMessage}/pieces`),
    envoiDeMessageDAgent: await opened(
      `/agents/demandes/${reference}/messages/${messageDAgent}/pieces`,
      agent,
    ),
    document: await kept(family),
    envoiDocument: await opened('/espace/documents/envois'),
    envoiComplement: await opened(`/espace/complements/${complement.id}/pieces/1`),
    pieceRefusee: piece.id,
    envoiRemplacement: await opened(`/espace/pieces/${piece.id}/remplacement`),
  }
}

/** An opinion asked of the agent of another démarche. @returns its id */
async function askAvis(reference: string): Promise<string> {
  const { db } = portal.context
  const { id: consulte } = await db
    .selectFrom('agent')
    .select('id')
    .where('email', '=', 'ailleurs@essai.example')
    .executeTakeFirstOrThrow()
  const pourLe = new Date(Date.now() + 15 * 86_400_000).toISOString().slice(0, 10)
  const asked = { consulte, question: 'Qu’en pensez-vous ?', pourLe }
  await client('instructeur').post(`/agents/demandes/${reference}/avis`, asked)
  return (await db.selectFrom('avis').select('id').executeTakeFirstOrThrow()).id
}

/** A usager who is needed for nothing else. */
async function somebody(): Promise<SignedClient> {
  await portal.addUsager('quelqu-un@exemple.fr')
  return portal.usager('quelqu-un@exemple.fr')
}

/** A document that a person keeps. @returns its id */
async function kept(family: SignedClient): Promise<string> {
  await sendPiece(
    family,
    '/espace/documents/envois',
    Buffer.concat([PDF, Buffer.from('\n%%EOF')]),
    'garde.pdf',
  )
  const row = await portal.context.db.selectFrom('document').select('id').executeTakeFirstOrThrow()
  return row.id
}

/** A public report of misuse. @returns its reference */
async function report(): Promise<string> {
  const body = new URLSearchParams({ courriel: 'titulaire@exemple.fr', recit: 'Une connexion inconnue.' })
  const answer = await fetch(`${portal.origin}/signaler`, { method: 'POST', body })
  return /SIG\d{2}-\w{4}-\w{4}/.exec(await answer.text())?.[0] ?? ''
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
      const who = isPublic ? portal.client() : line.finit ? await somebody() : client(actor)
      const { status, text } = await ask(who, route, line)
      const expected = line.refuses ? [line.refuses] : [200, 201, 204]
      expect(expected, `${actor}: ${status} ${text.slice(0, 200)}`).toContain(status)
    }
  })
})
