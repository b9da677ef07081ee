// `npm run faults`: builds, then only the tests that kill processes and stop the database, at full length.
// `npm run faults -- paiements` runs only the files of that name. FAULTS_SEED repeats the choices that a run printed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
await import('./build.ts')
const vitest = join(root, 'node_modules/.bin/vitest')
const names = process.argv.slice(2)
const files = names.length === 0 ? ['test/faults'] : names.map((name) => `test/faults/${name}`)
process.exitCode =
  spawnSync(vitest, ['run', ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { FAULTS_KILLS: '50', FAULTS_PAIEMENTS: '2000', ...process.env },
  }).status ?? 1
