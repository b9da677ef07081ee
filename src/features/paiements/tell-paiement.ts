import type { Selectable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Paiement } from '../../platform/db/schema.ts'
import { notifie } from '../notifications/index.ts'
import { paiementRecu } from './courriels/paiement-recu.ts'
import type { StatutDePaiement } from './paiement.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import { settleToPay } from './tell-to-pay.ts'

export interface PaiementConclu extends Omit<Selectable<Paiement>, 'statut'> {
  statut: StatutDePaiement
  enTrop: boolean
  le: Date
}

/**
 * Tells the person how an attempt ended, in its transaction: every payment is acknowledged (CRPA L112-11), by a mail with
 * its document; one that did not succeed is a line of their feed, for they saw it on the page they came back to.
 */
export async function tellPaiement(
  tx: Tx,
  deps: Pick<PaiementsDeps, 'mailIdentity' | 'publicOrigin' | 'titreDe'>,
  paiement: PaiementConclu,
): Promise<void> {
  const { demande_id: demandeId, statut, enTrop, le } = paiement
  if (demandeId === null) return
  const demande = await tx
    .selectFrom('demande')
    .select(['reference', 'usager_id as usagerId'])
    .where('id', '=', demandeId)
    .executeTakeFirstOrThrow()
  const fait = { usagerId: demande.usagerId, demandeId, objetId: paiement.id, le }
  if (statut === 'accepte') {
    await settleToPay(tx, demandeId, le)
    await notifie(tx, {
      ...fait,
      genre: enTrop ? 'paiement.en-trop' : 'paiement.recu',
      courriel: paiementRecu(deps, {
        reference: demande.reference,
        demarche: deps.titreDe(paiement.demarche),
        paiementId: paiement.id,
        commande: paiement.commande,
        montantCents: paiement.montant_cents,
        enTrop,
        parCheque: paiement.moyen === 'cheque',
        le,
      }),
    })
  } else if (statut === 'refuse' || statut === 'annule' || statut === 'expire' || statut === 'erreur')
    await notifie(tx, { ...fait, genre: 'paiement.non-abouti' })
}
