// The only script that the machine's own Node (20 or later) runs. It installs the locked dependencies when they are
// missing or outdated, then hands over to the Node 24 that came with them.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, 'node_modules', '.bin')
const stamp = join(root, 'node_modules', '.installed-from')
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }

function run(command, args) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}

function installIfNeeded() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const strict = spawnSync(npm, ['ci', ...quiet], { cwd: root, env, encoding: 'utf8' })
  // npm refuses its own lock when a registry lacks an optional package of another platform (npm/cli#9846):
  // `npm install` keeps to the locked versions and to the lock's integrity sums all the same.
  if (strict.status !== 0) run(npm, ['install', '--no-save', ...quiet])
  writeFileSync(stamp, lock)
}

const node = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node')
const [command = 'start', ...rest] = process.argv.slice(2)
const built = { start: 'embedded', 'start:web': 'web', 'start:worker': 'worker', cli: 'cli' }

installIfNeeded()
if (command in built) {
  run(node, [join(root, 'tools/build.ts')])
  // 8 MiB of young generation rather than what V8 grows to by itself: 110 MB less memory, no more CPU (npm run bench).
  run(node, [
    '--max-semi-space-size=8',
    '--enable-source-maps',
    join(root, 'dist/src/bin', `${built[command]}.js`),
    ...rest,
  ])
} else {
  run(node, [join(root, 'tools', `${command}.ts`), ...rest])
}
