import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
let house: string

afterEach(() => rmSync(house, { recursive: true, force: true }))

/** A small house with these files, cruised with our own rules. */
function cruise(files: Record<string, string>): { status: number | null; said: string } {
  house = mkdtempSync(join(tmpdir(), 'murs-'))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, name)), { recursive: true })
    writeFileSync(join(house, name), text)
  }
  const config = join(root, '.dependency-cruiser.cjs')
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const run = spawnSync(process.execPath, [bin, '--config', config, 'src'], { cwd: house, encoding: 'utf8' })
  return { status: run.status, said: run.stdout + run.stderr }
}

const clean = {
  'src/platform/clock/clock.ts': 'export const clock = 1\n',
  'src/simulateur-payline/index.ts':
    "import { clock } from '../platform/clock/clock.ts'\nexport const port: number = clock\n",
  'src/bin/embedded.ts':
    "import { port } from '../simulateur-payline/index.ts'\nexport const start: number = port\n",
  'src/platform/db/db.ts': 'export const db = 1\n',
  'src/features/a/index.ts': "export { a } from './a.ts'\n",
  'src/features/a/a.ts': "import { db } from '../../platform/db/db.ts'\nexport const a: number = db\n",
}

test('a house that keeps its walls passes', () => {
  expect(cruise(clean)).toMatchObject({ status: 0 })
})

test.each([
  [
    'platform-knows-nobody',
    'src/platform/db/bad.ts',
    "import { a } from '../../features/a/index.ts'\nexport const b: number = a\n",
  ],
  [
    'platform-knows-nobody',
    'src/platform/db/bad.ts',
    "import type { A } from '../../features/a/index.ts'\nexport type B = A\n",
  ],
  [
    'features-by-the-door',
    'src/features/b/bad.tsx',
    "import { a } from '../a/a.ts'\nexport const B = () => <p>{a}</p>\n",
  ],
  [
    'formulaire-is-pure',
    'src/formulaire/bad.ts',
    "import { readFileSync } from 'node:fs'\nexport const b = readFileSync\n",
  ],
  [
    'ui-knows-only-formulaire',
    'src/ui/bad.tsx',
    "import { db } from '../platform/db/db.ts'\nexport const B = () => <p>{db}</p>\n",
  ],
  [
    'app-enters-features-by-the-door',
    'src/app/bad.ts',
    "import { a } from '../features/a/a.ts'\nexport const b: number = a\n",
  ],
  [
    'simulateur-knows-only-the-clock',
    'src/simulateur-payline/bad.ts',
    "import { a } from '../features/a/index.ts'\nexport const b: number = a\n",
  ],
  [
    'simulateur-is-for-npm-start',
    'src/features/b/bad.ts',
    "import { port } from '../../simulateur-payline/index.ts'\nexport const b: number = port\n",
  ],
])('%s is caught (%s)', (rule, file, text) => {
  const { status, said } = cruise({ ...clean, [file]: text })
  expect(said).toContain(rule)
  expect(status).toBeGreaterThan(0)
})
