import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db } from '../../../src/platform/db/database.ts'
import { acteNamed, type Dossier, NOMS_D_ACTE, type NomDActe, type Trace } from './actes.ts'

/** What was acknowledged, written down as it comes: a memory that no kill reaches. */
export class Livre {
  readonly #acquittes = new Map<NomDActe, Trace[]>(NOMS_D_ACTE.map((nom) => [nom, []]))

  note(nom: NomDActe, trace: Trace): void {
    this.#acquittes.get(nom)?.push(trace)
  }

  /** How many acts were acknowledged. */
  get nombre(): number {
    return [...this.#acquittes.values()].reduce((sum, { length }) => sum + length, 0)
  }

  /** Fails unless all that was acknowledged is stored once, and nothing twice. Every dossier went to its end. */
  async compare(db: Db, dossiers: readonly Dossier[]): Promise<void> {
    const references = new Set(dossiers.map(({ reference }) => reference))
    expect(references.size).toBe(dossiers.length)
    for (const nom of NOMS_D_ACTE) {
      const { stored, par, journal, courriel } = acteNamed(nom)
      const all = (await sql<Trace>`${stored}`.execute(db)).rows
      const kept = all.filter(({ reference }) => references.has(reference))
      const keys = kept.map((trace) => (par === 'dossier' ? trace.reference : keyOf(trace)))
      expect(twice(keys), `${nom}: stored twice`).toEqual([])
      const stands = new Set(kept.map(keyOf))
      const lost = (this.#acquittes.get(nom) ?? []).filter((trace) => !stands.has(keyOf(trace)))
      expect(lost, `${nom}: acknowledged and not stored`).toEqual([])
      if (par === 'dossier') expect([nom, kept.length]).toEqual([nom, dossiers.length])
      if (journal)
        await onceEach(db, references, `journal ${journal}`, sql`journal j`, sql`j.action = ${journal}`)
      if (courriel)
        await onceEach(db, references, `courriel ${courriel}`, sql`courriel j`, sql`j.modele = ${courriel}`)
    }
  }
}

const keyOf = ({ reference, preuve }: Trace): string => `${reference} ${preuve}`

const twice = (keys: readonly string[]): string[] => keys.filter((key, i) => keys.indexOf(key) !== i)

async function onceEach(
  db: Db,
  references: ReadonlySet<string>,
  what: string,
  table: ReturnType<typeof sql>,
  which: ReturnType<typeof sql>,
): Promise<void> {
  const { rows } = await sql<{
    reference: string
    nombre: number
  }>`select d.reference, count(j.demande_id)::int as nombre
    from demande d left join ${table} on j.demande_id = d.id and ${which}
    where d.reference = any(${[...references]}::text[]) group by d.reference having count(j.demande_id) <> 1`.execute(
    db,
  )
  expect(rows, `${what}: not once`).toEqual([])
}
