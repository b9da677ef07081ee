import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Statut } from './demande.ts'
import { ACCORD_ATTEND, type DemandeResume } from './espace.query.ts'

export const DEMANDES_PER_PAGE = 20

export interface MesDemandesVue {
  demandes: DemandeResume[]
  /** Reference after which the next page starts. */
  suite: string | null
}

/** The person's demandes, newest first, paged by key: after the one whose reference is given. */
export async function mesDemandes(db: Db, usagerId: string, apres: string | null): Promise<MesDemandesVue> {
  let query = db
    .selectFrom('demande')
    .select(['reference', 'demarche', 'statut', 'deposee_le', 'decision_implicite_le'])
    .select((eb) =>
      eb
        .selectFrom('complement')
        .select('echeance')
        .whereRef('complement.demande_id', '=', 'demande.id')
        .where('clos_le', 'is', null)
        .as('complement_avant'),
    )
    .select(sql<boolean>`${sql.raw(ACCORD_ATTEND)}`.as('accord_attend'))
    .where('usager_id', '=', usagerId)
    .orderBy('deposee_le', 'desc')
    .orderBy('id', 'desc')
    .limit(DEMANDES_PER_PAGE + 1)
  if (apres) {
    query = query.where(
      sql<boolean>`(deposee_le, id) < (select deposee_le, id from demande where reference = ${apres} and usager_id = ${usagerId})`,
    )
  }
  const rows = await query.execute()
  const shown = rows.slice(0, DEMANDES_PER_PAGE)
  return {
    demandes: shown.map((row) => ({
      reference: row.reference,
      demarche: row.demarche,
      statut: row.statut as Statut,
      deposeeLe: row.deposee_le,
      decisionImpliciteLe: row.decision_implicite_le,
      complementAvant: row.complement_avant,
      accordAttend: row.accord_attend,
    })),
    suite: rows.length > DEMANDES_PER_PAGE ? (shown.at(-1)?.reference ?? null) : null,
  }
}
