import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parisDay } from '../../src/platform/legal-clock/paris.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillForm, fillPackRentree, PDF, sendPiece } from '../support/family.ts'
import { jourTape, startPapier } from '../support/papier.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let family: SignedClient
let agent: SignedClient
let chef: SignedClient
let ailleurs: SignedClient

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
  await portal.addUsager('camille@exemple.fr')
  family = await portal.usager('camille@exemple.fr')
  await portal.addAgent('agent@essai.example')
  await portal.addAgent('chef@essai.example', 'responsable')
  await portal.addAgent('ailleurs@essai.example', 'instructeur', [])
  agent = await portal.agent('agent@essai.example')
  chef = await portal.agent('chef@essai.example')
  ailleurs = await portal.agent('ailleurs@essai.example')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const read = async (who: SignedClient, path: string): Promise<string> => words((await who.get(path)).text)
const filed = async (): Promise<string> =>
  file(family, await fillPackRentree(family, [{ prenom: 'Léa', options: ['restauration'] }]))
const revisionOf = async (counter: string): Promise<string> =>
  /name="revision" value="(\d+)"/.exec((await agent.get(counter)).text)?.[1] ?? ''
const dayOf = (inDays: number): string => parisDay(new Date(Date.now() + inDays * 86_400_000))
const analysed = async (): Promise<boolean> =>
  (await portal.context.db.selectFrom('fichier').where('analyse_le', 'is', null).select('id').execute())
    .length === 0
const pdfText = (content: Buffer): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'a.pdf')
  writeFileSync(path, content)
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
}

test('an opinion: asked, read with its document, given, and closed again; the usager never sees it', async () => {
  const reference = await filed()
  const counter = `/agents/demandes/${reference}`
  const form = await agent.get(`${counter}/avis`)
  const consulte = /value="([0-9a-f-]{36})">Inès Rolland/.exec(form.text)?.[1] ?? ''
  const { id: autre } = await portal.context.db
    .selectFrom('agent')
    .select('id')
    .where('email', '=', 'ailleurs@essai.example')
    .executeTakeFirstOrThrow()
  expect(consulte).not.toBe('')
  const tape = { consulte: autre, question: 'Le quotient est-il le bon ?', pourLe: dayOf(10) }
  const wrong = await agent.post(`${counter}/avis`, { ...tape, question: '' })
  expect([wrong.status, wrong.text.includes('Écrivez votre question')]).toEqual([422, true])
  expect((await agent.post(`${counter}/avis`, tape)).location).toBe(counter)
  expect((await ailleurs.get(counter)).status).toBe(404)
  const list = await ailleurs.get('/agents/avis')
  const avis = /href="(\/agents\/avis\/[0-9a-f-]{36})"/.exec(list.text)?.[1] ?? ''
  await vi.waitUntil(analysed, { timeout: 10_000 })
  const asked = await ailleurs.get(avis)
  expect(words(asked.text)).toContain('Léa')
  const piece = /\/agents\/pieces\/[0-9a-f-]+\/contenu/.exec(asked.text)?.[0] ?? ''
  expect([piece === '', (await ailleurs.get(piece)).status]).toEqual([false, 200])
  expect((await ailleurs.post(avis, { sens: 'defavorable', reponse: '' })).status).toBe(422)
  const given = await ailleurs.post(avis, { sens: 'reserve', reponse: 'Le quotient date de deux ans.' })
  expect(given.location).toBe('/agents/avis?rendu=1')
  expect([(await ailleurs.get(piece)).status, (await ailleurs.get(avis)).status]).toEqual([404, 409])
  expect(await read(agent, counter)).toContain('Le quotient date de deux ans.')
  const seen = await read(family, `/espace/demandes/${reference}`)
  for (const hidden of ['quotient date', 'avis', 'Avis']) expect(seen).not.toContain(hidden)
  expect((await portal.waitForMail('ailleurs@essai.example', /avis est demandé/)).text).not.toContain('Léa')
})

test('a demande for another authority: told, closed, and its file to send', async () => {
  const reference = await filed()
  const counter = `/agents/demandes/${reference}`
  const revision = await revisionOf(counter)
  const saisie = { revision, choix: '0', motifs: 'Un lycéen : la Région est compétente.' }
  expect((await agent.post(`${counter}/transmission`, { ...saisie, motifs: '' })).status).toBe(422)
  expect((await agent.post(`${counter}/transmission`, { ...saisie, revision: '9' })).status).toBe(409)
  expect((await agent.post(`${counter}/transmission`, saisie)).location).toBe(counter)
  expect((await agent.post(`${counter}/transmission`, saisie)).status).toBe(409)
  const mail = await portal.waitForMail('camille@exemple.fr', /transmise/)
  expect(mail.text).toContain('Région Auvergne-Rhône-Alpes')
  const seen = await read(family, `/espace/demandes/${reference}`)
  for (const told of [
    'Transmise à une autre administration : Région',
    '101 cours Charlemagne',
    'la Région est compétente',
    'L. 114-3',
  ])
    expect(seen).toContain(told)
  expect(await read(family, '/espace/notifications')).toContain('est transmise à une autre administration')
  expect(await read(agent, counter)).toContain('Transmise à Région')
  const slip = await agent.get(`${counter}/transmission/bordereau.pdf`)
  expect(slip.headers.get('content-type')).toBe('application/pdf')
  const zip = await agent.get(`${counter}/transmission/dossier.zip`)
  expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip'])
  expect((await ailleurs.get(`${counter}/transmission/dossier.zip`)).status).toBe(404)
})

describe('a demande that came on paper', () => {
  test('the identity is asked with its errors, and no date to come', async () => {
    const tomorrow = await agent.post('/agents/papier/pack-rentree', jourTape('recue-le', dayOf(2)))
    expect(tomorrow.status).toBe(422)
    for (const told of ['Écrivez le prénom et le nom', 'Écrivez l’adresse', 'pas encore venu'])
      expect(words(tomorrow.text)).toContain(told)
    expect((await ailleurs.get('/agents/papier/pack-rentree')).status).toBe(404)
  })

  test('is typed, scanned, filed on the day it arrived, and answered by post', {
    timeout: 60_000,
  }, async () => {
    const arrived = dayOf(-3)
    const id = await startPapier(agent, jourTape('recue-le', arrived))
    const saisie = `/agents/papier/saisies/${id}`
    expect(await read(agent, '/agents/papier')).toContain('Odette Fournier')
    expect((await agent.get(`${saisie}/vous`)).text).toContain('value="Odette"')
    const end = await fillForm(agent, saisie, [{ prenom: 'Marius', options: ['restauration'] }])
    expect(end).toBe(`${saisie}/relecture`)
    expect((await chef.get(`${saisie}/vous`)).status).toBe(404)
    // Typed in another version of the form: not filed before it was read again, complete or not.
    await portal.context.db
      .updateTable('brouillon')
      .set({ definition_version: 'ancienne' })
      .where('id', '=', id)
      .execute()
    expect((await agent.post(`${saisie}/depot`, { incomplet: 'oui' })).status).toBe(422)
    const { location } = await agent.post(`${saisie}/depot`)
    const reference = location?.split('/').at(-1) ?? ''
    expect((await agent.post(`${saisie}/depot`)).location).toBe(location)
    const late = await agent.get(`${saisie}/vous`)
    expect([late.status, late.text.includes(`href="${location}"`)]).toEqual([410, true])
    const counter = `/agents/demandes/${reference}`
    expect(await read(agent, '/agents')).toContain(reference)
    const page = await agent.get(counter)
    for (const told of ['Odette Fournier', 'demande papier', 'attestation CAF.pdf', 'À imprimer'])
      expect(words(page.text)).toContain(told)
    const demande = await portal.context.db
      .selectFrom('demande')
      .select(['usager_id', 'deposee_le'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    expect([demande.usager_id, parisDay(demande.deposee_le)]).toEqual([null, arrived])

    const act = async (path: string, fields: Record<string, string> = {}) =>
      (await agent.post(`${counter}/${path}`, { revision: await revisionOf(counter), ...fields })).status
    expect(await act('prise-en-charge')).toBe(204)
    // Nobody has a space where to read it.
    const message = { cle: crypto.randomUUID(), texte: 'Bonjour.' }
    const unread = await agent.post(`${counter}/messages`, message)
    expect([unread.status, words(unread.text).includes('arrivée sur papier')]).toEqual([422, true])
    expect(await act('refus', { motivation: 'Le quotient familial dépasse le plafond.' })).toBe(204)
    const letters = [...(await agent.get(counter)).text.matchAll(/\/agents\/lettres\/[0-9a-f-]+/g)]
    const decision = `${counter}/decisions/1/lettre.pdf`
    expect((await agent.get('/agents/lettres')).text).toContain(`href="${decision}"`)
    const paths = [...letters.map(([path]) => path), decision]
    const texts = await Promise.all(paths.map(async (path) => pdfText((await agent.get(path)).bytes)))
    expect(texts).toHaveLength(2)
    for (const told of [
      'Odette Fournier',
      '3 chemin des Vignes',
      '38200 Vienne',
      reference,
      'considérée comme',
    ])
      expect(texts[0]).toContain(told)
    for (const told of [
      'Odette Fournier',
      '3 chemin des Vignes',
      'refus',
      'dépasse le plafond',
      'Inès Rolland',
    ])
      expect(texts[1]).toContain(told)
    expect(texts[1]).toMatch(/tribunal/i)
    expect(await read(agent, counter)).toContain('Imprimée le')
    expect((await ailleurs.get(letters[0]?.[0] ?? '')).status).toBe(404)
    const mails = portal.context.db
      .selectFrom('courriel')
      .select('id')
      .where('sujet', 'like', `%${reference}%`)
    expect(await mails.execute()).toEqual([])
  })

  test('with answers missing, only when the agent says so; with an address, a mail where the law lets one', async () => {
    const id = await startPapier(agent, { courriel: 'odette@exemple.fr' })
    const saisie = `/agents/papier/saisies/${id}`
    expect((await agent.post(`${saisie}/depot`)).status).toBe(422)
    const { location } = await agent.post(`${saisie}/depot`, { incomplet: 'oui' })
    const counter = location ?? ''
    const act = async (path: string, fields: Record<string, string> = {}) =>
      (await agent.post(`${counter}/${path}`, { revision: await revisionOf(counter), ...fields })).status
    expect(await act('prise-en-charge')).toBe(204)
    expect(await act('complement', { elements: 'Le nom de l’enfant', echeance: dayOf(30) })).toBe(204)
    const mail = await portal.waitForMail('odette@exemple.fr', /il manque quelque chose/)
    for (const told of [
      'il nous manque',
      '– Le nom de l’enfant',
      'Répondez-nous par courrier jusqu’au',
      'inclus',
    ])
      expect(mail.text).toContain(told)
    expect(words(mail.text)).toContain('Notre délai de réponse (2 mois) est suspendu')
    expect(mail.text).not.toContain('/espace/')
  })

  test('its complement is answered by post: scanned, typed, received on the day it arrived', async () => {
    const saisie = `/agents/papier/saisies/${await startPapier(agent, jourTape('recue-le', dayOf(-9)))}`
    const counter = (await agent.post(`${saisie}/depot`, { incomplet: 'oui' })).location ?? ''
    const act = async (path: string, fields: Record<string, string> = {}) =>
      (await agent.post(`${counter}/${path}`, { revision: await revisionOf(counter), ...fields })).status
    const post = `${counter}/reponse-par-courrier`
    expect((await agent.get(post)).status).toBe(404)
    expect(await act('prise-en-charge')).toBe(204)
    const elements = 'Le RIB\nLe nom de l’enfant ?'
    expect(await act('complement', { elements, echeance: dayOf(30) })).toBe(204)
    expect((await agent.get(counter)).text).toContain(`href="${post}"`)
    const page = (await agent.get(post)).text
    const complement = /name="complement" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const typed = { complement, 'reponse.2': 'Marius', ...jourTape('recue-le', dayOf(0)) }
    for (const [fields, told] of [
      [jourTape('recue-le', dayOf(0)), 'Ajoutez un document numérisé'],
      [{ ...typed, ...jourTape('recue-le', dayOf(2)) }, 'pas encore venu'],
      [{ ...typed, ...jourTape('recue-le', dayOf(-2)) }, 'n’a pas pu arriver avant'],
      [typed, 'il manque encore « Le RIB »'],
    ] as const) {
      const wrong = await agent.post(post, fields)
      expect([wrong.status, words(wrong.text).includes(told)]).toEqual([422, true])
    }
    const adresse = /data-adresse="([^"]+)"/.exec(page)?.[1] ?? ''
    await expect(sendPiece(ailleurs, adresse, PDF, 'rib.pdf')).rejects.toThrow()
    await expect(sendPiece(family, adresse, PDF, 'rib.pdf')).rejects.toThrow()
    for (const name of ['faux.pdf', 'rib.pdf']) await sendPiece(agent, adresse, PDF, name)
    const scans = [...(await chef.get(post)).text.matchAll(/name="retirer-piece" value="([^"]+)"/g)]
    expect(scans).toHaveLength(2)
    const removed = await chef.post(post, { ...typed, 'retirer-piece': scans[0]?.[1] ?? '' })
    expect([removed.status, removed.text.includes('Marius')]).toEqual([200, true])
    expect((await ailleurs.post(post, typed)).status).toBe(404)
    expect((await agent.post(post, typed)).location).toBe(counter)
    expect((await agent.post(post, typed)).status).toBe(404)
    const after = await read(agent, counter)
    for (const told of ['rib.pdf', 'Marius', 'En cours d’examen']) expect(after).toContain(told)
    expect(after).not.toContain('faux.pdf')
  })

  test('a scan is of the agent who types, and of nobody else', async () => {
    const saisie = `/agents/papier/saisies/${await startPapier(agent)}`
    await fillForm(agent, saisie, [{ prenom: 'Zoé', options: ['restauration'] }])
    const enfant = /options\/([\w-]+)/.exec((await agent.get(`${saisie}/relecture`)).text)?.[1] ?? ''
    const documents = (await agent.get(`${saisie}/documents/${enfant}`)).text
    const adresse = /data-adresse="([^"]+)"/.exec(documents)?.[1] ?? ''
    expect(adresse).toContain(saisie)
    await expect(sendPiece(chef, adresse, PDF, 'a.pdf')).rejects.toThrow()
  })
})

test('the counts and the file of those who answer for the démarche', async () => {
  expect(await read(chef, '/agents/statistiques')).toContain('Aucune demande n’a encore été comptée')
  const { allJobs } = await import('../../src/app/worker.ts')
  await allJobs(portal.context)['statistiques:compte']?.({})
  const page = await read(chef, '/agents/statistiques?periode=12-mois')
  for (const told of [
    'demandes reçues',
    'En attente maintenant',
    'Autres communes',
    'moins de 5',
    'neuf sur dix',
  ])
    expect(page).toContain(told)
  const columns = { colonnes: ['reference', 'nom', 'enfants.options'], statuts: ['deposee', 'refusee'] }
  const wished = { du: dayOf(-30), au: dayOf(0), format: 'csv', ...columns }
  const wrong = await chef.post('/agents/export/pack-rentree', { ...wished, au: '2020-01-01' })
  expect([wrong.status, words(wrong.text).includes('avant le premier')]).toEqual([422, true])
  const { location } = await chef.post('/agents/export/pack-rentree', wished)
  const file = /\/agents\/export\/fichiers\/[0-9a-f-]+/.exec((await chef.get(location ?? '')).text)?.[0] ?? ''
  const csv = await chef.get(file)
  expect(csv.headers.get('content-disposition')).toContain('demandes-pack-rentree')
  const [titles, ...lines] = csv.text.trim().split('\r\n')
  expect(titles).toMatch(/Référence;Nom du demandeur;Les enfants.*/)
  expect(lines.some((line) => line.includes('Fournier') && line.includes('restauration'))).toBe(true)
  expect((await ailleurs.get(file)).status).toBe(404)
})
