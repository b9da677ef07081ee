// Everything that can be checked without running the product. Each check counts as one test in `npm test`.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

export const checks: Record<string, [string, ...string[]]> = {
  'format and lint': ['biome', 'ci', '.'],
  types: ['tsc', '-p', '.'],
  walls: ['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'demarches', 'collectivite.ts'],
  'dead code': ['knip'],
  'schema drift': ['node', 'tools/schema.ts', '--check'],
  'French spaces': ['node', 'tools/typographie.ts', '--check'],
  'data register drift': ['node', 'tools/data-register.ts', '--check'],
}

/** Runs all the checks, prints what they say when they fail, and returns the counts. */
export function runChecks(): { passed: number; failed: number } {
  let failed = 0
  for (const [name, [command, ...args]] of Object.entries(checks)) {
    const { status, stdout, stderr, error } = spawnSync(join(root, 'node_modules/.bin', command), args, {
      cwd: root,
      encoding: 'utf8',
    })
    const ok = status === 0 && !error
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name}\n`)
    if (!ok) {
      failed += 1
      process.stdout.write(`${error?.message ?? ''}${stdout}${stderr}\n`)
    }
  }
  return { passed: Object.keys(checks).length - failed, failed }
}

if (process.argv[1] === import.meta.filename) process.exitCode = runChecks().failed === 0 ? 0 : 1
