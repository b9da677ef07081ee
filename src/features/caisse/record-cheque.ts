import { inTransaction } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { receiveCheque } from '../paiements/index.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import {
  type ChequeTape,
  checkCheque,
  checkDue,
  checkReference,
  type ErreursDeCheque,
} from './check-cheque.ts'
import { findDue } from './due.query.ts'

/**
 * Notes a cheque that was received for a demande: it pays what is due, exactly, and is acknowledged at once (CRPA L112-11).
 * What is due is held meanwhile: of a cheque and a card, or of two cheques, the second finds the first.
 */
export function recordCheque(
  deps: Pick<CaisseDeps, 'db' | 'clock' | 'mailIdentity' | 'publicOrigin' | 'titreDe'>,
  acteur: AgentActor,
  tape: ChequeTape,
): Promise<{ paiementId: string } | { erreurs: ErreursDeCheque }> {
  return inTransaction(deps.db, async (tx) => {
    const typed = checkReference(tape.reference)
    if ('erreur' in typed) return { erreurs: { reference: typed.erreur } }
    const due = await findDue(tx, acteur, typed.reference, 'garde')
    const impossible = checkDue(due)
    if (!due || impossible) return { erreurs: { reference: impossible ?? '' } }
    const le = deps.clock.now()
    const read = checkCheque(tape, due, parisDay(le))
    if ('erreurs' in read) return read
    const { demandeId, reference, demarche, montantCents, rang, complement } = due
    const paiementId = await receiveCheque(tx, deps, acteur, {
      ...{ demandeId, reference, demarche, montantCents, rang, complement, le },
    })
    const { numero, banque, recuLe } = read.lu
    await tx
      .insertInto('cheque')
      .values({ paiement_id: paiementId, numero, banque, recu_le: recuLe, note_par: acteur.agentId })
      .execute()
    return { paiementId }
  })
}
