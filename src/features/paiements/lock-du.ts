import type { Tx } from '../../platform/db/database.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { RienAPayer } from './refusals.ts'

export interface DuRow {
  demandeId: string
  reference: string
  demarche: string
  montantCents: number
}

/** What may be paid now of a demande of this person, its row locked: attempts begin one after the other. @throws RienAPayer */
export async function lockDu(tx: Tx, acteur: UsagerActor, reference: string): Promise<DuRow> {
  const row = await tx
    .selectFrom('montant_du')
    .innerJoin('demande', 'demande.id', 'montant_du.demande_id')
    .select([
      'demande.id as demandeId',
      'demande.reference',
      'demande.demarche',
      'montant_du.montant_cents as montantCents',
    ])
    .where('demande.reference', '=', reference)
    .where('demande.usager_id', '=', acteur.usagerId)
    .where('montant_du.exigible_le', 'is not', null)
    .forUpdate('montant_du')
    .executeTakeFirst()
  if (!row) throw new RienAPayer()
  return row
}
