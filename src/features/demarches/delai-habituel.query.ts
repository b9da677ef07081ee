import type { Db } from '../../platform/db/database.ts'

/** Fewer answers tell nothing of the next one. */
const EFFECTIF_MIN = 20

export interface DelaiHabituel {
  /** Half of the demandes had their answer in as many days. */
  p50Jours: number
  /** Nine in ten had. */
  p90Jours: number
}

/** How long answers have taken these six months; undefined when there were too few to say. */
export async function delaiHabituelDe(db: Db, demarche: string): Promise<DelaiHabituel | undefined> {
  return db
    .selectFrom('delai_habituel')
    .select(['p50_jours as p50Jours', 'p90_jours as p90Jours'])
    .where('demarche', '=', demarche)
    .where('effectif', '>=', EFFECTIF_MIN)
    .executeTakeFirst()
}
