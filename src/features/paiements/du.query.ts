import type { Selectable } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MontantDu } from '../../platform/db/schema.ts'
import { type Du, duOf } from './compute-du.ts'
import { lignesDues, readLignes } from './lignes-gelees.ts'

/** What a row of `montant_du` is read from; each query of it selects these. */
export const COLONNES_DU_DU = [
  'montant_du.lignes',
  'montant_du.moment',
  'montant_du.gele_le',
  'montant_du.exigible_le',
  'montant_du.a_payer_avant',
] as const
export type RowDuDu = Pick<
  Selectable<MontantDu>,
  'lignes' | 'moment' | 'gele_le' | 'exigible_le' | 'a_payer_avant'
>

/**
 * Where what is due stands: to be paid, waiting for a decision, or no more (refused, withdrawn, sent elsewhere).
 */
export type EtatDuDu = 'exigible' | 'attend' | 'caduc'

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
  return row ? duOfRow(row) : null
}

/** The same, of a row that was read. */
export function duOfRow(row: RowDuDu): DuDeDemande | null {
  const du = duOf(lignesDues(row.lignes))
  if (!du) return null
  return {
    ...du,
    moment: row.moment as DuDeDemande['moment'],
    geleLe: row.gele_le,
    exigibleLe: row.exigible_le,
    aPayerAvant: row.a_payer_avant,
  }
}

/** The same as it was at dépôt, whatever was decided since, and whether one could then pay on line. */
export async function duAtDepot(
  db: Db,
  demandeId: string,
): Promise<(Du & Pick<DuDeDemande, 'moment' | 'geleLe'> & { enLigne: boolean }) | null> {
  const row = await rowOf(db, demandeId)
  const du = row ? duOf(readLignes(row.lignes)) : null
  if (!row || !du) return null
  return {
    ...du,
    moment: row.moment as DuDeDemande['moment'],
    geleLe: row.gele_le,
    enLigne: row.en_ligne,
  }
}

/** See `EtatDuDu`. */
export function etatOf({ exigible_le, moment, lignes }: RowDuDu): EtatDuDu {
  if (exigible_le !== null) return 'exigible'
  const undecided = readLignes(lignes).some(({ accordee }) => accordee === undefined || accordee === null)
  return moment === 'decision' && undecided ? 'attend' : 'caduc'
}

const rowOf = (db: Db, demandeId: string) =>
  db
    .selectFrom('montant_du')
    .select(COLONNES_DU_DU)
    .select('montant_du.en_ligne')
    .where('demande_id', '=', demandeId)
    .executeTakeFirst()
