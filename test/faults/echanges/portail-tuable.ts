import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cluster, startCluster } from '../../../src/platform/db/embedded-cluster.ts'
import type { BuiltProcess, BuiltProduct } from '../../support/built-product.ts'

export const CIBLES = ['web', 'worker', 'postgresql'] as const
export type Cible = (typeof CIBLES)[number]

/** The product and its base as processes that are killed without warning, and started again. */
export class PortailTuable {
  readonly #product: BuiltProduct
  readonly #directory: string
  readonly #port: number
  #running: { web: BuiltProcess; worker: BuiltProcess } | undefined

  constructor(product: BuiltProduct, base: { directory: string; port: number }) {
    this.#product = product
    this.#directory = base.directory
    this.#port = base.port
  }

  async start(): Promise<void> {
    this.#running = { web: await this.#product.startWeb(), worker: await this.#product.startWorker() }
  }

  /** `kill -9`, then the start that whoever watches the service would make. */
  async kill(cible: Cible): Promise<void> {
    if (!this.#running) throw new Error('not started')
    if (cible === 'postgresql') return this.#killBase()
    await this.#running[cible].end('SIGKILL')
    this.#running[cible] = await (cible === 'web' ? this.#product.startWeb() : this.#product.startWorker())
  }

  /** The web process that ended without having been killed: the loss of the base must not end it. */
  get tombes(): Cible[] {
    return this.#running?.web.child.exitCode === null ? [] : ['web']
  }

  /** graphile-worker 0.18 ends when the base is away as it writes down how a job ended: a supervisor starts it again. */
  async #restartWorker(): Promise<void> {
    if (this.#running && this.#running.worker.child.exitCode !== null)
      this.#running.worker = await this.#product.startWorker()
  }

  async #killBase(): Promise<void> {
    const pid = Number((await readFile(join(this.#directory, 'postmaster.pid'), 'utf8')).split('\n')[0])
    process.kill(pid, 'SIGKILL')
    // Its children notice within moments; until then the memory they share keeps the next one out.
    for (let tries = 0; ; tries += 1) {
      const started = await this.#startBase().catch((error: unknown) => {
        if (tries >= 50) throw error
        return undefined
      })
      if (started) return this.#restartWorker()
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Not volatile: what a commit acknowledged must outlive the process. */
  #startBase(): Promise<Cluster> {
    return startCluster({ directory: this.#directory, port: this.#port })
  }
}
