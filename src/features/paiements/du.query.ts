import type { Db } from '../../platform/db/database.ts'
import { type Du, duOf } from './compute-du.ts'
import { lignesDues, readLignes } from './lignes-gelees.ts'

export interface DuDeDemande extends Du {
  moment: 'depot' | 'decision'
  geleLe: Date
  /** From when it may be paid; null: not yet granted, or no more due (refused, withdrawn). */
  exigibleLe: Date | null
  /** YYYY-MM-DD, with `exigibleLe`. */
  aPayerAvant: string | null
}

/** What a demande owes, without what was refused; null when nothing is due. */
export async function duOfDemande(db: Db, demandeId: string): Promise<DuDeDemande | null> {
  const row = await rowOf(db, demandeId)
  if (!row) return null
  const du = duOf(lignesDues(row.lignes))
  if (!du) return null
  const { moment, geleLe, exigibleLe, aPayerAvant } = row
  return { ...du, moment: moment as DuDeDemande['moment'], geleLe, exigibleLe, aPayerAvant }
}

/** The same as it was at dépôt, whatever was decided since. */
export async function duAtDepot(
  db: Db,
  demandeId: string,
): Promise<(Du & Pick<DuDeDemande, 'moment' | 'geleLe'>) | null> {
  const row = await rowOf(db, demandeId)
  const du = row ? duOf(readLignes(row.lignes)) : null
  return row && du ? { ...du, moment: row.moment as DuDeDemande['moment'], geleLe: row.geleLe } : null
}

const rowOf = (db: Db, demandeId: string) =>
  db
    .selectFrom('montant_du')
    .select([
      'lignes',
      'moment',
      'gele_le as geleLe',
      'exigible_le as exigibleLe',
      'a_payer_avant as aPayerAvant',
    ])
    .where('demande_id', '=', demandeId)
    .executeTakeFirst()
