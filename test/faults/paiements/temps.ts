import pg from 'pg'
import type { SimulateurPayline } from '../../../src/simulateur-payline/index.ts'

const STEP_MS = 500

/**
 * Makes what waits wait less: the clock of the provider runs so many times as fast, and so do the moments at which the
 * portal looks again. An attempt that may still be opening is left alone: its request lives in true time.
 */
export class Temps {
  readonly #client: pg.Client
  readonly #payline: SimulateurPayline
  readonly #fois: number
  readonly #ouvertureMs: number
  #stopped = false
  #running: Promise<void> | undefined

  /** @param url the base, as its owner @param ouvertureMs how long a request may take to open a page, in true time */
  constructor(url: string, payline: SimulateurPayline, fois: number, ouvertureMs: number) {
    this.#client = new pg.Client({ connectionString: url })
    this.#payline = payline
    this.#fois = fois
    this.#ouvertureMs = ouvertureMs
  }

  async start(): Promise<void> {
    await this.#client.connect()
    this.#running = this.#run()
  }

  /** @throws what stopped it before */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
    await this.#client.end()
  }

  /** How many times the portal still wants to ask what became of an attempt. */
  async waiting(): Promise<number> {
    const { rows } = await this.#client.query<{ count: string }>(
      `select count(*) from graphile_worker._private_jobs where key like 'paiement:%'`,
    )
    return Number(rows[0]?.count)
  }

  async #run(): Promise<void> {
    let last = Date.now()
    while (!this.#stopped) {
      await new Promise((resolve) => setTimeout(resolve, STEP_MS))
      const now = Date.now()
      const more = (now - last) * (this.#fois - 1)
      last = now
      await this.#payline.advance(more)
      await this.#advancePortal(more)
    }
  }

  /** Whatever is at work at that moment is passed over. */
  async #advancePortal(more: number): Promise<void> {
    await this.#client.query(
      `update paiement set cree_le = cree_le - $1 * interval '1 ms' where id in (select id from paiement
        where statut = 'prepare' and cree_le < now() - $2 * interval '1 ms' for update skip locked)`,
      [more, this.#ouvertureMs],
    )
    await this.#client.query(
      `update paiement set cree_le = cree_le - $1 * interval '1 ms', ouvert_le = ouvert_le - $1 * interval '1 ms'
        where id in (select id from paiement where statut in ('en_cours', 'a_verifier') for update skip locked)`,
      [more],
    )
    await this.#client.query(
      `update graphile_worker._private_jobs set run_at = run_at - $1 * interval '1 ms' where id in (
        select id from graphile_worker._private_jobs
        where key like 'paiement:%' and locked_at is null and run_at > now() for update skip locked)`,
      [more],
    )
  }
}
