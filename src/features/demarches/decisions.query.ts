import type { Db } from '../../platform/db/database.ts'

export interface DecisionPrise {
  numero: number
  du: string | null
  au: string | null
  motif: string | null
  le: Date
  /** Who decided, by name; null when the product did, because the service was closed. */
  par: string | null
  fermeture: number | null
}

/** What was decided of a démarche, the last first. */
export function decisionsDe(db: Db, demarche: string): Promise<DecisionPrise[]> {
  return db
    .selectFrom('ouverture_decidee as o')
    .leftJoin('agent as a', 'a.id', 'o.decidee_par')
    .select(['o.numero', 'o.du', 'o.au', 'o.motif', 'o.decidee_le as le', 'o.fermeture'])
    .select((eb) =>
      eb
        .fn<string | null>('nullif', [eb.fn('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']), eb.val('')])
        .as('par'),
    )
    .where('o.demarche', '=', demarche)
    .orderBy('o.numero', 'desc')
    .limit(50)
    .execute()
}
