import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { insertDemandes, insertUsager } from '../../../test/support/demandes.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { notificationsJobs } from './jobs.ts'
import { type Fait, notifie } from './notifie.ts'
import { readNotificationsOf, settleNotifications } from './read-notifications.ts'
import { type GroupeDeps, sendGroupe } from './send-groupe.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const clock = createTestClock()
let base: TestDatabase
let usagerId: string
let demandeId: string
let refused: string[]
let deps: GroupeDeps

beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.drop())
beforeEach(async () => {
  usagerId = await insertUsager(base.db)
  demandeId = (await insertDemandes(base.db, usagerId, 1))[0] ?? ''
  refused = []
  deps = {
    db: base.db,
    clock,
    mailIdentity: collectiviteDEssai,
    publicOrigin: 'https://espace.essai.example',
    catalogue: { titreDe: () => 'Aide à la rentrée' },
    wantsMail: async (_tx, _usagerId, choix) => !refused.includes(choix),
  }
})

type Groupe = 'demande.prise-en-charge' | 'message.recu' | 'piece.refusee'
const tell = (genre: Groupe, objetId?: string): Promise<void> =>
  inTransaction(base.db, (tx) =>
    notifie(tx, { genre, usagerId, demandeId, le: clock.now(), ...(objetId ? { objetId } : {}) }),
  )
const send = (): Promise<void> => sendGroupe(deps, demandeId)
const sujets = async (): Promise<string[]> =>
  (
    await base.db
      .selectFrom('courriel')
      .select('sujet')
      .where('usager_id', '=', usagerId)
      .orderBy('id')
      .execute()
  ).map(({ sujet }) => sujet.replace(/ sur votre demande.*/, ''))
const dueIn = async (): Promise<number | null> => {
  const row = await base.db
    .selectFrom('groupe_de_nouvelles')
    .select('du_le')
    .where('demande_id', '=', demandeId)
    .executeTakeFirstOrThrow()
  return row.du_le && (row.du_le.getTime() - clock.now().getTime()) / MINUTE
}

describe('what is told over time', () => {
  test('the first at once, what follows within the hour in one mail, then again at once', async () => {
    await tell('demande.prise-en-charge')
    expect(await dueIn()).toBe(0)
    await send()
    expect(await sujets()).toEqual(['Une nouveauté'])
    clock.advance(10 * MINUTE)
    await tell('message.recu')
    clock.advance(5 * MINUTE)
    await tell('message.recu')
    await tell('piece.refusee')
    expect(await dueIn()).toBe(45)
    await send()
    expect(await sujets(), 'not before its hour').toHaveLength(1)
    clock.advance(45 * MINUTE)
    await send()
    expect(await sujets()).toEqual(['Une nouveauté', '3 nouveautés'])
    clock.advance(61 * MINUTE)
    await tell('message.recu')
    expect(await dueIn()).toBe(0)
    await send()
    expect(await sujets()).toHaveLength(3)
  })

  test('several in one moment make one mail, which says each and tells no more', async () => {
    await tell('demande.prise-en-charge')
    await tell('message.recu')
    await send()
    const { texte } = await base.db
      .selectFrom('courriel')
      .selectAll()
      .where('usager_id', '=', usagerId)
      .executeTakeFirstOrThrow()
    expect(texte).toContain('- Un agent a commencé l’examen')
    expect(texte).toContain('- Le service vous a écrit.')
    expect(texte).toMatch(/https:\/\/espace\.essai\.example\/espace\/demandes\/\S+/)
  })

  test('run twice, or twice at once, it writes one mail', async () => {
    await tell('message.recu')
    await Promise.all([send(), send(), send()])
    await send()
    expect(await sujets()).toEqual(['Une nouveauté'])
  })

  test('told while a mail is being written: not in it, not lost', async () => {
    await tell('message.recu')
    await Promise.all([send(), tell('piece.refusee'), send(), tell('message.recu')])
    clock.advance(60 * MINUTE)
    await send()
    const textes = await base.db
      .selectFrom('courriel')
      .select('texte')
      .where('usager_id', '=', usagerId)
      .execute()
    const told = textes.flatMap(({ texte }) => texte.match(/^- /gm) ?? [])
    expect(told).toHaveLength(3)
    expect(textes.length).toBeLessThanOrEqual(2)
  })

  test('killed in the middle: nothing was written, and the next run writes it', async () => {
    await tell('message.recu')
    const killed = { ...deps, catalogue: { titreDe: () => killHere() } }
    await expect(sendGroupe(killed, demandeId)).rejects.toThrow('killed')
    expect(await sujets()).toEqual([])
    await send()
    expect(await sujets()).toEqual(['Une nouveauté'])
  })

  test('an act that is undone tells nothing', async () => {
    await expect(
      inTransaction(base.db, async (tx: Tx) => {
        await notifie(tx, { genre: 'message.recu', usagerId, demandeId, le: clock.now() })
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await send()
    expect(await sujets()).toEqual([])
  })

  test('what was read on line meanwhile is not mailed; the hour is not spent', async () => {
    await tell('message.recu')
    await readNotificationsOf(base.db, { usagerId, demandeId }, clock.now())
    await send()
    expect(await sujets()).toEqual([])
    await tell('message.recu')
    expect(await dueIn()).toBe(0)
  })

  test.each([
    [['messages'], ['- Un agent', '- Un de vos documents ne convient pas']],
    [['suivi'], ['- Un de vos documents ne convient pas', '- Le service vous a écrit']],
    [['suivi', 'messages'], ['- Un de vos documents ne convient pas']],
  ])('who does not want %j by mail reads it on line only', async (choices, told) => {
    refused = choices
    await tell('demande.prise-en-charge')
    await tell('piece.refusee')
    await tell('message.recu')
    await send()
    const mails = await base.db
      .selectFrom('courriel')
      .select('texte')
      .where('usager_id', '=', usagerId)
      .execute()
    expect(mails).toHaveLength(1)
    for (const line of told) expect(mails[0]?.texte).toContain(line)
    expect(mails[0]?.texte.match(/^- /gm)).toHaveLength(told.length)
  })

  test('a job that was lost is planned again', async () => {
    await tell('message.recu')
    const jobs = notificationsJobs(deps)
    clock.advance(29 * MINUTE)
    await jobs['notification:relance']?.({})
    clock.advance(2 * MINUTE)
    await jobs['notification:relance']?.({})
    await jobs['notification:groupe']?.({ id: demandeId })
    expect(await sujets()).toHaveLength(1)
  })
})

describe('what the law does not let wait', () => {
  const immediate = (fait: Fait): Promise<void> => inTransaction(base.db, (tx) => notifie(tx, fait))

  test('its mail is queued at once, as often as it happens', async () => {
    for (const sujet of ['Décision', 'Décision corrigée'])
      await immediate({
        genre: 'decision.prise',
        courriel: { modele: 'essai', sujet, texte: 'a', html: 'a' },
        ...{ usagerId, demandeId, le: clock.now() },
      })
    expect(await sujets()).toEqual(['Décision', 'Décision corrigée'])
  })

  test('a mail that the caller queues is not queued here', async () => {
    await immediate({ genre: 'decision.prise', courriel: null, usagerId, demandeId, le: clock.now() })
    await send()
    expect(await sujets()).toEqual([])
  })
})

test('an act that was done leaves the others to do', async () => {
  const [une, autre] = [crypto.randomUUID(), crypto.randomUUID()]
  await tell('piece.refusee', une)
  await tell('piece.refusee', autre)
  await inTransaction(base.db, (tx) => settleNotifications(tx, demandeId, clock.now(), { objetId: une }))
  const left = base.db
    .selectFrom('notification')
    .select('objet_id')
    .where('demande_id', '=', demandeId)
    .where('faite_le', 'is', null)
  expect(await left.execute()).toEqual([{ objet_id: autre }])
  await inTransaction(base.db, (tx) => settleNotifications(tx, demandeId, clock.now()))
  expect(await left.execute()).toEqual([])
})

test('kept a year, then purged', async () => {
  await tell('message.recu')
  const jobs = notificationsJobs(deps)
  const count = async () =>
    (await base.db.selectFrom('notification').select('id').where('demande_id', '=', demandeId).execute())
      .length
  clock.advance(364 * DAY)
  await jobs['notification:purge']?.({})
  expect(await count()).toBe(1)
  clock.advance(2 * DAY)
  await jobs['notification:purge']?.({})
  expect(await count()).toBe(0)
})

function killHere(): never {
  throw new Error('killed')
}
