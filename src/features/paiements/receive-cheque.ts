import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import { tellPaiement } from './tell-paiement.ts'

export interface ChequeRecu {
  demandeId: string
  reference: string
  demarche: string
  montantCents: number
  /** Of this attempt among those of its demande. */
  rang: number
  /** Beside another one that is kept. */
  complement: boolean
  le: Date
}

/**
 * A cheque is a payment that is accepted at once, journaled and acknowledged as any other (CRPA L112-11). The caller holds
 * the row of what is due, and has seen that nothing pays it yet.
 * @returns the id of the payment
 */
export async function receiveCheque(
  tx: Tx,
  deps: Pick<PaiementsDeps, 'mailIdentity' | 'publicOrigin' | 'titreDe'>,
  acteur: AgentActor,
  { demandeId, reference, demarche, montantCents, rang, complement, le }: ChequeRecu,
): Promise<string> {
  const id = uuidv7()
  const row = await tx
    .insertInto('paiement')
    .values({
      ...{ id, demande_id: demandeId, demarche, rang, commande: `${reference}-${rang}`, moyen: 'cheque' },
      ...{ montant_cents: montantCents, statut: 'accepte', retour: randomBytes(18).toString('base64url') },
      ...{ cree_le: le, conclu_le: le, complement },
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await appendJournal(tx, { le, acteur, action: 'paiement.accepte', demandeId, objetId: id })
  await tellPaiement(tx, deps, { ...row, statut: 'accepte', avant: 'prepare', enTrop: false, le })
  return id
}
