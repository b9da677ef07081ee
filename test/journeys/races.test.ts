import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { armLien, insertLien } from '../../src/features/comptes/lien-store.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { linkToken } from '../../src/platform/mail/link-token.ts'
import { LOCK_RULES } from '../../src/platform/session/lockout.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, startPackRentree } from '../support/family.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import type { Answer, SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let family: SignedClient
let email: string
let usagerId: string
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
  for (const name of ['une', 'deux']) await portal.addAgent(`${name}@essai.example`)
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  // Every client here is of one network: the guesses of one test must not close it to the next.
  await portal.context.db.deleteFrom('verrou_source').execute()
  people += 1
  email = `famille-${people}@exemple.fr`
  usagerId = await portal.addUsager(email)
  family = await portal.usager(email)
})

const NOE = [{ prenom: 'Noé', options: ['carte-jeune'] }]
const ROUNDS = [1, 2, 3, 4, 5]
const idOf = (address: string): string => address.split('/').at(-1) ?? ''
const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).sort()
const times = (count: number, work: (n: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))
const enfantIn = async (address: string): Promise<string> =>
  /documents\/([\w-]+)/.exec((await family.get(`${address}/verification`)).text)?.[1] ?? ''

/** An upload of which only the end is missing. @returns the address of its end */
async function almostSent(zone: string): Promise<string> {
  const opened = await family.post(zone, { nom: 'a.pdf', taille: String(PDF.length) })
  const { id } = JSON.parse(opened.text) as { id: string }
  await family.put(`${zone}/${id}?debut=0`, PDF)
  return `${zone}/${id}/fin?retour=/espace`
}
const pieces = () =>
  portal.context.db.selectFrom('piece').select('id').where('usager_id', '=', usagerId).execute()

test.each(ROUNDS)('sent, deleted, changed and added to in one moment: sent whole, or gone (%s)', async () => {
  const address = await fillPackRentree(family, NOE)
  const zone = `${address}/pieces/enfants.${await enfantIn(address)}.certificat`
  const end = await almostSent(zone)
  const answers = await Promise.all([
    family.post(`${address}/depot`),
    family.post(`${address}/suppression`),
    family.post(`${address}/vous?enregistrer=1`, { telephone: '0476003838' }),
    family.post(end),
    family.post(`${address}/depot`),
  ])
  expect(statuses(answers).filter((status) => status >= 500)).toEqual([])
  const { db } = portal.context
  const brouillon = await db
    .selectFrom('brouillon')
    .select('demande_id')
    .where('id', '=', idOf(address))
    .executeTakeFirst()
  const [first, , , ended, second] = answers
  // Whoever came first: a dépôt that found the form deleted, or emptied by the other tab, says no reference.
  const told = [first, second].map((answer) => answer?.location).filter((to) => to?.includes('/demandes/'))
  expect(new Set(told).size).toBe(brouillon?.demande_id ? 1 : 0)
  if (!brouillon) expect(await pieces()).toEqual([])
  else expect(await pieces()).toHaveLength(ended?.status === 204 ? 1 : 0)
})

test.each(ROUNDS)('six children added at once to a list of nine make twelve (%s)', async () => {
  const address = await startPackRentree(family)
  for (let n = 0; n < 9; n += 1) await family.post(`${address}/enfants`, { ajouter: '1' })
  expect(statuses(await times(6, () => family.post(`${address}/enfants`, { ajouter: '1' })))).toEqual(
    Array(6).fill(204),
  )
  expect((await family.get(`${address}/enfants`)).text.match(/name="retirer"/g)).toHaveLength(12)
})

test('two documents where two have room, however many end at once', async () => {
  const address = await fillPackRentree(family, NOE)
  const zone = `${address}/pieces/enfants.${await enfantIn(address)}.certificat`
  const ends: string[] = []
  for (let n = 0; n < 6; n += 1) ends.push(await almostSent(zone))
  const answers = await times(6, (n) => family.post(ends[n] ?? ''))
  expect(statuses(answers)).toEqual([204, 204, 422, 422, 422, 422])
  expect(await pieces()).toHaveLength(2)
})

describe('one demande, several hands', () => {
  const revisionIn = (html: string): string => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ''
  const journal = async (reference: string): Promise<string[]> => {
    const { id } = await portal.context.db
      .selectFrom('demande')
      .select('id')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    const rows = await portal.context.db
      .selectFrom('journal')
      .select('action')
      .where('demande_id', '=', id)
      .orderBy('id')
      .execute()
    return rows.map(({ action }) => action)
  }

  test.each(ROUNDS)('taken, closed, withdrawn and completed at once: each step once (%s)', async () => {
    const [une, deux] = [await agentOf('une'), await agentOf('deux')]
    const reference = await file(family, await fillPackRentree(family, NOE))
    const counter = `/agents/demandes/${reference}`
    const seen = async () => ({ revision: revisionIn((await une.get(counter)).text) })
    const page = await seen()
    const taken = await Promise.all(
      [une, deux].map((agent) => agent.post(`${counter}/prise-en-charge`, page)),
    )
    expect(statuses(taken)).toEqual([204, 409])
    const echeance = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const asked = { elements: 'Un certificat', echeance, ...(await seen()) }
    expect((await une.post(`${counter}/complement`, asked)).status).toBe(204)
    const before = await seen()
    const motivation = 'La famille ne répond plus depuis six mois.'
    const answers = await Promise.all([
      family.post(`/espace/demandes/${reference}/complement`, { reponse: 'Le voici.' }),
      family.post(`/espace/demandes/${reference}/complement`, { reponse: 'Le voici.' }),
      family.post(`/espace/demandes/${reference}/desistement`),
      une.post(`${counter}/refus`, { ...before, motivation }),
      deux.post(`${counter}/sans-suite`, { ...before, motivation }),
    ])
    expect(statuses(answers).filter((status) => status !== 204 && status !== 409)).toEqual([])
    // Each agent who opened it has a line of their own.
    const lines = (await journal(reference)).filter((line) => line !== 'demande.consultee')
    const ends = lines.filter((line) => /refusee|sans-suite|desistee/.test(line))
    expect([ends.length, lines.length]).toEqual([1, new Set(lines).size])
    const done = answers.filter(({ status }) => status === 204).length
    expect(lines.filter((line) => /complement-recu|refusee|sans-suite|desistee/.test(line))).toHaveLength(
      done,
    )
  })

  test.each(ROUNDS)('a document judged and replaced at once: one of the two is done (%s)', async () => {
    const une = await agentOf('une')
    const LEA = [{ prenom: 'Léa', options: ['restauration'] }]
    const counter = `/agents/demandes/${await file(family, await fillPackRentree(family, LEA))}`
    const { db } = portal.context
    await db.updateTable('fichier').set({ etat: 'non_analysee' }).where('usager_id', '=', usagerId).execute()
    const [{ id: ancienne } = { id: '' }] = await pieces()
    const verdict = `${counter}/pieces/${ancienne}/verdict`
    const refused = { verdict: 'refusee', motif: 'illisible', vu: '' }
    expect((await une.post(verdict, refused)).status).toBe(204)
    const vu = /name="vu" value="([^"]+)"/.exec((await une.get(counter)).text)?.[1] ?? ''
    const end = await almostSent(`/espace/pieces/${ancienne}/remplacement`)
    const [judged, replaced] = await Promise.all([
      une.post(verdict, { verdict: 'acceptee', vu }),
      family.post(end),
    ])
    const statuts = [judged.status, replaced.status]
    expect(['204 404', '409 204']).toContain(statuts.join(' '))
    const nouvelles = db.selectFrom('piece').select('id').where('remplace_id', '=', ancienne)
    const verdicts = db.selectFrom('verdict_piece').select('verdict').where('piece_id', '=', ancienne)
    expect([(await nouvelles.execute()).length, (await verdicts.execute()).length]).toEqual(
      judged.status === 204 ? [0, 2] : [1, 1],
    )
  })

  const agents = new Map<string, SignedClient>()
  /** A code serves once: each agent signs in for the whole file. */
  async function agentOf(name: string): Promise<SignedClient> {
    const known = agents.get(name) ?? (await portal.agent(`${name}@essai.example`))
    agents.set(name, known)
    return known
  }
})

test('twenty guesses at the same moment are no more than five', async () => {
  const answers = await times(20, (n) =>
    portal.client().signIn('/connexion', { email, motDePasse: `devine-${n}-encore` }),
  )
  const judged = answers.filter(({ text }) => text.includes('ne vont pas ensemble'))
  expect(judged).toHaveLength(LOCK_RULES.echecsAvantBlocage)
  expect(answers.filter(({ text }) => text.includes('bloquée'))).toHaveLength(20 - judged.length)
})

/** A link whose mail was written, as the job would arm it. @returns its token */
const armed = (genre: 'nouvelle-adresse' | 'reinitialisation' | 'alerte', emailNormalise = email) =>
  inTransaction(portal.context.db, async (tx) => {
    const le = portal.context.clock.now()
    const donnees = { email: emailNormalise, usagerId }
    const id = await insertLien(tx, { genre, emailNormalise, donnees, le })
    return linkToken(portal.context.linkKey, await armLien(tx, portal.context.linkKey, id, usagerId))
  })

test.each(ROUNDS)(
  'frozen, signed in, given another address and two passwords in one moment: no fault, and no session left open (%s)',
  async () => {
    const nouvelle = `autre-${email}`
    const links = {
      adresse: await armed('nouvelle-adresse', nouvelle),
      mot: await armed('reinitialisation'),
      gel: await armed('alerte'),
    }
    const stranger = portal.client()
    const nouveau = 'un-sentier-de-gentianes-bleues'
    const answers = await Promise.all([
      portal.client().post('/adresse/confirmer', { jeton: links.adresse }),
      portal.client().post('/signaler/gel', { jeton: links.gel, recit: '' }),
      family.post('/espace/compte/mot-de-passe', { actuel: MOT_DE_PASSE, nouveau }),
      portal.client().post('/mot-de-passe-oublie/nouveau', { jeton: links.mot, motDePasse: nouveau }),
      stranger.signIn('/connexion', { email, motDePasse: MOT_DE_PASSE }),
      stranger.signIn('/connexion', { email, motDePasse: MOT_DE_PASSE }),
    ])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    // Whatever came first, the freeze and the reset ended every session, and the old password opens none after them.
    const open = portal.context.db.selectFrom('session').where('usager_id', '=', usagerId)
    expect(await open.select('id').where('terminee_le', 'is', null).execute()).toEqual([])
    expect((await family.get('/espace')).status).toBe(401)
    const late = await portal.client().signIn('/connexion', { email, motDePasse: MOT_DE_PASSE })
    expect(late.status).toBe(422)
  },
)
