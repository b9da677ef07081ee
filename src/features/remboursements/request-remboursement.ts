import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { lockPaiement, noteSurplusOf, PaiementIntrouvable, type PaiementRow } from '../paiements/index.ts'
import { planEnvoi } from './plan-envoi.ts'
import { RemboursementChange, RienARendre } from './refusals.ts'
import {
  type DejaDemande,
  operationDe,
  prochaineSequence,
  resteARendre,
  type StatutDeRemboursement,
  seuilDeValidation,
  statutsDeRemboursement,
} from './remboursement.ts'
import {
  type ErreursDeRemboursement,
  parseRemboursement,
  type RemboursementTape,
} from './remboursement-saisie.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

/**
 * A régisseur asks to give money back. The sequence number that the page showed makes it once: a double click finds its
 * own order, a second tab or a second régisseur finds that the payment changed.
 * @returns what is to mend; empty when it is asked
 * @throws PaiementIntrouvable | RienARendre | RemboursementChange
 */
export function requestRemboursement(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  paiementId: string,
  saisie: RemboursementTape & { sequence: number },
): Promise<ErreursDeRemboursement> {
  return inTransaction(deps.db, async (tx) => {
    const paiement = await lockPaiement(tx, paiementId)
    if (!paiement || !acteur.demarches.includes(paiement.demarche)) throw new PaiementIntrouvable()
    const deja = await dejaDemandes(tx, paiementId)
    const same = deja.find(({ sequence }) => sequence === saisie.sequence)
    const lu = parseRemboursement(
      saisie,
      resteARendre(paiement.montant_cents, same ? deja.filter((one) => one !== same) : deja),
    )
    if (same) {
      const again =
        lu.ok &&
        same.demandePar === acteur.agentId &&
        same.montantCents === lu.valeur.montantCents &&
        same.motif === lu.valeur.motif
      if (again) return {}
      throw new RemboursementChange(paiementId)
    }
    if (!isRefundable(paiement) || resteARendre(paiement.montant_cents, deja) === 0)
      throw new RienARendre(paiementId)
    const isOpen = deja.some(({ statut }) => statutsDeRemboursement[statut].ouvert)
    if (isOpen || saisie.sequence !== prochaineSequence(deja)) throw new RemboursementChange(paiementId)
    if (!lu.ok) return lu.erreurs
    await insert(tx, deps, acteur, paiement, { ...lu.valeur, sequence: saisie.sequence, deja })
    return {}
  })
}

/** What the provider took by card goes back through it, a cheque that the bank paid by a transfer. */
export const isRefundable = (
  paiement: Pick<PaiementRow, 'statut' | 'moyen' | 'transaction_id' | 'impaye'>,
): boolean =>
  paiement.statut === 'accepte' &&
  (paiement.moyen === 'carte' ? paiement.transaction_id !== null : !paiement.impaye)

async function dejaDemandes(tx: Tx, paiementId: string) {
  const rows = await tx
    .selectFrom('remboursement')
    .select(['sequence', 'statut', 'motif', 'montant_cents as montantCents', 'demande_par as demandePar'])
    .where('paiement_id', '=', paiementId)
    .execute()
  return rows.map((row) => ({ ...row, statut: row.statut as StatutDeRemboursement }))
}

async function insert(
  tx: Tx,
  deps: RemboursementsDeps,
  acteur: AgentActor,
  paiement: PaiementRow,
  asked: { montantCents: number; motif: string; sequence: number; deja: readonly DejaDemande[] },
): Promise<void> {
  const le = deps.clock.now()
  const id = uuidv7()
  const { montantCents, motif, sequence, deja } = asked
  // With what is given back of it already: an amount cut in pieces needs two people as well.
  const renduCents = paiement.montant_cents - resteARendre(paiement.montant_cents, deja) + montantCents
  const operation = operationDe(
    { moyen: paiement.moyen, montantCents: paiement.montant_cents },
    montantCents,
    deja,
  )
  const aDeux = renduCents > seuilDeValidation(deps.collectivite)
  await tx
    .insertInto('remboursement')
    .values({
      ...{ id, paiement_id: paiement.id, sequence, montant_cents: montantCents, motif, a_deux: aDeux },
      operation,
      statut: aDeux ? 'a_valider' : 'a_envoyer',
      ...{ demande_par: acteur.agentId, demande_le: le },
    })
    .execute()
  await appendJournal(tx, {
    ...{ le, acteur, action: 'remboursement.demande', objetId: id },
    ...(paiement.demande_id ? { demandeId: paiement.demande_id } : {}),
    donnees: { sequence, montantCents, aDeux },
  })
  if (!aDeux && operation !== 'virement') await planEnvoi(tx, id, le)
  await noteSurplusOf(tx, paiement, le)
}
