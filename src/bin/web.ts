// `npm run start:web`: the portal alone. The first process to start migrates the base.
import { join } from 'node:path'
import { loadConfig } from '../app/config.ts'
import { openContext } from '../app/context.ts'
import { buildWeb, watchPortal } from '../app/web.ts'
import { migrate } from '../platform/db/migrate.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const root = join(import.meta.dirname, '../../..')
const config = loadConfig(process.env, root)
await migrate(config.databaseUrl, join(root, 'db/migrations'))
const context = await openContext(config, root)
const web = await buildWeb(context)
const unwatch = watchPortal(context)
stopOnSignal(async () => {
  unwatch()
  await web.close()
  await context.close()
})
await web.listen({ port: config.port, host: config.host })
context.log.info({ port: config.port }, 'web: ready')
