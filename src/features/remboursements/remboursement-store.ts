import type { Selectable, Updateable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Remboursement } from '../../platform/db/schema.ts'
import { appendJournal, type JournalActor } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { lockPaiement, noteSurplusOf, type PaiementRow } from '../paiements/index.ts'
import { RemboursementChange, RemboursementIntrouvable } from './refusals.ts'
import { peutPasser, type StatutDeRemboursement } from './remboursement.ts'

export type RemboursementRow = Omit<Selectable<Remboursement>, 'statut'> & { statut: StatutDeRemboursement }

export interface Ouvert {
  remboursement: RemboursementRow
  paiement: PaiementRow
}

/** Locks an order and its payment, in the order of every other way to them: what is due, the payment, the refund. */
export async function lockRemboursement(tx: Tx, id: string): Promise<Ouvert | undefined> {
  const found = await tx
    .selectFrom('remboursement')
    .select('paiement_id')
    .where('id', '=', id)
    .executeTakeFirst()
  const paiement = found && (await lockPaiement(tx, found.paiement_id))
  if (!paiement) return undefined
  const row = await tx
    .selectFrom('remboursement')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { paiement, remboursement: { ...row, statut: row.statut as StatutDeRemboursement } }
}

/** The same for an agent: only of their démarches. @throws RemboursementIntrouvable */
export async function lockForAgent(tx: Tx, acteur: AgentActor, id: string): Promise<Ouvert> {
  const ouvert = await lockRemboursement(tx, id)
  if (!ouvert || !acteur.demarches.includes(ouvert.paiement.demarche)) throw new RemboursementIntrouvable()
  return ouvert
}

interface Passage {
  acteur: JournalActor
  vers: StatutDeRemboursement
  le: Date
  /** « remboursement.… » */
  action: string
  change?: Updateable<Remboursement>
}

/** Moves a locked order, if the table of states lets it: journal, and what is left to give back. @throws RemboursementChange */
export async function passe(
  tx: Tx,
  { remboursement, paiement }: Ouvert,
  { acteur, vers, le, action, change = {} }: Passage,
): Promise<void> {
  if (!peutPasser(remboursement.statut, vers)) throw new RemboursementChange(paiement.id)
  const conclu = vers === 'fait' || vers === 'refuse' || vers === 'abandonne'
  await tx
    .updateTable('remboursement')
    .set({ ...change, statut: vers, conclu_le: conclu ? le : null })
    .where('id', '=', remboursement.id)
    .execute()
  await appendJournal(tx, {
    ...{ le, acteur, action, objetId: remboursement.id },
    ...(paiement.demande_id ? { demandeId: paiement.demande_id } : {}),
    donnees: { sequence: remboursement.sequence, montantCents: remboursement.montant_cents },
  })
  await noteSurplusOf(tx, paiement, le)
}
