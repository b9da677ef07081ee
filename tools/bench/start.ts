import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'
import { atMost, type Line } from './table.ts'
import { root } from './world.ts'

const PATIENCE_MS = 60_000

/** `npm start` on an installed clone with an empty data folder, until its home page answers: build included. */
export async function measureStart(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'espace-bench-start-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), MAILBOX_PORT: String(await freePort()) }
  for (const name of ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_ORIGIN']) Reflect.deleteProperty(env, name)
  const began = performance.now()
  // A group of its own: a signal to npm alone would not reach the portal.
  const child = spawn('npm', ['start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const gone = once(child.stderr, 'close')
  child.stderr.resume()
  try {
    while (!(await answers(port))) {
      if (performance.now() - began > PATIENCE_MS) throw new Error('npm start does not answer')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const seconds = (performance.now() - began) / 1000
    return [atMost('npm start, until it answers', seconds, 10, 's')]
  } finally {
    if (child.pid) process.kill(-child.pid, 'SIGTERM')
    // The portal holds the pipe: it closes when the last process of the group has ended.
    await gone
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    (answer) => answer.ok,
    () => false,
  )
