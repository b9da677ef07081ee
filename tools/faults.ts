// `npm run faults`: builds, then only the tests that kill processes and stop the database, at full length.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
await import('./build.ts')
const vitest = join(root, 'node_modules/.bin/vitest')
process.exitCode =
  spawnSync(vitest, ['run', 'test/faults'], {
    cwd: root,
    stdio: 'inherit',
    env: { FAULTS_KILLS: '50', ...process.env },
  }).status ?? 1
