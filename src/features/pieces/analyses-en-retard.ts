import { sql } from 'kysely'
import type { Scanner } from '../../platform/antivirus/scanner.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Log } from '../../platform/log/log.ts'
import type { PiecesDeps } from './destination.ts'
import { queueAnalysis } from './queue-analysis.ts'

/** Its job has had its chance: it is added again, with all its attempts. */
const AGAIN_MINUTES = 15
/** Somebody must look: the antivirus is gone, or a file cannot be read. */
const ALARM_MINUTES = 60
const ALARM_AGAIN_MS = 86_400_000
const BATCH = 500

interface RetardsDeps extends Pick<PiecesDeps, 'db' | 'clock'> {
  scanner: Pick<Scanner, 'configured'>
  log: Pick<Log, 'error' | 'info'>
}

const before = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

/** How many files have waited for their analysis for more than an hour. */
export async function countLateAnalyses({
  db,
  clock,
}: {
  db: Db
  clock: PiecesDeps['clock']
}): Promise<number> {
  const { nombre } = await db
    .selectFrom('fichier')
    .select((eb) => eb.fn.countAll<string>().as('nombre'))
    .where('etat', 'in', ['recue', 'quarantaine'])
    .where('recu_le', '<', before(clock.now(), ALARM_MINUTES))
    .executeTakeFirstOrThrow()
  return Number(nombre)
}

/**
 * Adds again the analyses that do not come to an end, and those of the documents that came before there was an
 * antivirus. Past an hour it is said in the log, once, then once a day, and when it is over.
 */
export function createAnalysesEnRetard(deps: RetardsDeps): () => Promise<void> {
  let toldAt: number | undefined
  const suite: Suite = { enRetard: undefined, jamais: undefined }
  return async () => {
    await inTransaction(deps.db, (tx) => queueAgain(deps, tx, suite))
    const nombre = await countLateAnalyses(deps)
    const now = deps.clock.now().getTime()
    if (nombre === 0 && toldAt !== undefined) {
      deps.log.info('analyses: none is late any more')
      toldAt = undefined
    } else if (nombre > 0 && (toldAt === undefined || now - toldAt >= ALARM_AGAIN_MS)) {
      deps.log.error(
        { nombre },
        'analyses: documents have waited for more than an hour; is the antivirus there?',
      )
      toldAt = now
    }
  }
}

/** Where the next look begins: five hundred that cannot be read never hide those that came after them. */
interface Suite {
  enRetard: { le: Date; id: string } | undefined
  jamais: string | undefined
}

async function queueAgain({ clock, scanner }: RetardsDeps, tx: Tx, suite: Suite): Promise<void> {
  const { enRetard, jamais } = suite
  const stuck = await tx
    .selectFrom('fichier')
    .select(['id', 'recu_le'])
    .where('etat', 'in', ['recue', 'quarantaine'])
    .where('recu_le', '<', before(clock.now(), AGAIN_MINUTES))
    .$if(enRetard !== undefined, (query) =>
      query.where(sql<boolean>`(recu_le, id) > (${enRetard?.le}::timestamptz, ${enRetard?.id}::uuid)`),
    )
    .orderBy('recu_le')
    .orderBy('id')
    .limit(BATCH)
    .execute()
  const never = scanner.configured
    ? await tx
        .selectFrom('fichier')
        .select('id')
        .where('etat', '=', 'non_analysee')
        .$if(jamais !== undefined, (query) => query.where('id', '>', jamais ?? ''))
        .orderBy('id')
        .limit(BATCH)
        .execute()
    : []
  for (const { id } of [...stuck, ...never]) await queueAnalysis(tx, id)
  const last = stuck.length === BATCH ? stuck.at(-1) : undefined
  suite.enRetard = last && { le: last.recu_le, id: last.id }
  suite.jamais = never.length === BATCH ? never.at(-1)?.id : undefined
}
