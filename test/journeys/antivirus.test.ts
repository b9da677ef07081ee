import { execFileSync } from 'node:child_process'
import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queueAnalysis } from '../../src/features/pieces/queue-analysis.ts'
import { eicar } from '../../src/platform/antivirus/eicar.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { type Clamd, startClamd } from '../support/clamd.ts'
import { type ClamdGate, startClamdGate } from '../support/clamd-gate.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, sendPiece } from '../support/family.ts'
import { makePdf } from '../support/hostile/make-pdf.ts'
import { PHOTO_HEIC } from '../support/photo-heic.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let clamd: Clamd
let gate: ClamdGate
let portal: Portal
let agent: SignedClient

beforeAll(async () => {
  ;[base, clamd] = await Promise.all([createTestDatabase(), startClamd()])
  gate = await startClamdGate(clamd)
  portal = await startPortal(base.url, { clamdUrl: gate.url })
  await portal.addAgent('agent@exemple.fr')
  agent = await portal.agent('agent@exemple.fr')
})
beforeEach(() => {
  gate.mode = 'vrai'
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
  await gate.stop()
  await clamd.stop()
})

const INFECTE = makePdf({ objects: [{ dictionary: '', stream: eicar() }] })
const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ')

async function somebody(email: string): Promise<SignedClient> {
  await portal.addUsager(email)
  return portal.usager(email)
}

/** The last document of somebody, and its file. */
const lastOf = (email: string) =>
  base.db
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .innerJoin('usager', 'usager.id', 'piece.usager_id')
    .select(['piece.id', 'piece.champ', 'fichier.id as fichierId', 'etat', 'chemin', 'genre'])
    .where('usager.email', '=', email)
    .orderBy('piece.id', 'desc')
    .executeTakeFirstOrThrow()

const ends = (email: string, etat: string) =>
  expect.poll(async () => (await lastOf(email)).etat, { timeout: 15_000, interval: 50 }).toBe(etat)

/** A brouillon whose certificate is the given document. */
async function brouillonWith(client: SignedClient, email: string, content: Buffer, nom: string) {
  const base = await fillPackRentree(client, [{ prenom: 'Léa', options: ['restauration'] }])
  const { champ, id } = await lastOf(email)
  await client.post(`/espace/pieces/${id}/retirer`)
  const adresse = `${base}/pieces/${champ}`
  await sendPiece(client, adresse, content, nom)
  return { base, adresse }
}

test('a virus in a brouillon is destroyed; its owner is told which and what to do, and puts another', async () => {
  const email = 'brouillon@exemple.fr'
  const usager = await somebody(email)
  const { base: brouillon, adresse } = await brouillonWith(usager, email, INFECTE, 'attestation CAF.pdf')
  await ends(email, 'infectee')
  const { chemin } = await lastOf(email)
  await expect.poll(() => exists(chemin), { timeout: 10_000 }).toBe(false)
  const mail = await portal.waitForMail(email, /à remplacer/)
  expect(mail.subject).toBe('Un de vos documents est à remplacer')
  expect(mail.text).toContain('contient un virus')
  expect(mail.text).toContain(`${portal.origin}${brouillon}`)
  expect(mail.text).not.toContain('attestation CAF')

  const refused = await usager.post(`${brouillon}/depot`)
  const page = words((await usager.get(refused.location ?? brouillon)).text)
  expect(page).not.toMatch(/bien arrivée/)
  const enfant = adresse.split('/').at(-1)?.split('.')[1] ?? ''
  const said = words((await usager.post(`${brouillon}/documents/${enfant}`)).text)
  expect(said).toMatch(
    /« attestation CAF\.pdf » ne peut pas servir : il contenait un virus, et nous l’avons détruit\./,
  )
  expect(said).toContain('ajoutez un autre fichier')
  expect((await usager.get(`/espace/pieces/${(await lastOf(email)).id}/contenu`)).status).toBe(404)

  // Another one takes its place at once.
  await sendPiece(usager, adresse, PDF, 'nouvelle.pdf')
  const left = await base.db
    .selectFrom('piece')
    .select('nom_fichier')
    .where('brouillon_id', '=', brouillon.split('/').at(-1) ?? '')
    .execute()
  expect(left).toEqual([{ nom_fichier: 'nouvelle.pdf' }])
  await file(usager, brouillon)
})

test('an antivirus that is gone, or that lies, opens nothing; what it finds late is told on both sides', async () => {
  const email = 'tard@exemple.fr'
  const usager = await somebody(email)
  gate.mode = 'absent'
  const { base: brouillon } = await brouillonWith(usager, email, INFECTE, 'document secret.pdf')
  const reference = await file(usager, brouillon)
  const { id, fichierId } = await lastOf(email)
  await ends(email, 'quarantaine')
  const again = () => inTransaction(portal.context.db, (tx) => queueAnalysis(tx, fichierId))
  expect((await agent.get(`/agents/pieces/${id}/contenu`)).status).toBe(404)
  expect(words((await agent.get(`/agents/demandes/${reference}`)).text)).toContain('en cours d’analyse')
  await expect
    .poll(async () => fetch(`${portal.origin}/sante/pret`).then((answer) => answer.json()), {
      timeout: 15_000,
    })
    .toMatchObject({ antivirus: 'indisponible', base: 'ok' })

  gate.mode = 'menteur'
  await again()
  await expect.poll(() => lastError(fichierId), { timeout: 15_000 }).toMatch(/test file/)
  expect((await lastOf(email)).etat).toBe('quarantaine')

  gate.mode = 'vrai'
  await again()
  await ends(email, 'infectee')
  const told = words((await usager.get(`/espace/demandes/${reference}`)).text)
  expect(told).toContain('document secret.pdf – détruit : il contenait un virus')
  const seen = words((await agent.get(`/agents/demandes/${reference}`)).text)
  expect(seen).toContain('détruit : contenait un virus')
  const mail = await portal.waitForMail(email, /à remplacer/)
  expect(mail.text).toContain('Remplacez ce document sur sa page')
  expect(mail.text).toContain(`/espace/demandes/${reference}`)
})

/** Why the last try of the analysis failed: the queue's own tables, as its owner reads them. */
async function lastError(fichierId: string): Promise<string> {
  const owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  const { rows } = await owner.query<{ last_error: string | null }>(
    'select last_error from graphile_worker.jobs where key = $1',
    [`analyse-${fichierId}`],
  )
  await owner.end()
  return rows[0]?.last_error ?? ''
}

const exists = (chemin: string): Promise<boolean> =>
  access(join(portal.context.config.dataDir, 'fichiers', chemin)).then(
    () => true,
    () => false,
  )

test('an agent sees the pages of a document; looking at them leaves one line, and only for those of the démarche', async () => {
  const email = 'photo@exemple.fr'
  const usager = await somebody(email)
  const { base: brouillon } = await brouillonWith(usager, email, PHOTO_HEIC, 'IMG_0042.HEIC')
  const reference = await file(usager, brouillon)
  await ends(email, 'liberee')
  const { id } = await lastOf(email)
  const page = (await agent.get(`/agents/demandes/${reference}`)).text
  const apercu = /data-apercu="([^"]+)"/.exec(page)?.[1] ?? ''
  expect(apercu).toBe(`/agents/pieces/${id}/apercus/1`)
  const answers = await Promise.all([agent.get(apercu), agent.get(apercu), agent.get(apercu)])
  for (const answer of answers)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  const lines = await base.db
    .selectFrom('journal')
    .select('acteur')
    .where('action', '=', 'piece.apercus-consultes')
    .where('objet_id', '=', id)
    .execute()
  expect(lines).toEqual([{ acteur: 'agent' }])
  for (const path of [apercu.replace(/1$/, '2'), apercu.replace(/1$/, '0'), apercu.replace(/1$/, 'x')])
    expect((await agent.get(path)).status).toBe(404)
  await portal.addAgent('ailleurs@exemple.fr', 'instructeur', ['apa'])
  expect((await (await portal.agent('ailleurs@exemple.fr')).get(apercu)).status).toBe(404)

  // The photo became a JPEG, for both sides, under a name that says so.
  const kept = await agent.get(`/agents/pieces/${id}/contenu`)
  expect(kept.headers.get('content-type')).toBe('image/jpeg')
  expect(kept.headers.get('content-disposition')).toContain("filename*=UTF-8''IMG_0042.jpg")
  const { contenu } = await contentOf(id)
  expect((await sharp(contenu).metadata()).format).toBe('jpeg')
  expect(contenu.includes('TelephoneEssai')).toBe(false)
})

async function contentOf(id: string) {
  const row = await base.db
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .select(['chemin', 'cle_enveloppee', 'cle_version'])
    .where('piece.id', '=', id)
    .executeTakeFirstOrThrow()
  const contenu = await portal.context.files.get({
    chemin: row.chemin,
    cleEnveloppee: row.cle_enveloppee,
    cleVersion: row.cle_version,
  })
  return { contenu }
}

test('a PDF that holds code is seen, not opened', async () => {
  const email = 'code@exemple.fr'
  const usager = await somebody(email)
  const actif = makePdf({ catalog: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' })
  const { base: brouillon } = await brouillonWith(usager, email, actif, 'avis.pdf')
  const reference = await file(usager, brouillon)
  await ends(email, 'liberee')
  const { id } = await lastOf(email)
  const page = (await agent.get(`/agents/demandes/${reference}`)).text
  expect(words(page)).toMatch(/Ce PDF contient du code, une action qui se lance toute seule/)
  expect(page).not.toContain(`/agents/pieces/${id}/contenu`)
  expect((await agent.get(`/agents/pieces/${id}/contenu`)).status).toBe(404)
  expect((await agent.get(`/agents/pieces/${id}/apercus/1`)).status).toBe(200)
  // It is its owner's all the same.
  expect((await usager.get(`/espace/pieces/${id}/contenu`)).status).toBe(200)
})

test('a disk that is full keeps nothing and says so; once there is room the same sending ends well', async () => {
  const email = 'disque@exemple.fr'
  const usager = await somebody(email)
  const { base: brouillon, adresse } = await brouillonWith(usager, email, PDF, 'a.pdf')
  await usager.post(`/espace/pieces/${(await lastOf(email)).id}/retirer`)
  const folder = join(portal.context.config.dataDir, 'fichiers')
  await mkdir(folder, { recursive: true })
  const big = makePdf({ objects: [{ dictionary: '', stream: Buffer.alloc(700_000, 65) }] })
  // A true file system of 1 MB: the chunks fit, the document that is made of them does not.
  const resize = (size: string, more = ''): void =>
    void execFileSync('mount', ['-t', 'tmpfs', '-o', `${more}size=${size}`, 'tmpfs', folder])
  resize('1m')
  try {
    const opened = await usager.post(adresse, { nom: 'gros.pdf', taille: String(big.length) })
    const { id, morceau } = JSON.parse(opened.text) as { id: string; morceau: number }
    for (let from = 0; from < big.length; from += morceau)
      await usager.put(`${adresse}/${id}?debut=${from}`, big.subarray(from, from + morceau))
    const ended = await usager.post(`${adresse}/${id}/fin?retour=/espace`)
    expect(ended.status).toBeGreaterThanOrEqual(500)
    const kept = await base.db.selectFrom('piece').select('id').where('id', '=', id).execute()
    expect(kept).toEqual([])
    const more = await usager.post(adresse, { nom: 'encore.pdf', taille: String(big.length) })
    const next = (JSON.parse(more.text) as { id: string }).id
    const chunks = [0, morceau].map((from) =>
      usager.put(`${adresse}/${next}?debut=${from}`, big.subarray(from, from + morceau)),
    )
    expect((await Promise.all(chunks)).at(-1)?.status).toBeGreaterThanOrEqual(400)
    resize('8m', 'remount,')
    expect((await usager.post(`${adresse}/${id}/fin?retour=/espace`)).status).toBe(204)
    await ends(email, 'liberee')
  } finally {
    execFileSync('umount', ['--lazy', folder])
  }
  expect(brouillon).toContain('/espace/brouillons/')
})
