import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clamd, startClamd } from '../../../test/support/clamd.ts'
import { type ClamdGate, startClamdGate } from '../../../test/support/clamd-gate.ts'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { makePdf } from '../../../test/support/hostile/make-pdf.ts'
import { openClamd, parseClamdUrl } from '../../platform/antivirus/clamd.ts'
import { eicar } from '../../platform/antivirus/eicar.ts'
import { AntivirusEnPanne } from '../../platform/antivirus/scanner.ts'
import { createCleaner } from '../../platform/cleaning/cleaner.ts'
import { type FileStore, openFileStore } from '../../platform/files/file-store.ts'
import { createPeople } from '../../platform/session/people.fixture.ts'
import { mayOpenFile } from './piece.ts'
import { type ScanDeps, scanFichier } from './scan-fichier.ts'

let base: TestDatabase
let clamd: Clamd
let gate: ClamdGate
let folder: string
let files: FileStore
let deps: ScanDeps
let usagerId: string
const clock = createTestClock()

beforeAll(async () => {
  ;[base, clamd] = await Promise.all([createTestDatabase(), startClamd()])
  gate = await startClamdGate(clamd)
  folder = await mkdtemp(join(tmpdir(), 'fichiers-'))
  files = openFileStore(folder, { current: 1, keys: new Map([[1, Buffer.alloc(32, 1)]]) })
  ;({ usagerId } = await createPeople(base.db))
  const impatient = { connectMs: 2_000, answerMs: 2_000 }
  deps = {
    ...{ db: base.db, clock, files, cleaner: createCleaner(), mailIdentity: collectiviteDEssai },
    ...{ publicOrigin: 'https://essai.example' },
    scanner: openClamd(parseClamdUrl(gate.url) ?? { path: '' }, impatient),
  }
})
afterAll(async () => {
  await base.drop()
  await gate.stop()
  await clamd.stop()
  await rm(folder, { recursive: true })
})

async function arrived(genre: string, content: Buffer): Promise<string> {
  const id = uuidv7()
  const { sha256, chemin, cleEnveloppee, cleVersion } = await files.put(id, content)
  await base.db
    .insertInto('fichier')
    .values({
      ...{ id, usager_id: usagerId, genre, taille: content.length, sha256, etat: 'recue', chemin },
      ...{ cle_enveloppee: cleEnveloppee, cle_version: cleVersion, recu_le: clock.now() },
    })
    .execute()
  return id
}

async function stateOf(id: string) {
  const { etat, alertes, motif } = await base.db
    .selectFrom('fichier')
    .select(['etat', 'alertes', 'motif'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const apercus = await base.db.selectFrom('apercu').select('page').where('fichier_id', '=', id).execute()
  const ouvert = mayOpenFile({ etat: etat as Parameters<typeof mayOpenFile>[0]['etat'], alertes })
  return { etat, motif, ouvert, pages: apercus.length }
}
const WAITS = { etat: 'quarantaine', motif: null, ouvert: false, pages: 0 }

test.each(['absent', 'lent', 'menteur'] as const)(
  'an antivirus that is %s: the document waits, nobody opens it nor sees its pages; once it is back it is judged',
  async (mode) => {
    const virus = await arrived('pdf', makePdf({ objects: [{ dictionary: '', stream: eicar() }] }))
    const clean = await arrived('pdf', makePdf({}))
    gate.mode = mode
    for (const id of [virus, clean]) {
      await expect(scanFichier(deps, id)).rejects.toThrow(AntivirusEnPanne)
      expect(await stateOf(id)).toEqual(WAITS)
    }
    gate.mode = 'vrai'
    await scanFichier(deps, virus)
    await scanFichier(deps, clean)
    expect((await stateOf(virus)).etat).toBe('infectee')
    expect(await stateOf(clean)).toEqual({ etat: 'liberee', motif: null, ouvert: true, pages: 1 })
  },
)

test('a disk with no room for what was drawn: the document waits whole, and leaves nothing behind at each try', async () => {
  gate.mode = 'vrai'
  // A true file system: the document fits, the document and its copy do not.
  const resize = (size: string, more = ''): void =>
    void execFileSync('mount', ['-t', 'tmpfs', '-o', `${more}size=${size}`, 'tmpfs', folder])
  resize('400k')
  try {
    const pixels = { width: 300, height: 300, channels: 3 } as const
    const content = await sharp(randomBytes(270_000), { raw: pixels }).png().toBuffer()
    const id = await arrived('png', content)
    const kept = async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).length
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(scanFichier(deps, id)).rejects.toThrow(/ENOSPC/)
      expect([await stateOf(id), await kept()]).toEqual([WAITS, 1])
    }
    resize('4m', 'remount,')
    await scanFichier(deps, id)
    expect(await stateOf(id)).toEqual({ etat: 'liberee', motif: null, ouvert: true, pages: 1 })
  } finally {
    execFileSync('umount', ['--lazy', folder])
  }
})
