import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { decodeCurseur, encodeCurseur } from './curseur.ts'
import { armsOf } from './file-sql.ts'
import type { Filtres, Tri } from './filtres.ts'
import { nomsOf } from './noms.query.ts'
import { ORDRES, type Sens } from './ordre-sql.ts'

export interface Voisines {
  precedente: string | null
  suivante: string | null
}

/** Where a demande stands in a queue of this order, as the opaque place of an address. */
export async function placeOf(db: Db, tri: Tri, demandeId: string): Promise<string> {
  const { rows } = await sql<{
    depot: string
    echeance: string | null
  }>`select decision_implicite_le as echeance,
    to_char(deposee_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as depot
    from demande where id = ${demandeId}::uuid`.execute(db)
  const row = rows[0]
  return row
    ? encodeCurseur(tri, { valeur: tri === 'echeance' ? row.echeance : row.depot, id: demandeId })
    : ''
}

/**
 * The references before and after a place of a queue, `filtres.apres`: that of the demande when it was opened, so that
 * an act that takes it out of the queue moves nobody back to the beginning.
 */
export async function voisines(db: Db, acteur: AgentActor, filtres: Filtres, now: Date): Promise<Voisines> {
  const curseur = decodeCurseur(filtres.tri, filtres.apres)
  if (!curseur) return { precedente: null, suivante: null }
  const noms = await nomsOf(db, acteur, filtres)
  const next = (sens: Sens) =>
    sql`(select reference from (${armsOf({ acteur, filtres, now, noms, sens, curseur, limit: 1 })}) q
      order by ${ORDRES[filtres.tri][sens]} limit 1)`
  const { rows } =
    await sql<Voisines>`select ${next('avant')} as precedente, ${next('apres')} as suivante`.execute(db)
  return rows[0] ?? { precedente: null, suivante: null }
}
