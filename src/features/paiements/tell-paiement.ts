import type { Tx } from '../../platform/db/database.ts'
import { type CourrielImmediat, notifie } from '../notifications/index.ts'
import { paiementRecu, type SortDuPaiement } from './courriels/paiement-recu.ts'
import { paiementRienPris } from './courriels/paiement-rien-pris.ts'
import type { PaiementRow } from './lock-paiement.ts'
import type { StatutDePaiement } from './paiement.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import { settleToPay } from './tell-to-pay.ts'

export interface PaiementConclu extends Omit<PaiementRow, 'statut'> {
  statut: StatutDePaiement
  /** The state that it leaves: of what was being checked, the end is written to the person. */
  avant: StatutDePaiement
  enTrop: boolean
  le: Date
  /** When the money was received, where it is told later. */
  recuLe?: Date | null
}

const GENRES = {
  garde: 'paiement.recu',
  'en-trop': 'paiement.en-trop',
  'a-rendre': 'paiement.a-rendre',
} as const satisfies Record<SortDuPaiement, string>

/**
 * Tells the person how an attempt ended, in its transaction: every payment is acknowledged (CRPA L112-11), by a mail with
 * its document; one that did not succeed is a line of their feed, for they saw it on the page they came back to, and a
 * mail too where somebody had to check it first.
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
  const { reference } = demande
  const { commande } = paiement
  const demarche = deps.titreDe(paiement.demarche)
  if (statut === 'accepte') {
    await settleToPay(tx, demandeId, le)
    const sort = !enTrop ? 'garde' : paiement.decision === 'a_rendre' ? 'a-rendre' : 'en-trop'
    const montantCents = paiement.montant_cents
    const courriel: CourrielImmediat = paiementRecu(deps, {
      ...{ reference, demarche, commande, montantCents, sort, le: paiement.recuLe ?? le },
      paiementId: paiement.id,
      parCheque: paiement.moyen === 'cheque',
    })
    await notifie(tx, { ...fait, genre: GENRES[sort], courriel })
  } else if (statut === 'refuse' || statut === 'annule' || statut === 'expire' || statut === 'erreur') {
    if (paiement.avant !== 'a_verifier') return notifie(tx, { ...fait, genre: 'paiement.non-abouti' })
    const courriel: CourrielImmediat = paiementRienPris(deps, { reference, demarche, commande })
    await notifie(tx, { ...fait, genre: 'paiement.rien-pris', courriel })
  }
}
