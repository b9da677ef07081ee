import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { createPeople } from '../../platform/session/people.fixture.ts'
import { noteVerdict } from './note-verdict.ts'

const EMAIL = 'anne@essai.example'
const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 23, hour))
let base: TestDatabase
let usagerId: string

beforeAll(async () => {
  base = await createTestDatabase()
  usagerId = (await createPeople(base.db)).usagerId
})
afterAll(() => base.drop())
beforeEach(() => base.db.updateTable('usager').set({ adresse_refusee_le: null }).execute())

const note = (accepte: boolean, le: Date, destinataire = EMAIL, qui: string | null = usagerId) =>
  inTransaction(base.db, (tx) =>
    noteVerdict(tx, { courrielId: uuidv7(), usagerId: qui, destinataire, accepte, le }, false),
  )
const refusees = () =>
  base.db
    .selectFrom('usager')
    .select(['email', 'adresse_refusee_le as le'])
    .where('adresse_refusee_le', 'is not', null)
    .execute()

test('a refusal keeps its first date; where no report comes back, a mail that is taken has arrived', async () => {
  await note(false, at(1))
  await note(false, at(2))
  expect(await refusees()).toEqual([{ email: EMAIL, le: at(1) }])
  await note(true, at(3))
  expect(await refusees()).toEqual([])
})

test('what is said of another address, or to nobody, changes no account', async () => {
  await note(false, at(1), 'ancienne@essai.example')
  await note(false, at(1), EMAIL, null)
  await note(false, at(1), EMAIL, uuidv7())
  expect(await refusees()).toEqual([])
  await note(false, at(1), ` ${EMAIL.toUpperCase()}`)
  await note(true, at(2), 'ancienne@essai.example')
  expect(await refusees()).toEqual([{ email: EMAIL, le: at(1) }])
})

test('an account that somebody holds is left alone: nobody waits while a mail is held', async () => {
  await inTransaction(base.db, async (tx) => {
    await tx.selectFrom('usager').select('id').where('id', '=', usagerId).forUpdate().execute()
    await note(false, at(1))
  })
  expect(await refusees()).toEqual([])
})
