// `npm test`: sets up what the tests need, runs every check and every test, and ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from './check.ts'

const root = join(import.meta.dirname, '..')
/** Debian package → a program that shows it is there. */
const needed = {
  chromium: '/usr/bin/chromium',
  'firefox-esr': '/usr/bin/firefox-esr',
  'poppler-utils': '/usr/bin/pdftotext',
  'default-jre-headless': '/usr/bin/java',
  nginx: '/usr/sbin/nginx',
  'clamav-daemon': '/usr/sbin/clamd',
}

function installBrowsers(): void {
  const missing = Object.entries(needed).flatMap(([name, program]) => (existsSync(program) ? [] : [name]))
  if (missing.length === 0) return
  const quiet = { encoding: 'utf8' as const, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  const { status } = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
    quiet,
  )
  if (status !== 0) {
    process.stdout.write(
      `Missing for the tests, and not installable here: ${missing.join(', ')}. Install them as root:\n`,
    )
    process.stdout.write(
      `  apt-get install ${missing.join(' ')}\nThe tests that need them will fail and say so.\n`,
    )
  }
}

function build(): boolean {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tools/build.ts')], {
    encoding: 'utf8',
  })
  if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`)
  return status === 0
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  success: boolean
}

/** A file that cannot even be loaded has no failed test of its own: it counts as one failure. */
function runVitest(): { passed: number; failed: number } {
  const report = join(root, 'var', 'tests.json')
  mkdirSync(join(root, 'var'), { recursive: true })
  rmSync(report, { force: true })
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]
  const { status } = spawnSync(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, stdio: 'inherit' })
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Report
  return { passed: numPassedTests, failed: numFailedTests === 0 && status !== 0 ? 1 : numFailedTests }
}

installBrowsers()
const checked = runChecks()
const tested = build() ? runVitest() : { passed: 0, failed: 1 }
const failed = checked.failed + tested.failed
process.stdout.write(`\n${checked.passed + tested.passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
