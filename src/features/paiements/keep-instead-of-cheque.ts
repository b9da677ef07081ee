import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { lockPaiement, type PaiementRow, placeOf } from './lock-paiement.ts'
import { noteSurplusOf } from './note-surplus.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import { PaiementDejaRegle, PaiementIntrouvable } from './refusals.ts'
import { tellPaiement } from './tell-paiement.ts'

/**
 * A payment that was one too many is kept at the place of a cheque that the bank did not pay, as long as nothing else is
 * kept and nothing of it was given back or is about to be. It is acknowledged as any payment (CRPA L112-11). Pressed twice,
 * it is kept once.
 * @throws PaiementIntrouvable | PaiementDejaRegle
 */
export function keepInsteadOfCheque(deps: PaiementsDeps, acteur: AgentActor, id: string): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const row = await lockPaiement(tx, id)
    if (!row || !acteur.demarches.includes(row.demarche)) throw new PaiementIntrouvable()
    if (row.statut === 'accepte' && !row.en_trop) return
    const place = await placeOf(tx, row)
    if (!(await isFree(tx, row)) || place.enTrop) throw new PaiementDejaRegle(id)
    const le = deps.clock.now()
    const kept = await tx
      .updateTable('paiement')
      .set({ en_trop: false, complement: place.complement })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await appendJournal(tx, {
      ...{ le, acteur, action: 'paiement.garde-a-la-place', objetId: id },
      ...(row.demande_id ? { demandeId: row.demande_id } : {}),
    })
    await noteSurplusOf(tx, kept, le)
    await tellPaiement(tx, deps, {
      ...{ ...kept, statut: 'accepte', avant: 'accepte', enTrop: false, le },
      recuLe: row.conclu_le,
    })
  })
}

/** One too many beside a cheque that bounced, that nobody decided to give back, and of which nothing went back. */
async function isFree(tx: Tx, row: PaiementRow): Promise<boolean> {
  if (row.statut !== 'accepte' || row.impaye || row.decision !== null || row.demande_id === null) return false
  const bounced = await tx
    .selectFrom('paiement')
    .select('id')
    .where('demande_id', '=', row.demande_id)
    .where('impaye', '=', true)
    .limit(1)
    .executeTakeFirst()
  const rendu = await tx
    .selectFrom('remboursement')
    .select('id')
    .where('paiement_id', '=', row.id)
    .where('statut', 'not in', ['refuse', 'abandonne'])
    .limit(1)
    .executeTakeFirst()
  return bounced !== undefined && rendu === undefined
}
