import type { EtatLu } from './prestataire.ts'

/** The states of one attempt to pay. */
export const STATUTS_DE_PAIEMENT = [
  'prepare',
  'en_cours',
  'a_verifier',
  'accepte',
  'refuse',
  'annule',
  'expire',
  'erreur',
] as const
export type StatutDePaiement = (typeof STATUTS_DE_PAIEMENT)[number]

interface FaitsDuStatut {
  libelle: string
  ton: 'info' | 'attention' | 'succes' | 'danger' | 'neutre'
  /** Nothing more is asked of the provider. */
  final: boolean
}

export const statutsDePaiement = {
  prepare: {
    libelle: 'En préparation',
    ton: 'info',
    final: false,
  },
  en_cours: {
    libelle: 'En cours',
    ton: 'info',
    final: false,
  },
  a_verifier: {
    libelle: 'À vérifier',
    ton: 'attention',
    final: false,
  },
  accepte: {
    libelle: 'Payé',
    ton: 'succes',
    final: true,
  },
  refuse: {
    libelle: 'Refusé',
    ton: 'danger',
    final: true,
  },
  annule: {
    libelle: 'Annulé',
    ton: 'neutre',
    final: true,
  },
  expire: {
    libelle: 'Expiré',
    ton: 'neutre',
    final: true,
  },
  erreur: {
    libelle: 'Sans suite',
    ton: 'attention',
    final: true,
  },
} as const satisfies Record<StatutDePaiement, FaitsDuStatut>

interface TentativeJugee {
  statut: StatutDePaiement
  enTrop: boolean
  impaye: boolean
  montantCents: number
  renduCents: number
}

/**
 * The attempts that pay the demande, the newest first: a cheque that the bank did not pay pays nothing, nor does one that
 * was given back while the demande is to be paid.
 */
export const retenus = <T extends TentativeJugee>({
  etat,
  tentatives,
}: {
  etat: string
  tentatives: readonly T[]
}): T[] =>
  tentatives.filter(
    ({ statut, enTrop, impaye, montantCents, renduCents }) =>
      statut === 'accepte' && !enTrop && !impaye && (etat !== 'exigible' || renduCents < montantCents),
  )

/** Whether somebody looks at the last attempt: nothing may be paid meanwhile. @param tentatives the newest first */
export const estVerifie = (tentatives: readonly { statut: StatutDePaiement }[]): boolean =>
  tentatives[0]?.statut === 'a_verifier'

/** Where what the provider says leads, were it the first thing it says. */
const LEADS_TO = {
  accepte: 'accepte',
  refuse: 'refuse',
  annule: 'annule',
  expire: 'expire',
  erreur: 'erreur',
  a_verifier: 'a_verifier',
  en_cours: 'en_cours',
  // Not final: it is asked again, and somebody is told.
  inconnu: 'en_cours',
} as const satisfies Record<EtatLu, StatutDePaiement>

/** A state only rises. Accepted is the top: money that moved is never forgotten, also after an attempt had ended. */
const RANK = {
  prepare: 0,
  en_cours: 1,
  a_verifier: 2,
  refuse: 3,
  annule: 3,
  expire: 3,
  erreur: 3,
  accepte: 4,
} as const satisfies Record<StatutDePaiement, number>

/**
 * @param conforme whether amount, currency and reference are what was ordered: otherwise an acceptance waits for a human
 * @returns the state after this reading; the same one when it changes nothing
 */
export function nextStatut(actuel: StatutDePaiement, lu: EtatLu, conforme: boolean): StatutDePaiement {
  const vers = lu === 'accepte' && !conforme ? 'a_verifier' : LEADS_TO[lu]
  return RANK[vers] > RANK[actuel] ? vers : actuel
}
