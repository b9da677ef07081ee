import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { paiementOf } from '../../src/app/config-paiement.ts'
import { createPayline } from '../../src/features/paiements/payline/payline.ts'
import type { PaymentProvider } from '../../src/features/paiements/prestataire.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import { startCluster } from '../../src/platform/db/embedded-cluster.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { type BuiltProduct, builtProduct } from '../../test/support/built-product.ts'
import { addDus } from '../../test/support/dus.ts'
import { startMailServer } from '../../test/support/mail-server.ts'
import { SignedClient } from '../../test/support/signed-client.ts'
import { addUsagers, SECRET } from '../../test/support/usagers.ts'
import { atLeast, type Line, median, quantile } from './table.ts'
import { root } from './world.ts'

const ROUNDS = 3
const PAIEMENTS = 200
const WARM_UP = 60
/** As many as the jobs of one worker. */
const AT_ONCE = 4
/** Of the speed of the same questions asked of the simulator by nobody but the client of Payline. */
const BUDGET = 0.12
const PATIENCE_MS = 60_000

interface Stand {
  payline: { env: Record<string, string>; child: ChildProcess }
  database: Database
  product: BuiltProduct
  close(): Promise<void>
}

async function openStand(): Promise<Stand> {
  const folder = await mkdtemp(join(tmpdir(), 'espace-bench-paiements-'))
  await chmod(folder, 0o755)
  const child = fork(join(root, 'tools/bench-payline.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [env] = (await once(child, 'message')) as [Record<string, string>]
  const cluster = await startCluster({ directory: join(folder, 'pg') })
  await cluster.createDatabase('bench')
  const databaseUrl = cluster.url('bench')
  await migrate(databaseUrl, join(root, 'db/migrations'))
  const database = openDatabase(databaseUrl)
  const mails = await startMailServer()
  const product = await builtProduct({ databaseUrl, smtpUrl: mails.url, dataDir: folder, payline: env })
  return {
    payline: { env, child },
    database,
    product,
    close: async () => {
      await product.killAll()
      child.disconnect()
      await once(child, 'exit')
      mails.close()
      await database.close()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Does it for each, so many at once. @returns how many a second */
async function perSecond<T>(things: readonly T[], work: (thing: T) => Promise<unknown>): Promise<number> {
  const left = things.values()
  const began = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const thing of left) await work(thing)
    }),
  )
  return (things.length * 1000) / (performance.now() - began)
}

interface Round {
  /** Milliseconds of « payer », each alone. */
  payer: number[]
  direct: number
  accepted: number
  acknowledged: number
}

/**
 * Payments a second through one worker beside the simulator's own limit. A payment is an attempt that was paid and notified,
 * read at the provider, accepted in the book and the journal, its mail queued; the limit is the same reading, as many at
 * once, by the same client and nothing else.
 */
export async function measurePaiements(): Promise<Line[]> {
  const stand = await openStand()
  try {
    await stand.product.startWeb()
    const { PAYLINE_URL, ...others } = stand.payline.env
    const config = paiementOf(
      {
        ...others,
        PAYLINE_ENV: 'simulateur',
        PAYLINE_URL: new URL(PAYLINE_URL ?? '').origin,
      },
      'http://localhost:3000',
    )
    if (!config) throw new Error('no provider')
    const client = createPayline(config)
    const [usagerId = ''] = await addUsagers(stand.database.db, ['payeuse@exemple.fr'])
    const payeuse = new SignedClient(stand.product.origin)
    await payeuse.signIn('/connexion', { email: 'payeuse@exemple.fr', motDePasse: SECRET })
    const rounds: Round[] = []
    // The round before the first warms everything up.
    for (let round = -1; round < ROUNDS; round += 1) {
      const count = round < 0 ? WARM_UP : PAIEMENTS
      const measured = await measureRound(stand, { usagerId, payeuse, client }, count)
      if (round >= 0) rounds.push(measured)
    }
    return report(rounds)
  } finally {
    await stand.close()
  }
}

async function measureRound(
  { database: { db }, product, payline }: Stand,
  { usagerId, payeuse, client }: { usagerId: string; payeuse: SignedClient; client: PaymentProvider },
  count: number,
): Promise<Round> {
  const dus = Array.from({ length: count }, () => ({ usagerId, montantCents: 2_200 }))
  const payer: number[] = []
  const tokens: string[] = []
  for (const reference of await addDus(db, dus)) {
    const sent = performance.now()
    const { status, location } = await payeuse.post(`/espace/demandes/${reference}/paiement`)
    payer.push(performance.now() - sent)
    if (status !== 204) throw new Error(`not led to pay: ${status}`)
    tokens.push(new URL(location ?? '').pathname.split('/').at(-1) ?? '')
  }
  const simulator = new URL(payline.env.PAYLINE_URL ?? '').origin
  await perSecond(tokens, (token) => pay(simulator, token))
  const direct = await perSecond(tokens, (token) => client.read(token))
  await perSecond(tokens, (token) => notify(product.origin, token))
  const worker = await product.startWorker()
  const { accepted, acknowledged } = await settled(db, tokens)
  await worker.end('SIGTERM')
  return { payer, direct, accepted, acknowledged }
}

async function pay(simulator: string, token: string): Promise<void> {
  await fetch(`${simulator}/_/payer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, carte: 'acceptee' }),
  }).then((answer) => answer.text())
}

async function notify(origin: string, token: string): Promise<void> {
  await fetch(`${origin}/paiement/notification?notificationType=WEBTRS&token=${token}`).then((answer) =>
    answer.text(),
  )
}

/** Waits until all are accepted and their mails have left. @returns how many a second, by the clock of the worker */
async function settled(
  db: Database['db'],
  tokens: readonly string[],
): Promise<{ accepted: number; acknowledged: number }> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const rows = await db
      .selectFrom('paiement')
      .innerJoin('courriel', 'courriel.demande_id', 'paiement.demande_id')
      .select(['paiement.conclu_le', 'courriel.envoye_le'])
      .where('paiement.jeton', 'in', tokens)
      .where('paiement.statut', '=', 'accepte')
      .where('courriel.envoye_le', 'is not', null)
      .execute()
    if (rows.length === tokens.length) {
      const accepted = rows.map(({ conclu_le }) => conclu_le?.getTime() ?? Number.NaN)
      const left = rows.map(({ envoye_le }) => envoye_le?.getTime() ?? Number.NaN)
      const from = Math.min(...accepted)
      const rate = (moments: number[]): number => ((tokens.length - 1) * 1000) / (Math.max(...moments) - from)
      return { accepted: rate(accepted), acknowledged: rate(left) }
    }
    if (performance.now() > until) throw new Error(`${rows.length} payments settled in a minute`)
    await pause(250)
  }
}

function report(rounds: readonly Round[]): Line[] {
  const payer = rounds.flatMap((round) => round.payer)
  const of = (name: 'direct' | 'accepted' | 'acknowledged'): number =>
    median(rounds.map((round) => round[name]))
  return [
    {
      what: '« payer », until one is led to the provider',
      value: `p50 ${quantile(payer, 0.5).toFixed(1)}  p95 ${quantile(payer, 0.95).toFixed(1)} ms`,
    },
    { what: 'the simulator’s own limit, read by the same client', value: `${of('direct').toFixed(0)}/s` },
    { what: 'payments through one worker, accepted', value: `${of('accepted').toFixed(0)}/s` },
    {
      what: 'payments through one worker, their mail and PDF sent',
      value: `${of('acknowledged').toFixed(0)}/s`,
    },
    atLeast(
      'payments/s through one worker / the simulator’s limit',
      median(rounds.map(({ accepted, direct }) => accepted / direct)),
      BUDGET,
    ),
  ]
}
