import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Clamd, startClamd } from '../support/clamd.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { type HostileFile, hostileFiles, hostileNames, type Sort } from '../support/hostile-files.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let clamd: Clamd
let portal: Portal
let usager: SignedClient
let agent: SignedClient
/** Where documents are sent, and the demande that they then belong to. */
let adresse: string
let demandeId: string

beforeAll(async () => {
  ;[base, clamd] = await Promise.all([createTestDatabase(), startClamd()])
  portal = await startPortal(base.url, { clamdUrl: clamd.tcp })
  await portal.addUsager('une@exemple.fr')
  await portal.addAgent('agent@exemple.fr')
  usager = await portal.usager('une@exemple.fr')
  agent = await portal.agent('agent@exemple.fr')
  const reference = await file(
    usager,
    await fillPackRentree(usager, [{ prenom: 'Zoé', options: ['carte-jeune'] }]),
  )
  const row = await base.db.selectFrom('demande').select('id').where('reference', '=', reference)
  demandeId = (await row.executeTakeFirstOrThrow()).id
  const brouillon = await fillPackRentree(usager, [{ prenom: 'Noé', options: ['restauration'] }])
  const piece = await base.db
    .selectFrom('piece')
    .select(['id', 'champ'])
    .where('brouillon_id', '=', brouillon.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  adresse = `${brouillon}/pieces/${piece.champ}`
  await usager.post(`/espace/pieces/${piece.id}/retirer`)
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
  await clamd.stop()
})

/** What a person reads: a sentence, in French, that does not speak of machines. */
const PLAIN = /^[A-ZÀ-Ý«][^<>{}]{20,260}[.!]$/

/** Sends a file as the page does. @returns the words of the refusal, or the document's id */
async function send({ nom, contenu }: HostileFile): Promise<{ refus: string } | { id: string }> {
  const opened = await usager.post(adresse, { nom, taille: String(contenu.length) })
  if (opened.status === 422) return { refus: (JSON.parse(opened.text) as { erreur: string }).erreur }
  expect(opened.status).toBe(201)
  const { id, morceau } = JSON.parse(opened.text) as { id: string; morceau: number }
  for (let from = 0; from < contenu.length; from += morceau) {
    const sent = await usager.put(`${adresse}/${id}?debut=${from}`, contenu.subarray(from, from + morceau))
    expect(sent.status).toBe(200)
  }
  const ended = await usager.post(`${adresse}/${id}/fin?retour=/espace`)
  if (ended.status === 422) return { refus: (JSON.parse(ended.text) as { erreur: string }).erreur }
  expect(ended.status).toBe(204)
  // It goes with a demande at once: an agent may ask for it, and its place is free for the next.
  await base.db
    .updateTable('piece')
    .set({ demande_id: demandeId, brouillon_id: null })
    .where('id', '=', id)
    .execute()
  return { id }
}

const fichier = (id: string) =>
  base.db
    .selectFrom('fichier')
    .innerJoin('piece', 'piece.fichier_id', 'fichier.id')
    .select(['etat', 'alertes', 'nom_fichier', 'fichier.id as fichierId'])
    .where('piece.id', '=', id)
    .executeTakeFirstOrThrow()

/** How it ended, once the analysis is over, judged by what an agent is handed. */
async function sortOf(id: string, poison: Buffer | undefined): Promise<Sort> {
  await expect
    .poll(async () => (await fichier(id)).etat, { timeout: 120_000, interval: 100 })
    .not.toMatch(/recue|quarantaine/)
  const { etat, alertes } = await fichier(id)
  const answer = await agent.get(`/agents/pieces/${id}/contenu`)
  const page = await agent.get(`/agents/pieces/${id}/apercus/1`)
  if (answer.status === 404) {
    // Pages are images of ours; a virus or what cannot be opened has none.
    expect(page.status).toBe(alertes.length > 0 ? 200 : 404)
    return etat === 'infectee' ? 'infectee' : etat === 'ecartee' ? 'ecartee' : 'images-seulement'
  }
  expect([answer.status, page.status, etat]).toEqual([200, 200, 'liberee'])
  if (poison) {
    const kept = await portal.context.db
      .selectFrom('fichier')
      .select(['chemin', 'cle_enveloppee', 'cle_version'])
      .where('id', '=', (await fichier(id)).fichierId)
      .executeTakeFirstOrThrow()
    const content = await portal.context.files.get({
      chemin: kept.chemin,
      cleEnveloppee: kept.cle_enveloppee,
      cleVersion: kept.cle_version,
    })
    expect(content.includes(poison)).toBe(false)
  }
  return 'inoffensive'
}

describe('three hundred files that mean harm', () => {
  test('none is handed to an agent with what it carried, each refusal is a plain sentence', {
    // A process each, one at a time: 35 s on two cores that have nothing else to do, four times that beside two other files.
    timeout: 420_000,
  }, async () => {
    const files = await hostileFiles()
    expect(files.length).toBeGreaterThanOrEqual(300)
    const before = process.memoryUsage().rss
    const sent: { hostile: HostileFile; answer: { refus: string } | { id: string } }[] = []
    for (const hostile of files) sent.push({ hostile, answer: await send(hostile) })
    const ends: [string, Sort][] = []
    for (const { hostile, answer } of sent) {
      if ('refus' in answer)
        expect([hostile.quoi, answer.refus]).toEqual([hostile.quoi, expect.stringMatching(PLAIN)])
      ends.push([hostile.quoi, 'refus' in answer ? 'refusee' : await sortOf(answer.id, hostile.poison)])
    }
    const unexpected = ends.filter(([, sort], index) => !files[index]?.sorts.includes(sort))
    expect(unexpected).toEqual([])
    // What was opened was opened elsewhere.
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1_048_576)
  })

  test('a name is a name and nothing else', async () => {
    for (const hostile of hostileNames()) {
      const answer = await send(hostile)
      if ('refus' in answer) throw new Error(answer.refus)
      const { nom_fichier: nom } = await fichier(answer.id)
      expect([hostile.quoi, nom]).toEqual([
        hostile.quoi,
        expect.stringMatching(/^[^/\\\p{Cc}\p{Cf}<>:"|?*]+$/u),
      ])
      expect([...nom].length).toBeLessThanOrEqual(120)
      const owned = await usager.get(`/espace/pieces/${answer.id}/contenu`)
      expect(owned.status).toBe(200)
      const disposition = owned.headers.get('content-disposition') ?? ''
      expect(disposition).toMatch(/^attachment; filename="document\.png"; filename\*=UTF-8''[\w%.~-]+$/)
    }
  })
})
