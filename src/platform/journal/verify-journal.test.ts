import fc from 'fast-check'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { systemClock } from '../clock/clock.ts'
import { inTransaction } from '../db/database.ts'
import { createLog } from '../log/log.ts'
import { empreinteDeLigne, empreinteDeSceau } from './empreinte.ts'
import { exportJournal, jsonLines } from './export-journal.ts'
import { appendJournal } from './journal.ts'
import { dernierSceau, readLignes, readSceaux } from './lignes.query.ts'
import { racineDe } from './merkle.ts'
import { borneDuJournal, sealJournal } from './seal-journal.ts'
import { verifyFichier } from './verify-fichier.ts'
import { type Rupture, verifyJournal } from './verify-journal.ts'

const journalKey = Buffer.alloc(32, 7)
const [A, B] = [uuidv7(), uuidv7()]

let base: TestDatabase
/** Who owns the base, and may do anything to it. */
let owner: pg.Client
let told: { sceau: number; empreinte: string }[]

const deps = () => ({
  db: base.db,
  clock: systemClock,
  journalKey,
  log: createLog('info', {
    write: (line: string) => void told.push(JSON.parse(line) as (typeof told)[number]),
  }),
})
const append = (action: string, demandeId?: string, donnees: Record<string, unknown> = {}) =>
  inTransaction(base.db, (tx) =>
    appendJournal(tx, {
      le: new Date('2026-11-23T09:00:00.123Z'),
      acteur: { kind: 'systeme' },
      action,
      donnees,
      ...(demandeId ? { demandeId } : {}),
    }),
  )
const rupture = async (): Promise<Rupture | undefined> => (await verifyJournal(base.db, journalKey)).rupture

beforeAll(async () => {
  told = []
  base = await createTestDatabase()
  owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  // Two seals of three lines each, then two lines that are not sealed yet.
  for (const action of ['a1', 'b1', 'a2']) await append(action, action.startsWith('a') ? A : B)
  await sealJournal(deps())
  await append('a3', A)
  // An id that a rolled back act drew and nobody holds.
  await inTransaction(base.db, async (tx) => {
    await appendJournal(tx, { le: new Date(), acteur: { kind: 'systeme' }, action: 'jamais' })
    throw new Error('rolled back')
  }).catch(() => undefined)
  await append('seul')
  await append('b2', B, { é: '«\u2028»', n: 1.5, avant: null })
  await sealJournal(deps())
  await append('a4', A)
  await append('a5', A)
  await owner.query('create table copie as select * from journal')
  await owner.query('create table copie_sceaux as select * from journal_sceau')
})
afterAll(async () => {
  await owner.end()
  await base.drop()
})
beforeEach(async () => {
  await owner.query(`alter table journal disable trigger user`)
  await owner.query('truncate journal, journal_sceau')
  await owner.query('insert into journal overriding system value select * from copie order by id')
  await owner.query('insert into journal_sceau select * from copie_sceaux')
})

test('what was written holds, and the seals were told in the log', async () => {
  const seen = await verifyJournal(base.db, journalKey)
  expect(seen).toMatchObject({ lignes: 8, nonScellees: 2, sceaux: 2, rupture: undefined })
  expect(told.map(({ sceau, empreinte }) => ({ sceau, empreinte }))).toEqual([
    { sceau: 1, empreinte: (await readSceaux(base.db, 1, 1))[0]?.empreinte },
    { sceau: 2, empreinte: seen.dernier?.empreinte },
  ])
  const [last] = told.slice(-1)
  const ancres = [{ numero: 2, empreinte: last?.empreinte ?? '' }]
  expect((await verifyJournal(base.db, journalKey, { depuis: 2, ancres })).rupture).toBeUndefined()
})

/** As the base would have written it: an owner who knows what they do. */
const rehash = (where: string) =>
  `update journal set empreinte = empreinte_du_journal(journal.*) where ${where}`

const FORGERIES: [string, string[], Partial<Rupture>][] = [
  [
    'a word changed',
    [`update journal set action = 'x' where action = 'b1'`],
    { kind: 'ligne-changee', id: '2' },
  ],
  ['a moment moved', [`update journal set le = le + interval '1 microsecond' where id = 4`], { id: '4' }],
  ['an actor', [`update journal set acteur = 'anonyme' where id = 1`], { kind: 'ligne-changee', id: '1' }],
  [
    'data',
    [`update journal set donnees = '{"n":1.50}' where action = 'b2'`],
    { kind: 'ligne-changee', id: '7' },
  ],
  [
    'changed with its fingerprint',
    [`update journal set action = 'x' where action = 'seul'`, rehash(`action = 'x'`)],
    { kind: 'bloc-change', sceau: 2, lues: 3, attendues: 3 },
  ],
  [
    'changed with its fingerprint, and another follows it',
    [`update journal set action = 'x' where action = 'a1'`, rehash(`action = 'x'`)],
    { kind: 'ligne-precedente-absente', id: '3' },
  ],
  [
    'removed, nothing following it',
    [`delete from journal where action = 'seul'`],
    { kind: 'bloc-change', sceau: 2, lues: 2, attendues: 3 },
  ],
  ['removed', [`delete from journal where action = 'a2'`], { kind: 'bloc-change', sceau: 1, lues: 2 }],
  [
    'removed before any seal',
    [`delete from journal where action = 'a4'`],
    { kind: 'ligne-precedente-absente', id: '9' },
  ],
  [
    'added where a rolled back act left a gap',
    [
      `insert into journal (id, le, acteur, action, empreinte) overriding system value
        values (5, now(), 'systeme', 'faux', decode(repeat('00', 32), 'hex'))`,
      rehash('id = 5'),
    ],
    { kind: 'bloc-change', sceau: 2, lues: 4, attendues: 3 },
  ],
  [
    'two exchanged',
    [
      `update journal j set (le, action, demande_id, precedent, empreinte) =
        (select le, action, demande_id, precedent, empreinte from copie c where c.id = 3 - j.id) where id in (1, 2)`,
    ],
    { kind: 'ligne-changee', id: '1' },
  ],
  [
    'a seal changed',
    [`update journal_sceau set lignes = 2 where numero = 1`],
    { kind: 'sceau-change', sceau: 1 },
  ],
  ['a seal removed', [`delete from journal_sceau where numero = 1`], { kind: 'sceau-absent', sceau: 1 }],
]

describe('what who owns the base does to it is seen', () => {
  test.each(FORGERIES)('%s', async (_what, statements, expected) => {
    for (const statement of statements) await owner.query(statement)
    expect(await rupture()).toMatchObject(expected)
  })

  test('all recomputed after a change, seals included: the attestation is missing', async () => {
    await owner.query(`update journal set action = 'x' where action = 'seul'`)
    await owner.query(rehash('true'))
    const [sceau] = await readSceaux(base.db, 2, 1)
    if (!sceau) throw new Error('two seals were made')
    const lignes = await readLignes(base.db, sceau.apresId, 10, sceau.jusquAId)
    const racine = racineDe(lignes.map(({ empreinte }) => Buffer.from(empreinte, 'hex')))
    const empreinte = empreinteDeSceau({ ...sceau, racine: racine.toString('hex') })
    await owner.query('update journal_sceau set racine = $1, empreinte = $2 where numero = 2', [
      racine,
      Buffer.from(empreinte, 'hex'),
    ])
    expect(await rupture()).toEqual({ kind: 'sceau-sans-attestation', sceau: 2 })
  })

  test('the end cut off, seal included: only a seal told outside sees it', async () => {
    const last = await dernierSceau(base.db)
    await owner.query('delete from journal where id > 3')
    await owner.query('delete from journal_sceau where numero = 2')
    expect(await rupture()).toBeUndefined()
    const ancres = [{ numero: 2, empreinte: last?.empreinte ?? '' }]
    const seen = await verifyJournal(base.db, journalKey, { ancres })
    expect(seen.rupture).toEqual({ kind: 'sceau-absent', sceau: 2 })
    const autre = await verifyJournal(base.db, journalKey, { ancres: [{ numero: 1, empreinte: '00' }] })
    expect(autre.rupture).toEqual({ kind: 'ancre-differente', sceau: 1 })
  })

  test('the hand of the owner is stopped first', async () => {
    await owner.query('alter table journal enable trigger user')
    for (const statement of ['delete from journal', `update journal set action = 'x'`, 'truncate journal'])
      await expect(owner.query(statement)).rejects.toThrow('the journal may only grow')
  })
})

test('a line of a transaction under way is waited for: none comes before a seal afterwards', async () => {
  await owner.query('alter table journal enable trigger user')
  const slow = new pg.Client({ connectionString: base.url })
  await slow.connect()
  await slow.query('begin')
  await slow.query(`insert into journal (le, acteur, action) values (now(), 'systeme', 'lent')`)
  await append('rapide')
  expect(await borneDuJournal(base.db, 300)).toBeUndefined()
  const sealing = sealJournal(deps())
  await slow.query('commit')
  await slow.end()
  expect(await sealing).toBe(1)
  expect(await verifyJournal(base.db, journalKey)).toMatchObject({ nonScellees: 0, rupture: undefined })
  expect(await sealJournal(deps())).toBe(0)
})

test('the base and we compute the same fingerprint, whatever is written', async () => {
  await owner.query('alter table journal enable trigger user')
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => !one.includes('\0'))
  const donnees = fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true })))
  await fc.assert(
    fc.asyncProperty(text, donnees, fc.boolean(), (action, data, alone) =>
      append(action, alone ? undefined : A, data),
    ),
    { numRuns: 50 },
  )
  const lignes = await readLignes(base.db, '0', 1_000)
  expect(lignes.length).toBeGreaterThan(50)
  for (const ligne of lignes) expect(empreinteDeLigne(ligne)).toBe(ligne.empreinte)
})

describe('the journal of one demande, as a file', () => {
  const fichier = async () => jsonLines('AB26-TEST-TEST', new Date(), await exportJournal(base.db, A))

  test('is verified without the base', async () => {
    expect(verifyFichier(await fichier())).toMatchObject({
      reference: 'AB26-TEST-TEST',
      lignes: 5,
      nonScellees: 2,
      sceaux: [{ numero: 1 }, { numero: 2 }],
      rupture: undefined,
    })
  })

  test.each([
    ['a word changed', (t: string) => t.replace('"a2"', '"x2"'), 'changee'],
    ['a line removed', (t: string) => t.replace(/.*"a2".*\n/, ''), 'precedente-absente'],
    ['the end cut off', (t: string) => t.replace(/.*"a5".*\n/, ''), 'nombre'],
    ['another seal', (t: string) => t.replace(/"racine":"../, '"racine":"ff'), 'sceau'],
    ['another rank', (t: string) => t.replace('"rang":2', '"rang":1'), 'sceau'],
  ])('%s is seen', async (_what, change, pourquoi) => {
    const [whole] = [await fichier()]
    expect(change(whole)).not.toBe(whole)
    expect(verifyFichier(change(whole)).rupture).toMatchObject({ pourquoi })
  })

  test('something else is refused', () => {
    for (const texte of ['', '{}', 'bonjour', '{"type":"ligne"}'])
      expect(() => verifyFichier(texte)).toThrow()
  })

  test('a demande without a line', async () => {
    expect(await exportJournal(base.db, uuidv7())).toEqual({ lignes: [], sceaux: [] })
  })
})
