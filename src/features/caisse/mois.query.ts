import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { ECRITURES } from './ecritures.ts'
import { inSnapshot } from './journal-de-caisse.query.ts'
import type { Total } from './totaux.ts'

export interface JourDuMois extends Pick<Total, 'nombre' | 'entreesCents' | 'sortiesCents'> {
  /** YYYY-MM-DD */
  jour: string
  clos: boolean
}

export interface MoisDeCaisse {
  jours: JourDuMois[]
  totaux: Total[]
}

const SOMMES = sql`count(*)::int as nombre,
  coalesce(sum(e.montant_cents) filter (where e.montant_cents > 0), 0)::float8 as "entreesCents",
  coalesce(-sum(e.montant_cents) filter (where e.montant_cents < 0), 0)::float8 as "sortiesCents"`

/** The days with entries of one month in these démarches, and its totals. @param mois YYYY-MM */
export function moisDeCaisse(db: Db, demarches: readonly string[], mois: string): Promise<MoisDeCaisse> {
  const dans = sql`e.jour >= ${`${mois}-01`}::date and e.jour < ${`${mois}-01`}::date + interval '1 month'
    and e.demarche = any(${demarches}::text[])`
  return inSnapshot(db, async (tx) => {
    const { rows: jours } = await sql<JourDuMois>`select e.jour, ${SOMMES},
        e.jour <= coalesce((select max(jour) from cloture_de_caisse), '-infinity') as clos
      from ${ECRITURES} where ${dans} group by e.jour order by e.jour`.execute(tx)
    const { rows: totaux } = await sql<Total>`select e.demarche, e.moyen, ${SOMMES}
      from ${ECRITURES} where ${dans} group by e.demarche, e.moyen
      order by e.demarche collate "C", e.moyen collate "C"`.execute(tx)
    return { jours, totaux }
  })
}
