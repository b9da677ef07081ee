// Compiles the server (dist/src, dist/demarches) and the browser's files (dist/assets), side by side; then writes what is
// served when the base or the portal is gone (dist/secours).
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const run = (command: string, args: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} failed:\n${said}`))))
  })

const tool = (name: string): string => join(root, 'node_modules/.bin', name)

await Promise.all([
  run(tool('tsc'), ['-p', 'tsconfig.build.json']),
  run(tool('vite'), ['build', '--logLevel', 'warn']),
])
await run(process.execPath, [join(root, 'dist/src/bin/cli.js'), 'secours:ecris'])
