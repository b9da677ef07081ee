import { setTimeout as pause } from 'node:timers/promises'
import type { BuiltProcess, BuiltProduct } from '../../support/built-product.ts'

type Cible = 'web' | 'worker'

/** The processes of the product, killed without warning at moments drawn beforehand. */
export class Morts {
  readonly #product: BuiltProduct
  readonly #running = new Map<Cible, BuiltProcess>()
  nombre = 0

  constructor(product: BuiltProduct) {
    this.#product = product
  }

  async start(): Promise<void> {
    this.#running.set('web', await this.#product.startWeb())
    this.#running.set('worker', await this.#product.startWorker())
  }

  /**
   * Kills one so many times, each as soon as things have gone so far, and starts it again as whoever watches it would.
   * @param advance from 0 to 1, how far they have gone
   */
  async reap(cible: Cible, count: number, random: () => number, advance: () => number): Promise<void> {
    const moments = Array.from({ length: count }, random).sort((a, b) => a - b)
    for (const moment of moments) {
      while (advance() < moment) await pause(5)
      // Somewhere within an act, not always where one begins.
      await pause(random() * 50)
      const dead = this.#running.get(cible)
      if (dead?.child.exitCode !== null) throw new Error(`${cible} ended by itself`)
      await dead.end('SIGKILL')
      this.nombre += 1
      this.#running.set(
        cible,
        await (cible === 'web' ? this.#product.startWeb() : this.#product.startWorker()),
      )
    }
  }
}
