import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { cliCommands } from '../../src/app/cli-commands.ts'
import { allJobs } from '../../src/app/worker.ts'
import { openFileStore } from '../../src/platform/files/file-store.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, sendPiece } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let clock: TestClock
let family: SignedClient
let email: string
let usagerId: string
let people = 0
let logged = ''

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock('2026-11-23T09:00:00Z')
  portal = await startPortal(base.url, {
    clock,
    onLog: (line) => {
      logged += line
    },
  })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  clock.set('2026-11-23T09:00:00Z')
  email = `famille-${people}@exemple.fr`
  people += 1
  usagerId = await portal.addUsager(email)
  family = await portal.usager(email)
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const run = (job: string) => allJobs(portal.context)[job]?.({})
const list = async (): Promise<string> => words((await family.get('/espace/documents')).text)
const contentOf = (nom: string): Buffer =>
  Buffer.concat([PDF.subarray(0, 9), Buffer.from(`%${nom}\n`), PDF.subarray(9)])

/** Adds a document on its own page. @returns its address, where the person is led */
async function add(nom: string, content = contentOf(nom), client = family): Promise<string> {
  const envois = '/espace/documents/envois'
  const opened = await client.post(envois, { nom, taille: String(content.length) })
  expect(opened.status).toBe(201)
  const { id } = JSON.parse(opened.text) as { id: string }
  expect((await client.put(`${envois}/${id}?debut=0`, content)).status).toBe(200)
  const [fin, again] = [await client.post(`${envois}/${id}/fin`), await client.post(`${envois}/${id}/fin`)]
  expect([fin.status, again.location]).toEqual([204, fin.location])
  return (fin.location ?? '').replace('?ajoute=1', '')
}
const documentsKept = () =>
  base.db.selectFrom('document').selectAll().where('usager_id', '=', usagerId).orderBy('id').execute()
const certificat = {
  nom: 'Certificat de Léa',
  nature: 'certificat-scolarite',
  dateDuDocument: '2026-09-12',
  validite: 'usuelle',
  valableJusquAu: '',
}
/** A brouillon that asks for a certificate, and its page of documents. */
async function brouillon() {
  const address = await fillPackRentree(family, [{ prenom: 'Léa', options: ['carte-jeune'] }])
  const enfant = /documents\/([\w-]+)/.exec((await family.get(`${address}/verification`)).text)?.[1] ?? ''
  return { address, champ: `enfants.${enfant}.certificat`, page: `${address}/documents/${enfant}` }
}

test('a document is added, described, found again, downloaded and deleted', async () => {
  expect(await list()).toMatch(/Gardez vos originaux/)
  const address = await add('scan0012.pdf')
  expect(words((await family.get(`${address}?ajoute=1`)).text)).toContain(
    'Dites-nous maintenant ce que c’est',
  )
  const wrong = await family.post(address, {
    ...certificat,
    nom: '',
    dateDuDocument: '2027-09-12',
    nature: 'x',
  })
  expect(wrong.status).toBe(422)
  expect(words(wrong.text)).toMatch(
    /3 points sont à corriger.*Donnez un nom.*Choisissez ce qu’est.*pas encore passée/,
  )
  const unsaid = await family.post(address, { ...certificat, nature: 'piece-identite' })
  expect(words(unsaid.text)).toContain('Écrivez la date de fin qui figure sur le document')
  expect((await family.post(address, certificat)).location).toBe(`${address}?fait=1`)
  expect(await list()).toMatch(
    /Certificat de scolarité Certificat de Léa du 12 septembre 2026 – Valable jusqu’au 31 août 2027/,
  )
  const got = await family.get(`${address}/contenu`)
  expect([got.status, got.text]).toEqual([200, contentOf('scan0012.pdf').toString()])

  expect((await family.post(`${address}/suppression`)).location).toBe('/espace/documents?supprime=1')
  expect((await family.get(address)).status).toBe(404)
  await vi.waitUntil(async () => (await etats()).length === 0, { timeout: 15_000 })
})

test('one content is one document, however often it is sent, kept and used; its analysis is done once', async () => {
  const address = await add('a.pdf', PDF)
  expect(await add('b.pdf', PDF)).toBe(address)
  const { page, champ, address: form } = await brouillon()
  await sendPiece(family, `${form}/pieces/${champ}`, PDF, 'c.pdf')
  const shown = words((await family.get(page)).text)
  expect(shown).toContain('c.pdf est gardé dans Mes documents')
  expect(shown).not.toContain('Reprendre')
  expect(await documentsKept()).toHaveLength(1)
  const fichiers = await base.db
    .selectFrom('fichier')
    .select('id')
    .where('usager_id', '=', usagerId)
    .execute()
  expect(fichiers).toHaveLength(1)
})

test('a document is used again with one tap, and what is filed outlives it', async () => {
  const address = await add('certificat.pdf')
  await family.post(address, certificat)
  const other = await add('rib.pdf')
  await family.post(other, { ...certificat, nom: 'RIB', nature: 'rib', dateDuDocument: '' })
  const { page, champ, address: form } = await brouillon()
  const shown = words((await family.get(page)).text)
  expect(shown).toMatch(
    /Reprendre : certificat de scolarité du 12 septembre 2026.*Reprendre un autre de mes documents.*Reprendre : RIB, ajouté le 23 novembre 2026/,
  )
  const value = `${champ}:${address.split('/').at(-1)}`
  const taken = await Promise.all([1, 2].map(() => family.post(page, { 'reprendre-document': value })))
  expect(taken.map(({ location }) => location)).toEqual([page, page])
  const pieces = await base.db
    .selectFrom('piece')
    .select(['id', 'nom_fichier'])
    .where('usager_id', '=', usagerId)
    .where('champ', '=', champ)
    .execute()
  expect(pieces.map(({ nom_fichier }) => nom_fichier)).toEqual(['Certificat de Léa.pdf'])

  // Not sent yet: nothing keeps the document, and the brouillon keeps its copy.
  const reference = await file(family, form)
  const held = await family.post(`${address}/suppression`)
  expect(held.status).toBe(409)
  expect(words(held.text)).toMatch(
    new RegExp(`${reference}.* sans réponse de notre part, le délai finit le .* 2027`),
  )
  expect(words((await family.get(address)).text)).toContain('une demande en cours en a besoin')
  expect(await list()).toContain(`envoyé avec ${reference}`)
  const demande = `/espace/demandes/${reference}`
  await family.post(`${demande}/desistement`)
  // A page that stayed open acts too late: it is led to where the demande is now.
  const late = await family.post(`${demande}/complement`, { reponse: 'Voici.' })
  expect([late.status, late.text.includes(`href="${demande}"`)]).toEqual([409, true])
  expect(words(late.text)).toContain('Votre demande a avancé entre-temps. Rien n’a été changé')
  expect((await family.post(`${address}/suppression`)).status).toBe(204)
  const copy = await family.get(`/espace/pieces/${pieces[0]?.id}/contenu`)
  expect([copy.status, copy.text]).toEqual([200, contentOf('certificat.pdf').toString()])
})

test('what is put in a demande is kept by choice, with the kind that was asked for, once', async () => {
  const { page, champ, address: form } = await brouillon()
  await sendPiece(family, `${form}/pieces/${champ}`, contentOf('lea'), 'lea.pdf')
  expect(await documentsKept()).toEqual([])
  const piece = /name="garder-piece" value="([^"]+)"/.exec((await family.get(page)).text)?.[1] ?? ''
  for (const _ of [1, 2]) expect((await family.post(page, { 'garder-piece': piece })).location).toBe(page)
  expect(await documentsKept()).toMatchObject([
    {
      nature: 'certificat-scolarite',
      nom: 'lea.pdf',
      validite: 'annee-scolaire',
      valable_jusqu_au: '2027-08-31',
    },
  ])
  expect(words((await family.get(page)).text)).toContain('lea.pdf est gardé dans Mes documents')
})

test('the answer to a complement takes a document of before, an ended one with a warning, and may keep a new one', async () => {
  const address = await add('attestation.pdf')
  await family.post(address, {
    ...certificat,
    nom: 'CAF',
    nature: 'quotient-familial',
    dateDuDocument: '2026-05-01',
  })
  const reference = await file(family, (await brouillon()).address)
  await portal.addAgent('agent@essai.example')
  const agent = await portal.agent('agent@essai.example')
  const counter = `/agents/demandes/${reference}`
  expect((await agent.post(`${counter}/prise-en-charge`, { revision: '1' })).status).toBe(204)
  const asked = { revision: '2', elements: 'Une attestation', echeance: '2026-12-31' }
  expect((await agent.post(`${counter}/complement`, asked)).status).toBe(204)
  const demande = `/espace/demandes/${reference}`
  const shown = (await family.get(demande)).text
  expect(words(shown)).toMatch(
    /Reprendre : attestation CAF ou MSA .* du 1er mai 2026 CAF N’est plus valable depuis le 1er août 2026/,
  )
  const complement = /name="complement" value="([^"]+)"/.exec(shown)?.[1] ?? ''
  const fields = { complement, reponse: 'La voici.', 'reprendre-document': `1:${address.split('/').at(-1)}` }
  const taken = await family.post(`${demande}/complement`, fields)
  expect(words(taken.text)).toContain('CAF.pdf – prêt à partir')
  expect(taken.text).toContain('La voici.')
  await sendPiece(family, `/espace/complements/${complement}/pieces/1`, contentOf('autre'), 'autre.pdf')
  const garder = /name="garder-piece" value="([^"]+)"/.exec((await family.get(demande)).text)?.[1] ?? ''
  await family.post(`${demande}/complement`, { complement, 'garder-piece': garder })
  expect(await documentsKept()).toMatchObject([{ nom: 'CAF' }, { nom: 'autre.pdf', nature: 'autre' }])
  await family.post(`${demande}/complement`, { complement, reponse: 'La voici.' })
  expect((await agent.get(counter)).text).toContain('CAF')
})

test('before a document ends its owner is told, once, by mail unless they chose otherwise', async () => {
  const [address, rib] = [await add('certificat.pdf'), await add('rib.pdf')]
  await family.post(address, certificat)
  await family.post(rib, {
    ...certificat,
    nature: 'rib',
    validite: 'trois-mois',
    dateDuDocument: '2027-05-20',
  })
  clock.set('2027-07-31T02:22:00Z')
  await run('document:rappelle')
  expect(await portal.mailsTo(email)).toEqual([])
  clock.set('2027-08-01T02:22:00Z')
  await Promise.all([run('document:rappelle'), run('document:rappelle')])
  await run('document:rappelle')
  const told = await portal.waitForMail(email, /bientôt plus valable/)
  expect(told.text).toMatch(/certificat de scolarité du 12 septembre 2026\s: jusqu’au 31 août 2027/)
  expect(told.text).toContain(`${portal.origin}/espace/documents`)
  expect(await portal.mailsTo(email)).toHaveLength(1)
  family = await portal.usager(email)
  expect(await list()).toContain('Certificat de Léa Bientôt plus valable')

  // A newer date is told again when its time comes; on line only, for whoever chose that.
  await family.post('/espace/compte/contact', {
    suivi: 'courriel',
    brouillons: 'courriel',
    messages: 'courriel',
    documents: 'en-ligne',
  })
  await family.post(address, { ...certificat, dateDuDocument: '2027-07-15' })
  clock.set('2028-08-20T02:22:00Z')
  await run('document:rappelle')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await portal.mailsTo(email)).toHaveLength(1)
  const lines = await base.db
    .selectFrom('journal')
    .select('id')
    .where('action', '=', 'document.rappele')
    .where('objet_id', '=', address.split('/').at(-1) ?? '')
    .execute()
  expect(lines).toHaveLength(2)
})

test('a damaged document is never served: a number, a way out, an alarm; sent again, it is whole', async () => {
  const address = await add('photo-abimee.pdf')
  const fichier = await base.db
    .selectFrom('fichier')
    .selectAll()
    .where('usager_id', '=', usagerId)
    .executeTakeFirstOrThrow()
  const path = join(portal.context.config.dataDir, 'fichiers', fichier.chemin)
  const sealed = await readFile(path)
  for (const at of [0, 12, 30, sealed.length - 1]) {
    const broken = Buffer.from(sealed)
    broken[at] = (broken[at] ?? 0) ^ 0x10
    await writeFile(path, broken)
    const answer = await family.get(`${address}/contenu`)
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([500, null])
    expect(words(answer.text)).toMatch(
      /Ce document est abîmé.*Numéro à nous donner : [0-9a-f]{8}.*par courrier/,
    )
    expect(answer.text).not.toContain('photo-abimee')
  }
  expect(logged).toContain('"alarme":"fichier-endommage"')
  expect(await add('photo-abimee.pdf')).toBe(address)
  expect((await family.get(`${address}/contenu`)).text).toBe(contentOf('photo-abimee.pdf').toString())
})

test('nobody else reads, uses or deletes a document', async () => {
  const address = await add('secret.pdf')
  const id = address.split('/').at(-1) ?? ''
  await portal.addUsager(`autre-${email}`)
  const mine = family
  family = await portal.usager(`autre-${email}`)
  for (const path of ['', '/contenu']) expect((await family.get(address + path)).status).toBe(404)
  for (const path of ['', '/suppression'])
    expect((await family.post(address + path, certificat)).status).toBe(404)
  const { page, champ } = await brouillon()
  expect((await family.post(page, { 'reprendre-document': `${champ}:${id}` })).status).toBe(404)
  const piece = await base.db
    .selectFrom('piece')
    .select('id')
    .where('usager_id', '=', usagerId)
    .executeTakeFirst()
  expect(piece).toBeUndefined()
  expect((await mine.get(`${address}/contenu`)).status).toBe(200)
})

const etats = async (): Promise<string[]> =>
  (await base.db.selectFrom('fichier').select('etat').where('usager_id', '=', usagerId).execute()).map(
    ({ etat }) => etat,
  )

test('one that its analysis found infected says so, is not served nor offered, and can be deleted', async () => {
  const address = await add('virus.pdf')
  // As the analysis of now says it: one that an antivirus looks at later.
  await vi.waitUntil(async () => (await etats()).includes('non_analysee'), { timeout: 15_000 })
  const found = (etat: string, motif: string | null) =>
    base.db.updateTable('fichier').set({ etat, motif }).where('usager_id', '=', usagerId).execute()
  await found('ecartee', 'mot-de-passe')
  expect(words((await family.get(address)).text)).toContain(
    'Il ne peut pas servir : il est protégé par un mot de passe. Enregistrez-le sans mot de passe',
  )
  await found('infectee', null)
  expect(await list()).toContain('Détruit : il contenait un virus')
  expect((await family.get(`${address}/contenu`)).status).toBe(404)
  const { page, champ } = await brouillon()
  expect(words((await family.get(page)).text)).not.toContain('Reprendre')
  const value = `${champ}:${address.split('/').at(-1)}`
  expect((await family.post(page, { 'reprendre-document': value })).status).toBe(404)
  expect((await family.post(`${address}/suppression`)).status).toBe(204)
})

test('a hundred documents at most, and everything goes with the account', async () => {
  const address = await add('un.pdf')
  const row = (await documentsKept())[0]
  if (!row) throw new Error('no document')
  await base.db
    .insertInto('document')
    .values(
      Array.from({ length: 99 }, (_, i) => ({
        ...row,
        id: crypto.randomUUID(),
        empreinte: Buffer.from(`${i}`),
      })),
    )
    .execute()
  const full = await family.post('/espace/documents/envois', { nom: 'a.pdf', taille: '10' })
  expect([full.status, full.text]).toEqual([422, expect.stringContaining('Supprimez-en un')])
  expect((await family.get(address)).status).toBe(200)
  await base.db.updateTable('usager').set({ cloture_le: clock.now() }).where('id', '=', usagerId).execute()
  clock.set('2027-01-23T09:00:00Z')
  await run('compte:efface')
  expect(await documentsKept()).toEqual([])
  const left = await base.db.selectFrom('fichier').select('id').where('usager_id', '=', usagerId).execute()
  expect(left).toEqual([])
})

test('an operator rotates the keys by a command, and learns when the old one may go', async () => {
  await add('avant.pdf')
  const { keys } = portal.context.config.masterKeys
  const master = { current: 2, keys: new Map([...keys, [2, randomBytes(32)] as const]) }
  const files = openFileStore(join(portal.context.config.dataDir, 'fichiers'), master)
  const rotation = cliCommands['fichiers:rotation']
  if (!('run' in rotation)) throw new Error('the rotation needs the base')
  const command = (values: object): Promise<string[]> =>
    rotation.run({ ...portal.context, files }, { ...values }, [])
  await expect(command({ verifie: true })).rejects.toThrow(
    /Attendent encore la version 1.*Gardez les anciennes/s,
  )
  expect((await command({})).join(' ')).toMatch(/Clés protégées par la version 2\s: [1-9]/)
  expect((await command({ verifie: true, contenus: true })).join(' ')).toMatch(/vous pouvez la retirer/)
})
