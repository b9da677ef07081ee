// `npm run start:worker`: the jobs and the calendar alone.
import { join } from 'node:path'
import { loadConfig } from '../app/config.ts'
import { openContext } from '../app/context.ts'
import { startWorker } from '../app/worker.ts'
import { migrate } from '../platform/db/migrate.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const root = join(import.meta.dirname, '../../..')
const config = loadConfig(process.env, root)
await migrate(config.databaseUrl, join(root, 'db/migrations'))
const context = await openContext(config, root)
const worker = await startWorker(context)
stopOnSignal(async () => {
  await worker.stop()
  await context.close()
})
context.log.info('worker: ready')
