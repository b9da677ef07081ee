import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openDatabase } from '../../platform/db/database.ts'
import { FichierEndommage } from '../../platform/files/fichier-endommage.ts'
import { type FileStore, openFileStore } from '../../platform/files/file-store.ts'
import { hashPassword } from '../../platform/session/password.ts'
import { insertUsager } from '../comptes/index.ts'
import { checkKeys, mayRemoveOldKeys } from './check-keys.ts'
import { readFichier } from './read-fichier.ts'
import { rotateKeys } from './rotate-keys.ts'

const clock = createTestClock('2026-11-23T09:00:00Z')
const UN = randomBytes(32)
const DEUX = randomBytes(32)
const usagerId = uuidv7()
let base: TestDatabase
let folder: string

beforeAll(async () => {
  base = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'rotation-'))
  const motDePasseHash = await hashPassword('un-mot-de-passe-d-essai')
  const email = 'camille@exemple.fr'
  const compte = { id: usagerId, email, emailNormalise: email, prenom: 'Camille', nom: 'Martin' }
  await base.db
    .transaction()
    .execute((tx) => insertUsager(tx, { ...compte, motDePasseHash, le: clock.now() }))
})
afterAll(async () => {
  await base.drop()
  await rm(folder, { recursive: true })
})
beforeEach(() => base.db.deleteFrom('fichier').execute())

const only = (version: number, key: Buffer): FileStore =>
  openFileStore(folder, { current: version, keys: new Map([[version, key]]) })
const both = (current: number): FileStore =>
  openFileStore(folder, {
    current,
    keys: new Map([
      [1, UN],
      [2, DEUX],
    ]),
  })
const depsOf = (files: FileStore, db = base.db) => ({ db, clock, files })

async function write(
  files: FileStore,
  content = randomBytes(1_500),
): Promise<{ id: string; content: Buffer }> {
  const id = uuidv7()
  const stored = await files.put(id, content)
  await base.db
    .insertInto('fichier')
    .values({
      id,
      usager_id: usagerId,
      genre: 'pdf',
      taille: content.length,
      sha256: stored.sha256,
      etat: 'liberee',
      chemin: stored.chemin,
      cle_enveloppee: stored.cleEnveloppee,
      cle_version: stored.cleVersion,
      recu_le: clock.now(),
    })
    .execute()
  return { id, content }
}
const rowOf = (id: string) =>
  base.db.selectFrom('fichier').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const times = <T>(n: number, work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, work))

test('keys change while two hundred people read and write, and not one document is unreadable', async () => {
  const before = await times(120, () => write(only(1, UN)))
  // Taken before the rotation, read after it: their key in hand is the one of before.
  const inHand = await Promise.all(before.slice(0, 20).map(({ id }) => rowOf(id)))
  const [portal, late, worker] = [both(2), both(1), both(2)]
  const written: { id: string; content: Buffer }[] = []
  const load = Array.from({ length: 200 }, async (_, i) => {
    await new Promise((resolve) => setTimeout(resolve, i))
    if (i % 4 === 0) written.push(await write(i % 8 === 0 ? late : portal))
    const one = [...before, ...written][(i * 37) % (before.length + written.length)] ?? before[0]
    if (!one) throw new Error('nothing to read')
    expect(await readFichier(depsOf(i % 2 === 0 ? portal : late), await rowOf(one.id))).toEqual(one.content)
  })
  const [{ scellees }] = await Promise.all([rotateKeys(depsOf(worker), 7), ...load])
  expect(scellees).toBeGreaterThanOrEqual(before.length)
  await rotateKeys(depsOf(worker), 7)

  const etat = await checkKeys(depsOf(worker), 'contenus')
  expect(etat).toEqual({ version: 2, restent: [], morceaux: 0, fichiers: 170, endommages: [] })
  const after = only(2, DEUX)
  for (const { id, content } of [...before, ...written])
    expect(await readFichier(depsOf(after), await rowOf(id))).toEqual(content)
  for (const row of inHand) expect(await readFichier(depsOf(after), row)).toHaveLength(1_500)
})

test('cut in the middle, it goes on from there', async () => {
  const files = await times(90, () => write(only(1, UN)))
  const own = openDatabase(base.url, { max: 1, onError: () => undefined })
  const pid = (await own.pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid
  // Somebody holds one row: the rotation waits there, and is cut while it waits.
  const held = await base.db.startTransaction().execute()
  const ids = files.map(({ id }) => id).sort()
  await held
    .selectFrom('fichier')
    .select('id')
    .where('id', '=', ids[45] ?? '')
    .forUpdate()
    .execute()
  const cut = rotateKeys(depsOf(both(2), own.db), 3)
  const half = async (): Promise<number> =>
    (await checkKeys(depsOf(both(2)), 'cles')).restent.reduce((sum, { nombre }) => sum + nombre, 0)
  const [outcome] = await Promise.allSettled([
    cut,
    vi.waitUntil(async () => (await half()) === 45).then(() => terminate(pid)),
  ])
  await held.rollback().execute()
  await own.close()
  expect(outcome.status).toBe('rejected')
  const left = await half()
  expect(left).toBe(45)
  for (const { id, content } of files)
    expect(await readFichier(depsOf(both(1)), await rowOf(id))).toEqual(content)

  expect((await rotateKeys(depsOf(both(2)), 3)).scellees).toBe(left)
  expect(mayRemoveOldKeys(await checkKeys(depsOf(both(2)), 'contenus'))).toBe(true)
  expect((await rotateKeys(depsOf(both(2)))).scellees).toBe(0)
})

test('what still wants the old key is said: a file, and an upload that is not ended', async () => {
  await write(both(1))
  await both(1).putChunk('envoi-1', 0, Buffer.from('un'))
  const before = await checkKeys(depsOf(both(2)), 'cles')
  expect(before).toMatchObject({ restent: [{ version: 1, nombre: 1 }], morceaux: 1 })
  expect(mayRemoveOldKeys(before)).toBe(false)
  await rotateKeys(depsOf(both(2)))
  expect(await checkKeys(depsOf(both(2)), 'cles')).toMatchObject({ restent: [], morceaux: 1 })
  expect((await both(2).takeChunks('envoi-1', 1)).toString()).toBe('un')
  await both(2).dropChunks('envoi-1')
  expect(mayRemoveOldKeys(await checkKeys(depsOf(both(2)), 'cles'))).toBe(true)
})

test('a key that is not configured stops the rotation, and spoils nothing', async () => {
  const { id, content } = await write(only(1, UN))
  await expect(rotateKeys(depsOf(only(2, DEUX)))).rejects.toThrow('master key 1 is not configured')
  expect(await readFichier(depsOf(both(2)), await rowOf(id))).toEqual(content)
})

test('a flipped bit, in each part of a file and of its key, is found and never served', async () => {
  const { id } = await write(only(1, UN), randomBytes(20_000))
  const row = await rowOf(id)
  const path = join(folder, row.chemin)
  const sealed = await readFile(path)
  const offsets = [
    0,
    11,
    12,
    ...Array.from({ length: 20 }, (_, k) => k * 1_024),
    sealed.length - 17,
    sealed.length - 1,
  ]
  for (const at of offsets) {
    await writeFile(path, flipped(sealed, at))
    await expect(readFichier(depsOf(both(2)), row)).rejects.toThrow(FichierEndommage)
  }
  await writeFile(path, sealed.subarray(0, -1))
  await expect(readFichier(depsOf(both(2)), row)).rejects.toThrow(FichierEndommage)
  expect((await checkKeys(depsOf(both(2)), 'contenus')).endommages).toEqual([id])
  await writeFile(path, sealed)
  for (const at of [0, 12, 30, row.cle_enveloppee.length - 1]) {
    const cle_enveloppee = flipped(row.cle_enveloppee, at)
    await base.db.updateTable('fichier').set({ cle_enveloppee }).where('id', '=', id).execute()
    await expect(readFichier(depsOf(both(2)), await rowOf(id))).rejects.toThrow(FichierEndommage)
    expect(await rotateKeys(depsOf(both(2)))).toEqual({ version: 2, scellees: 0, endommages: [id] })
    // It opens under no key: it keeps no version alive.
    expect(await checkKeys(depsOf(both(2)), 'cles')).toMatchObject({ restent: [], endommages: [id] })
  }
  const lines = await base.db
    .selectFrom('journal')
    .select('id')
    .where('action', '=', 'fichier.endommage')
    .where('objet_id', '=', id)
    .execute()
  expect(lines).toHaveLength(offsets.length + 1 + 4)
})

/** As the owner of the base: the application may end nobody. */
async function terminate(pid: number | undefined): Promise<void> {
  const owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  await owner.query('select pg_terminate_backend($1)', [pid])
  await owner.end()
}

function flipped(bytes: Buffer, at: number): Buffer {
  const broken = Buffer.from(bytes)
  broken[at] = (broken[at] ?? 0) ^ 1
  return broken
}
