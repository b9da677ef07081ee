import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Clamd, startClamd } from '../../../test/support/clamd.ts'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { insertDemandes } from '../../../test/support/demandes.ts'
import { makePng } from '../../../test/support/hostile/make-images.ts'
import { makePdf } from '../../../test/support/hostile/make-pdf.ts'
import { openClamd, parseClamdUrl } from '../../platform/antivirus/clamd.ts'
import { eicar } from '../../platform/antivirus/eicar.ts'
import { noScanner, type Scanner } from '../../platform/antivirus/scanner.ts'
import { createCleaner } from '../../platform/cleaning/cleaner.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { FichierEndommage } from '../../platform/files/fichier-endommage.ts'
import { type FileStore, openFileStore } from '../../platform/files/file-store.ts'
import { createLog } from '../../platform/log/log.ts'
import { createPeople } from '../../platform/session/people.fixture.ts'
import { countLateAnalyses, createAnalysesEnRetard } from './analyses-en-retard.ts'
import { releaseFichiers } from './erase-files.ts'
import { replacePiece } from './replace-piece.ts'
import { type ScanDeps, scanFichier } from './scan-fichier.ts'

let base: TestDatabase
let clamd: Clamd
let folder: string
let files: FileStore
let clamav: Scanner
const clock = createTestClock()
let usagerId: string
const cleaner = createCleaner()

beforeAll(async () => {
  ;[base, clamd] = await Promise.all([createTestDatabase(), startClamd()])
  clamav = openClamd(parseClamdUrl(clamd.unix) ?? { path: '' })
  folder = await mkdtemp(join(tmpdir(), 'fichiers-'))
  files = openFileStore(folder, { current: 1, keys: new Map([[1, Buffer.alloc(32, 1)]]) })
  ;({ usagerId } = await createPeople(base.db))
})
afterAll(async () => {
  await base.drop()
  await clamd.stop()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  await base.db.deleteFrom('apercu').execute()
  await base.db.deleteFrom('fichier').execute()
})

const deps = (scanner: Scanner): ScanDeps => ({
  db: base.db,
  clock,
  files,
  cleaner,
  scanner,
  mailIdentity: collectiviteDEssai,
  publicOrigin: 'https://essai.example',
})

async function arrived(genre: string, content: Buffer): Promise<string> {
  const id = uuidv7()
  const { sha256, chemin, cleEnveloppee, cleVersion } = await files.put(id, content)
  await base.db
    .insertInto('fichier')
    .values({
      id,
      usager_id: usagerId,
      genre,
      taille: content.length,
      sha256,
      etat: 'recue',
      chemin,
      cle_enveloppee: cleEnveloppee,
      cle_version: cleVersion,
      recu_le: clock.now(),
    })
    .execute()
  return id
}

const rowOf = (id: string) =>
  base.db.selectFrom('fichier').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const apercusOf = (id: string) =>
  base.db.selectFrom('apercu').selectAll().where('fichier_id', '=', id).execute()
const contentOf = async (id: string): Promise<Buffer> => {
  const { chemin, cle_enveloppee, cle_version } = await rowOf(id)
  return files.get({ chemin, cleEnveloppee: cle_enveloppee, cleVersion: cle_version })
}

test('without an antivirus a document is drawn and called « non analysé »; with one it is looked at, not drawn again', async () => {
  const id = await arrived('png', makePng(9, 7))
  await scanFichier(deps(noScanner), id)
  const before = await rowOf(id)
  expect([before.etat, before.pages, (await apercusOf(id)).length]).toEqual(['non_analysee', 1, 1])
  await scanFichier(deps(noScanner), id)
  expect(await rowOf(id)).toEqual(before)

  await scanFichier(deps(clamav), id)
  const after = await rowOf(id)
  expect([after.etat, after.chemin, after.nettoye_le]).toEqual(['liberee', before.chemin, before.nettoye_le])
  await scanFichier(deps(clamav), id)
  expect(await rowOf(id)).toEqual(after)
})

test('one that was shown before there was an antivirus, and is infected, is destroyed with its pages', async () => {
  const id = await arrived('pdf', makePdf({ objects: [{ dictionary: '', stream: eicar() }] }))
  await scanFichier(deps(noScanner), id)
  const [apercu] = await apercusOf(id)
  expect((await rowOf(id)).etat).toBe('non_analysee')
  await scanFichier(deps(clamav), id)
  expect([(await rowOf(id)).etat, await apercusOf(id)]).toEqual(['infectee', []])
  const image = base.db
    .selectFrom('fichier')
    .select('id')
    .where('id', '=', apercu?.image_id ?? '')
  expect(await image.execute()).toEqual([])
  const mail = base.db.selectFrom('courriel').select(['sujet', 'modele']).where('usager_id', '=', usagerId)
  expect(await mail.execute()).toEqual([
    { sujet: 'Un de vos documents est à remplacer', modele: 'document-a-remplacer' },
  ])
})

test('two runs at once write one answer, whose content and pages can be read', async () => {
  const id = await arrived('png', makePng(30, 20))
  await Promise.all([scanFichier(deps(clamav), id), scanFichier(deps(clamav), id)])
  const apercus = await apercusOf(id)
  expect([(await rowOf(id)).etat, apercus.length]).toEqual(['liberee', 1])
  expect((await contentOf(id)).subarray(1, 4).toString()).toBe('PNG')
  expect((await contentOf(apercus[0]?.image_id ?? '')).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
})

test('one that is damaged is never looked at as if it were whole: told in the journal, kept in quarantine', async () => {
  const id = await arrived('png', makePng(9, 7))
  const path = join(folder, (await rowOf(id)).chemin)
  const sealed = await readFile(path)
  sealed[sealed.length - 20] = (sealed[sealed.length - 20] ?? 0) ^ 1
  await writeFile(path, sealed)
  await expect(scanFichier(deps(clamav), id)).rejects.toThrow(FichierEndommage)
  expect((await rowOf(id)).etat).toBe('quarantaine')
  const lines = base.db.selectFrom('journal').select('action').where('objet_id', '=', id)
  expect(await lines.execute()).toEqual([{ action: 'fichier.endommage' }])
})

test('a document that goes takes its pages with it', async () => {
  const id = await arrived('png', makePng(8, 8))
  await scanFichier(deps(clamav), id)
  await inTransaction(base.db, (tx) => releaseFichiers(tx, [id]))
  expect(await base.db.selectFrom('fichier').select('id').execute()).toEqual([])
})

test('analyses that are late are added again; past an hour it is said once, then once a day, then that it is over', async () => {
  const said: string[] = []
  const log = createLog('info', {
    write: (line: string) => {
      const { level, nombre } = JSON.parse(line) as { level: number; nombre?: number }
      said.push(level >= 50 ? `alarm ${nombre}` : 'over')
    },
  })
  const late = createAnalysesEnRetard({ db: base.db, clock, scanner: clamav, log })
  const stuck = await arrived('pdf', makePdf({}))
  const never = await arrived('pdf', makePdf({}))
  await base.db.updateTable('fichier').set({ etat: 'non_analysee' }).where('id', '=', never).execute()
  clock.advance(10 * 60_000)
  await late()
  expect(await queued()).toEqual([never])
  clock.advance(10 * 60_000)
  await late()
  await late()
  expect((await queued()).sort()).toEqual([stuck, never].sort())
  expect([said, await countLateAnalyses({ db: base.db, clock })]).toEqual([[], 0])
  clock.advance(60 * 60_000)
  await late()
  await late()
  expect([said, await countLateAnalyses({ db: base.db, clock })]).toEqual([['alarm 1'], 1])
  clock.advance(24 * 3_600_000)
  await late()
  expect(said).toEqual(['alarm 1', 'alarm 1'])
  await scanFichier(deps(clamav), stuck)
  await late()
  await late()
  expect(said).toEqual(['alarm 1', 'alarm 1', 'over'])
})

test('five hundred that cannot be read do not hide the one that came after them', async () => {
  const said = { info: () => undefined, error: () => undefined }
  const late = createAnalysesEnRetard({ db: base.db, clock, scanner: noScanner, log: said })
  const le = clock.now()
  await base.db
    .insertInto('fichier')
    .values(
      Array.from({ length: 500 }, () => ({
        ...{ id: uuidv7(), usager_id: usagerId, genre: 'pdf', taille: 1, sha256: Buffer.alloc(32) },
        ...{ etat: 'quarantaine', chemin: 'x', cle_enveloppee: Buffer.alloc(1), cle_version: 1, recu_le: le },
      })),
    )
    .execute()
  clock.advance(60_000)
  const after = await arrived('pdf', makePdf({}))
  clock.advance(20 * 60_000)
  await late()
  expect(await queued()).not.toContain(after)
  await late()
  expect(await queued()).toContain(after)
})

test('what is found in a document of a message is in the journal of its demande', async () => {
  const id = await arrived('png', makePng(8, 8))
  const [demandeId = ''] = await insertDemandes(base.db, usagerId, 1)
  const messageId = uuidv7()
  await base.db
    .insertInto('message')
    .values({
      id: messageId,
      demande_id: demandeId,
      demarche: 'aide',
      auteur: 'usager',
      cree_le: clock.now(),
    })
    .execute()
  const documentId = uuidv7()
  const document = { id: documentId, message_id: messageId, fichier_id: id, nom_fichier: 'a.png' }
  await base.db
    .insertInto('document_de_message')
    .values({ ...document, recu_le: clock.now() })
    .execute()
  await scanFichier(deps(clamav), id)
  const lines = base.db
    .selectFrom('journal')
    .select(['action', 'objet_id'])
    .where('demande_id', '=', demandeId)
  expect(await lines.orderBy('id').execute()).toEqual(
    ['piece.quarantaine', 'piece.saine', 'piece.liberee'].map((action) => ({ action, objet_id: documentId })),
  )
  await base.db.deleteFrom('message').where('id', '=', messageId).execute()
})

test('a file of several demandes found infected late: a thing to do on each under way, one mail that names them', async () => {
  const id = await arrived('pdf', makePdf({ objects: [{ dictionary: '', stream: eicar() }] }))
  const demandes = await insertDemandes(base.db, usagerId, 3)
  await base.db
    .updateTable('demande')
    .set({ statut: 'acceptee' })
    .where('id', '=', demandes[2] ?? '')
    .execute()
  const pieces = demandes.map((demandeId) => ({
    ...{
      id: uuidv7(),
      usager_id: usagerId,
      demande_id: demandeId,
      champ: 'racine.rib',
      nom_fichier: 'rib.pdf',
    },
    ...{ fichier_id: id, recue_le: clock.now() },
  }))
  await base.db.insertInto('piece').values(pieces).execute()
  await scanFichier(deps(noScanner), id)
  await scanFichier(deps(clamav), id)
  const told = base.db
    .selectFrom('notification')
    .select(['demande_id', 'objet_id', 'a_faire'])
    .where('genre', '=', 'piece.inutilisable')
    .where('demande_id', 'in', demandes)
  expect(await told.orderBy('id').execute()).toEqual(
    pieces.slice(0, 2).map((piece) => ({ demande_id: piece.demande_id, objet_id: piece.id, a_faire: true })),
  )
  const mails = await base.db
    .selectFrom('courriel')
    .select(['sujet', 'texte'])
    .where('demande_id', 'in', demandes)
    .execute()
  const rows = await base.db
    .selectFrom('demande')
    .select(['id', 'reference'])
    .where('id', 'in', demandes)
    .execute()
  const named = rows.filter(({ reference }) => mails[0]?.texte.includes(reference)).map((row) => row.id)
  expect([mails.length, mails[0]?.sujet, named.sort()]).toEqual([
    1,
    'Un de vos documents est à remplacer',
    demandes.slice(0, 2).sort(),
  ])
  const [first] = pieces
  await inTransaction(base.db, (tx) =>
    replacePiece(
      tx,
      { kind: 'usager', acces: 'plein', usagerId, sessionId: usagerId, nomAffiche: '' },
      { ancienne: first?.id ?? '', nouvelle: first?.id ?? '', le: clock.now() },
    ),
  )
  const waiting = await told.where('faite_le', 'is', null).execute()
  expect(waiting.map(({ objet_id }) => objet_id)).toEqual([pieces[1]?.id])
  await base.db.deleteFrom('piece').where('fichier_id', '=', id).execute()
})

/** The files whose analysis waits in the queue. */
async function queued(): Promise<string[]> {
  const owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  const { rows } = await owner.query<{ id: string }>(
    `select payload ->> 'id' as id from graphile_worker._private_jobs where payload ->> 'id' is not null
      and key like 'analyse-%'`,
  )
  await owner.end()
  return rows.map(({ id }) => id)
}
