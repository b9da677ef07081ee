import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { insertDemandes, insertUsager } from '../../../test/support/demandes.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { countUnread, filDe, nouveautesDe, PAR_PAGE } from './notifications.query.ts'
import { type Fait, notifie } from './notifie.ts'
import { readNotifications, settleNotifications } from './read-notifications.ts'

const clock = createTestClock()
let base: TestDatabase
let usagerId: string
let demandeId: string

beforeAll(async () => {
  base = await createTestDatabase()
  usagerId = await insertUsager(base.db)
  demandeId = (await insertDemandes(base.db, usagerId, 1))[0] ?? ''
})
afterAll(() => base.drop())

const tell = (fait: Fait): Promise<void> => inTransaction(base.db, (tx) => notifie(tx, fait))

test('what needs an act first, then the rest, newest first, each once over the pages', async () => {
  const about = () => ({ usagerId, demandeId, le: clock.now() })
  const donnees = { echeance: '2026-12-23' }
  await tell({ genre: 'complement.demande', donnees, courriel: null, ...about() })
  const many = 2 * PAR_PAGE + 5
  for (let i = 0; i < many; i += 1) {
    // Some at the same moment: the order is total all the same.
    if (i % 3 === 0) clock.advance(1_000)
    await tell({ genre: i % 2 ? 'message.recu' : 'piece.acceptee', ...about() })
  }
  const other = await insertUsager(base.db)
  await tell({ genre: 'decision.prise', courriel: null, usagerId: other, le: clock.now() })

  const first = await filDe(base.db, usagerId, '')
  expect(first.aFaire.map(({ phrase }) => phrase)).toEqual([
    expect.stringContaining('à compléter jusqu’au mercredi 23 décembre 2026 inclus'),
  ])
  expect(first.nonLues).toBe(many + 1)
  const seen = [...first.autres]
  for (let { suite } = first; suite; ) {
    const page = await filDe(base.db, usagerId, suite)
    expect(page.aFaire, 'only on the first page').toEqual([])
    seen.push(...page.autres)
    suite = page.suite
  }
  expect(seen).toHaveLength(many)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(many)
  const times = seen.map(({ le }) => le.getTime())
  expect(times).toEqual([...times].sort((a, b) => b - a))
  expect(seen[0]?.lien).toMatch(/^\/espace\/demandes\/[\w-]+$/)
  expect(seen.some(({ lien }) => lien?.endsWith('/messages'))).toBe(true)

  await inTransaction(base.db, (tx) => settleNotifications(tx, demandeId, clock.now()))
  expect((await filDe(base.db, usagerId, '')).aFaire).toEqual([])

  const [une] = await nouveautesDe(base.db, usagerId)
  await readNotifications(base.db, other, une?.id ?? '', clock.now())
  expect(await countUnread(base.db, usagerId), 'another person marks nothing').toBe(many + 1)
  await readNotifications(base.db, usagerId, une?.id ?? '', clock.now())
  expect(await countUnread(base.db, usagerId)).toBe(many)
  await readNotifications(base.db, usagerId, 'toutes', clock.now())
  expect(await countUnread(base.db, usagerId)).toBe(0)
  expect(await countUnread(base.db, other)).toBe(1)
  expect((await filDe(base.db, usagerId, 'pas-un-id')).autres).toHaveLength(PAR_PAGE)
})
