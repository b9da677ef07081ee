import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caisse, openCaisse } from '../../src/features/caisse/caisse.fixture.ts'
import { rapproche } from '../../src/features/caisse/rapproche.ts'
import { rapprochementDuJour } from '../../src/features/caisse/rapprochement.query.ts'
import { createPayline } from '../../src/features/paiements/index.ts'
import { createLog } from '../../src/platform/log/log.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'

let caisse: Caisse
let payline: SimulateurPayline
let owner: pg.Client
const NOBODY = 'http://127.0.0.1:9/V4/services/'

beforeAll(async () => {
  caisse = await openCaisse()
  payline = await startSimulateurPayline({ clock: caisse.clock, rythmeMs: 0 })
  owner = new pg.Client({ connectionString: caisse.base.url })
  await owner.connect()
  for (let i = 0; i < 60; i += 1) await addNeverOpened(i)
})
afterAll(async () => {
  await owner.end()
  await payline.stop()
  await caisse.base.drop()
})

/** An attempt of the day before that nobody ever had the address of. */
async function addNeverOpened(i: number): Promise<void> {
  const id = uuidv7()
  const le = new Date(Date.parse('2026-11-23T09:00:00Z') + i * 1_000)
  await caisse.base.db
    .insertInto('paiement')
    .values({
      ...{ id, demarche: 'aide', rang: 1, commande: `N-${i}`, moyen: 'carte', retour: id },
      ...{ montant_cents: 2_200, statut: 'erreur', cree_le: le, conclu_le: le },
    })
    .execute()
}

const deps = (base: string) => ({
  ...{ db: caisse.base.db, clock: caisse.clock, log: createLog('silent') },
  prestataire: createPayline({
    environment: 'simulateur',
    merchantId: payline.env.PAYLINE_MERCHANT_ID,
    accessKey: payline.env.PAYLINE_ACCESS_KEY,
    contract: payline.env.PAYLINE_CONTRACT,
    ...{ base, webHosts: [] },
  }),
})
const vue = () =>
  rapprochementDuJour(caisse.base.db, caisse.regisseur, { jour: '2026-11-23', apres: undefined })
/** When the next job of the night is to run. */
const planned = async (): Promise<Date | undefined> =>
  (
    await owner.query<{ run_at: Date }>(
      `select run_at from graphile_worker._private_jobs where key = 'rapprochement:nuit'`,
    )
  ).rows[0]?.run_at

test('nobody answers: three questions, nothing is called equal, and the rest waits half an hour', async () => {
  await rapproche(deps(NOBODY), { depuis: caisse.clock.now() }, 0)
  expect(await vue()).toMatchObject({ tentatives: 60, egales: 0, ecarts: 0, illisibles: 3 })
  expect(await planned()).toEqual(new Date('2026-11-24T09:30:00Z'))
})

test('what is left is compared by the next jobs, what could not be read the next night, and once is enough', async () => {
  const depuis = caisse.clock.now()
  await rapproche(deps(payline.env.PAYLINE_URL), { depuis }, 0)
  expect(await vue()).toMatchObject({ egales: 50, illisibles: 3 })
  expect(await planned()).toEqual(depuis)
  await rapproche(deps(payline.env.PAYLINE_URL), { depuis }, 0)
  expect(await vue()).toMatchObject({ egales: 57, illisibles: 3 })
  caisse.clock.set('2026-11-25T03:00:00Z')
  await rapproche(deps(payline.env.PAYLINE_URL), { depuis: caisse.clock.now() }, 0)
  expect(await vue()).toMatchObject({ egales: 60, illisibles: 0, luLe: caisse.clock.now() })
  caisse.clock.set('2026-11-26T03:00:00Z')
  // Nothing changed: nobody is asked.
  await rapproche(deps(NOBODY), { depuis: caisse.clock.now() }, 0)
  expect(await vue()).toMatchObject({ egales: 60, luLe: new Date('2026-11-25T03:00:00Z') })
  // By hand, a day is asked again whole.
  await rapproche(deps(NOBODY), { jour: '2026-11-23', depuis: caisse.clock.now() }, 0)
  expect(await vue()).toMatchObject({ egales: 57, illisibles: 3 })
})
