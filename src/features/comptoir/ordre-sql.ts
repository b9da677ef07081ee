import { type RawBuilder, sql } from 'kysely'
import type { Curseur } from './curseur.ts'
import type { Tri } from './filtres.ts'

type Sql = RawBuilder<unknown>
export type Sens = 'apres' | 'avant'

/** How each order is written, forwards and backwards; both are read in one index. */
export const ORDRES = {
  anciennes: { apres: sql`deposee_le, id`, avant: sql`deposee_le desc, id desc` },
  recentes: { apres: sql`deposee_le desc, id desc`, avant: sql`deposee_le, id` },
  echeance: { apres: sql`decision_implicite_le, id`, avant: sql`decision_implicite_le desc, id desc` },
} as const satisfies Record<Tri, Record<Sens, Sql>>

/** What comes after (or before) the cursor, as ranges of one index; rows without a deadline come after all the others. */
export function beyond(tri: Tri, sens: Sens, curseur: Curseur | undefined): Sql[] {
  if (!curseur) return [sql`true`]
  const { valeur, id } = curseur
  const up = sens === 'apres'
  if (tri !== 'echeance')
    return [
      up === (tri === 'anciennes')
        ? sql`(deposee_le, id) > (${valeur}::timestamptz, ${id}::uuid)`
        : sql`(deposee_le, id) < (${valeur}::timestamptz, ${id}::uuid)`,
    ]
  const stopped = sql`decision_implicite_le is null`
  if (valeur === null)
    return up
      ? [sql`${stopped} and id > ${id}::uuid`]
      : [sql`${stopped} and id < ${id}::uuid`, sql`decision_implicite_le is not null`]
  return up
    ? [sql`(decision_implicite_le, id) > (${valeur}::date, ${id}::uuid)`, stopped]
    : [sql`(decision_implicite_le, id) < (${valeur}::date, ${id}::uuid)`]
}
