import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { type Caisse, openCaisse } from './caisse.fixture.ts'
import { closeJour } from './close-jour.ts'
import { apercuDeCloture, getCloture } from './clotures.query.ts'
import { createCloturePdf } from './documents/cloture-pdf.ts'
import { ClotureImpossible } from './refusals.ts'
import { verifyCaisse } from './verify-caisse.ts'

let caisse: Caisse
let owner: pg.Client

beforeAll(async () => {
  caisse = await openCaisse()
  owner = new pg.Client({ connectionString: caisse.base.url })
  await owner.connect()
  for (const jour of ['2026-01-09', '2026-01-10', '2026-03-10', '2026-04-02', '2026-06-10'])
    await caisse.addPaiement({ le: `${jour}T10:00:00Z` })
  await caisse.addPaiement({ le: '2026-03-10T10:00:00Z', demarche: 'autre' })
})
afterAll(async () => {
  await owner.end()
  await caisse.base.drop()
})

const jourOf = async (id: string): Promise<string | null> =>
  (
    await caisse.base.db
      .selectFrom('paiement')
      .select('jour_de_caisse')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).jour_de_caisse

/** What a régisseur does: reads, then closes what was read. */
async function close(jour: string) {
  const { vu } = await apercuDeCloture(caisse.base.db, caisse.regisseur, jour)
  return closeJour(caisse.deps, caisse.regisseur, { jour, vu })
}
const refused = (kind: string) => expect.objectContaining({ empechement: expect.objectContaining({ kind }) })

test('days are closed in their order, each once, never today, whole, and as they were read', async () => {
  const { db } = caisse.base
  const closes = (jour: string) => closeJour(caisse.deps, caisse.regisseur, { jour, vu: '' })
  await expect(closes('2026-03-10')).rejects.toEqual(refused('jour-anterieur-ouvert'))
  await close('2026-01-09')
  await close('2026-01-10')
  await expect(close('2026-01-10')).rejects.toEqual(refused('deja-clos'))
  await close('2026-06-10').catch((error: unknown) =>
    expect(error).toMatchObject({ empechement: { kind: 'jour-anterieur-ouvert', jour: '2026-03-10' } }),
  )
  // Neither read nor closed by whoever has not every démarche of that day.
  await expect(close('2026-03-10')).rejects.toEqual(refused('demarche-non-confiee'))
  await expect(closes('2026-03-10')).rejects.toEqual(refused('demarche-non-confiee'))
  const whole = { ...caisse.regisseur, demarches: [...caisse.regisseur.demarches, 'autre'] }
  const { vu } = await apercuDeCloture(db, whole, '2026-03-10')
  await closeJour(caisse.deps, whole, { jour: '2026-03-10', vu })
  // Whoever has not every démarche sees their part, and no document of the whole.
  const part = await getCloture(db, caisse.regisseur, '2026-03-10')
  expect(part.entiere).toBe(false)
  expect(part.cloture.ecritures.some(({ demarche }) => demarche === 'autre')).toBe(false)
  await caisse.addPaiement({ le: caisse.clock.now() })
  await expect(closeJour(caisse.deps, caisse.regisseur, { jour: '2026-11-24', vu: '' })).rejects.toEqual(
    refused('jour-pas-fini'),
  )
  await expect(closeJour(caisse.deps, caisse.regisseur, { jour: '2026-04-01', vu: '' })).rejects.toEqual(
    refused('rien-a-clore'),
  )
  const seen = await apercuDeCloture(db, caisse.regisseur, '2026-04-02')
  await caisse.addPaiement({ le: '2026-04-02T11:00:00Z' })
  await expect(closeJour(caisse.deps, caisse.regisseur, { jour: '2026-04-02', vu: seen.vu })).rejects.toEqual(
    refused('a-change'),
  )
})

test('two who close the same day at once: one does', async () => {
  const { vu } = await apercuDeCloture(caisse.base.db, caisse.regisseur, '2026-04-02')
  const both = await Promise.allSettled(
    [1, 2].map(() => closeJour(caisse.deps, caisse.regisseur, { jour: '2026-04-02', vu })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  for (const one of both) if (one.status === 'rejected') expect(one.reason).toEqual(refused('deja-clos'))
})

test('a payment concluded before midnight and written after the closing is of the first open day', async () => {
  await close('2026-06-10')
  const jour = '2026-07-01'
  await caisse.addPaiement({ le: '2026-07-01T10:00:00Z' })
  const { vu } = await apercuDeCloture(caisse.base.db, caisse.regisseur, jour)
  let late: Promise<string> | undefined
  let written = false
  await caisse.base.db.transaction().execute(async (tx) => {
    await closeJour({ ...caisse.deps, db: tx }, caisse.regisseur, { jour, vu })
    late = caisse.addPaiement({ le: '2026-07-01T21:59:59.999Z' })
    late.finally(() => {
      written = true
    })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(written).toBe(false)
  })
  expect(await jourOf((await late) ?? '')).toBe('2026-07-02')
  expect(await jourOf(await caisse.addPaiement({ le: '2026-05-05T10:00:00Z' }))).toBe('2026-07-02')
  expect((await verifyCaisse(caisse.base.db)).rupture).toBeUndefined()
})

test('forty payments and closings that try again at the same time: each entry is once, and closed days are whole', async () => {
  await close('2026-07-02')
  const jour = '2026-08-01'
  await caisse.addPaiement({ le: '2026-08-01T08:00:00Z' })
  const ids = Promise.all(
    Array.from({ length: 40 }, () => caisse.addPaiement({ le: '2026-08-01T09:00:00Z' })),
  )
  const closing = (async () => {
    for (;;) {
      try {
        return await close(jour)
      } catch (error) {
        if (!(error instanceof ClotureImpossible) || error.empechement.kind !== 'a-change') throw error
      }
    }
  })()
  const cloture = await closing
  const days = await Promise.all((await ids).map(jourOf))
  const closed = days.filter((day) => day === jour).length
  expect(days.filter((day) => day === '2026-08-02')).toHaveLength(40 - closed)
  expect(cloture.ecritures).toHaveLength(closed + 1)
  expect((await verifyCaisse(caisse.base.db)).rupture).toBeUndefined()
})

test('nobody changes a closed day: not the application, not the owner, not an entry', async () => {
  const { db } = caisse.base
  const denied = { code: '42501' }
  await expect(db.updateTable('cloture_de_caisse').set({ entrees_cents: 0 }).execute()).rejects.toMatchObject(
    denied,
  )
  await expect(db.deleteFrom('cloture_de_caisse').execute()).rejects.toMatchObject(denied)
  await expect(db.deleteFrom('paiement').execute()).rejects.toMatchObject(denied)
  for (const attempt of [
    'update cloture_de_caisse set entrees_cents = 0',
    'delete from cloture_de_caisse',
    'truncate cloture_de_caisse',
  ])
    await expect(owner.query(attempt)).rejects.toThrow('a closed day is never changed')
  await expect(
    db.updateTable('paiement').set({ montant_cents: 1 }).where('jour_de_caisse', '=', '2026-08-01').execute(),
  ).rejects.toMatchObject({ message: 'this entry is in a closed day' })
})

test('the document of a closing is tagged, and always the same', async () => {
  const pdf = createCloturePdf({ collectivite: collectiviteDEssai, titreDe: (slug) => slug })
  const vue = await getCloture(caisse.base.db, caisse.regisseur, '2026-08-01')
  const [one, two] = [await pdf(vue), await pdf(vue)]
  expect(one.equals(two)).toBe(true)
  expect(one.toString('latin1')).toMatch(/\/StructTreeRoot/)
})

test('what whoever owns the base changes is seen', async () => {
  const { db } = caisse.base
  const before = await verifyCaisse(db)
  expect(before).toMatchObject({ rupture: undefined, dernier: { jour: '2026-08-01' } })
  const noted = { numero: before.dernier?.numero ?? 0, empreinte: before.dernier?.empreinte ?? '' }
  const forced = async (statement: string): Promise<unknown> => {
    await owner.query('begin')
    try {
      await owner.query('set local session_replication_role = replica')
      await owner.query(statement)
      await owner.query('commit')
      return (await verifyCaisse(db, [noted])).rupture
    } catch (error) {
      await owner.query('rollback')
      throw error
    }
  }
  const swap = (from: string, to: string): string =>
    `update cloture_de_caisse set ecritures = replace(ecritures::text, '"commande": "${from}', '"commande": "${to}')::jsonb
      where jour = '2026-01-09'`
  expect(await forced(swap('E-', 'X-'))).toMatchObject({ kind: 'cloture-changee', jour: '2026-01-09' })
  expect(await forced(swap('X-', 'E-'))).toBeUndefined()
  const cents = (sign: string): string =>
    `update paiement set montant_cents = montant_cents ${sign} 1 where jour_de_caisse = '2026-01-10'`
  expect(await forced(cents('+'))).toMatchObject({ kind: 'ecritures-changees', jour: '2026-01-10' })
  expect(await forced(cents('-'))).toBeUndefined()
  const move = (from: string, to: string): string =>
    `update paiement set jour_de_caisse = '${to}' where jour_de_caisse = '${from}'`
  await caisse.addPaiement({ le: '2026-09-01T09:00:00Z' })
  expect(await forced(move('2026-09-01', '2026-02-02'))).toEqual({
    ...{ kind: 'ecriture-hors-cloture', jour: '2026-02-02' },
  })
  expect(await forced(move('2026-02-02', '2026-09-01'))).toBeUndefined()
  expect(await forced(`delete from cloture_de_caisse where numero = ${noted.numero}`)).toMatchObject({
    ...{ kind: 'cloture-absente', numero: noted.numero },
  })
})
