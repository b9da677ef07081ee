import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Below what serves pages, above nothing else: a password that is verified may wait, a page may not. */
const NICE = 10

let lowered = false

/**
 * Lets the threads that compute passwords come after the one that serves pages, when the machine has too few cores for
 * both. Linux only, where a thread has a priority of its own; elsewhere nothing changes.
 */
export function lowerWorkers(): void {
  if (lowered || process.platform !== 'linux') return
  const tasks = '/proc/self/task'
  for (const id of readdirSync(tasks)) {
    if (readFileSync(`${tasks}/${id}/comm`, 'utf8').trim() !== 'libuv-worker') continue
    setPriority(Number(id), NICE)
    lowered = true
  }
}
