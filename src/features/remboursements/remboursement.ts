import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { AgentActor } from '../../platform/session/actor.ts'

export const STATUTS_DE_REMBOURSEMENT = [
  'a_valider',
  'a_envoyer',
  'envoye',
  'incertain',
  'fait',
  'refuse',
  'abandonne',
] as const
export type StatutDeRemboursement = (typeof STATUTS_DE_REMBOURSEMENT)[number]

interface FaitsDuStatut {
  libelle: string
  ton: 'info' | 'attention' | 'succes' | 'danger' | 'neutre'
  /** It counts as given back: nothing else is asked of the same payment meanwhile. */
  ouvert: boolean
  vers: readonly StatutDeRemboursement[]
}

/**
 * The states of one order to give money back. Once sent it is only read: it goes back to `a_envoyer` when the provider was
 * surely never asked, or when a human says so after a reading. Money that moved is never forgotten: an answer that comes
 * late makes it done also after somebody gave it up.
 */
export const statutsDeRemboursement = {
  a_valider: {
    libelle: 'À valider par une deuxième personne',
    ton: 'attention',
    ouvert: true,
    vers: ['a_envoyer', 'refuse', 'abandonne'],
  },
  a_envoyer: {
    libelle: 'En attente d’envoi',
    ton: 'info',
    ouvert: true,
    vers: ['envoye', 'fait', 'abandonne'],
  },
  envoye: {
    libelle: 'Envoyé, réponse attendue',
    ton: 'info',
    ouvert: true,
    vers: ['fait', 'refuse', 'incertain', 'a_envoyer'],
  },
  incertain: {
    libelle: 'Incertain : à vérifier',
    ton: 'danger',
    ouvert: true,
    vers: ['fait', 'a_envoyer', 'abandonne'],
  },
  fait: { libelle: 'Fait', ton: 'succes', ouvert: false, vers: [] },
  refuse: { libelle: 'Refusé', ton: 'danger', ouvert: false, vers: [] },
  abandonne: { libelle: 'Abandonné', ton: 'neutre', ouvert: false, vers: ['fait'] },
} as const satisfies Record<StatutDeRemboursement, FaitsDuStatut>

export const peutPasser = (de: StatutDeRemboursement, vers: StatutDeRemboursement): boolean =>
  (statutsDeRemboursement[de].vers as readonly StatutDeRemboursement[]).includes(vers)

/** States in which the amount is given back, or on its way. */
const compte = (statut: StatutDeRemboursement): boolean => statut !== 'refuse' && statut !== 'abandonne'

export interface DejaDemande {
  sequence: number
  montantCents: number
  statut: StatutDeRemboursement
}

/** What may still be given back of a payment: what was accepted, minus what was or is being given back. */
export const resteARendre = (montantCents: number, deja: readonly DejaDemande[]): number =>
  montantCents - deja.reduce((sum, one) => (compte(one.statut) ? sum + one.montantCents : sum), 0)

/** 1, 2, 3…: never one that was used, were it for nothing (the provider's duplicate check compares it). */
export const prochaineSequence = (deja: readonly DejaDemande[]): number =>
  1 + deja.reduce((max, { sequence }) => Math.max(max, sequence), 0)

export const OPERATIONS = ['annulation', 'remboursement', 'virement'] as const
/** Two of them are asked of the provider; a transfer is made by the régie, outside the portal. */
export type OperationDeRemboursement = (typeof OPERATIONS)[number]

/** What agents read of the state of an order: a transfer waits for somebody, not for the provider. */
export const libelleDe = (order: { statut: StatutDeRemboursement; operation: OperationDeRemboursement }) =>
  order.statut === 'a_envoyer' && order.operation === 'virement'
    ? 'À faire par virement'
    : statutsDeRemboursement[order.statut].libelle

/**
 * What was paid by cheque goes back by a transfer. By card, the whole of a payment of which nothing was given back is
 * cancelled, as long as the bank has not heard of it.
 */
export function operationDe(
  paiement: { moyen: string; montantCents: number },
  montantCents: number,
  deja: readonly DejaDemande[],
): OperationDeRemboursement {
  if (paiement.moyen === 'cheque') return 'virement'
  return montantCents === paiement.montantCents && deja.every(({ statut }) => !compte(statut))
    ? 'annulation'
    : 'remboursement'
}

/** The provider's code for an authorisation that expired before it was cancelled: nothing was taken, nothing will be. */
const AUTORISATION_EXPIREE = '02602'

/** Nothing of it can ever be read at the provider: a human says that nothing was taken (`close-expired.ts`). */
export const nAJamaisEtePris = (order: {
  statut: StatutDeRemboursement
  operation: OperationDeRemboursement
  code: string | null
}): boolean =>
  order.statut === 'incertain' && order.operation === 'annulation' && order.code === AUTORISATION_EXPIREE

const SEUIL_CENTS = 10_000

/** The amount above which two people are needed, in cents. @throws when the configuration gives no amount */
export function seuilDeValidation({ remboursements }: Pick<Collectivite, 'remboursements'>): number {
  const seuil = remboursements?.validationAuDelaDeCents ?? SEUIL_CENTS
  if (!Number.isSafeInteger(seuil) || seuil < 0)
    throw new Error(
      'collectivite.ts: remboursements.validationAuDelaDeCents is a whole number of cents, 0 or more',
    )
  return seuil
}

/** Four eyes: whoever asked for a refund is not whoever approves it. Whoever reads only approves nothing. */
export const peutValider = (
  { agentId, role }: Pick<AgentActor, 'agentId' | 'role'>,
  { statut, demandePar }: { statut: StatutDeRemboursement; demandePar: string },
): boolean =>
  statut === 'a_valider' && agentId !== demandePar && (role === 'regisseur' || role === 'responsable')
