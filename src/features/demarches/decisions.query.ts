import type { Db } from '../../platform/db/database.ts'

export interface DecisionPrise {
  numero: number
  du: string | null
  au: string | null
  motif: string | null
  le: Date
  /** Who decided, by name. */
  par: string
}

/** What was decided of a démarche, the last first. */
export function decisionsDe(db: Db, demarche: string): Promise<DecisionPrise[]> {
  return db
    .selectFrom('ouverture_decidee as o')
    .innerJoin('agent as a', 'a.id', 'o.decidee_par')
    .select(['o.numero', 'o.du', 'o.au', 'o.motif', 'o.decidee_le as le'])
    .select((eb) => eb.fn<string>('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']).as('par'))
    .where('o.demarche', '=', demarche)
    .orderBy('o.numero', 'desc')
    .limit(50)
    .execute()
}
