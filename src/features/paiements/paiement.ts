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
  /** What the person reads about it. */
  phrase: string
}

export const statutsDePaiement = {
  prepare: {
    libelle: 'En préparation',
    ton: 'info',
    final: false,
    phrase: 'Votre paiement se prépare. Rien n’a été débité.',
  },
  en_cours: {
    libelle: 'En cours',
    ton: 'info',
    final: false,
    phrase: 'Votre paiement n’est pas encore confirmé. Votre demande est gardée, et rien ne sera payé deux fois.',
  },
  a_verifier: {
    libelle: 'À vérifier',
    ton: 'attention',
    final: false,
    phrase: 'Votre paiement est en cours de vérification. Vous n’avez rien à faire : nous vous écrirons.',
  },
  accepte: {
    libelle: 'Payé',
    ton: 'succes',
    final: true,
    phrase: 'Votre paiement est accepté.',
  },
  refuse: {
    libelle: 'Refusé',
    ton: 'danger',
    final: true,
    phrase: 'Votre banque n’a pas accepté ce paiement. Rien n’a été débité. Votre demande est gardée.',
  },
  annule: {
    libelle: 'Annulé',
    ton: 'neutre',
    final: true,
    phrase: 'Vous avez arrêté le paiement. Rien n’a été débité. Votre demande est gardée.',
  },
  expire: {
    libelle: 'Expiré',
    ton: 'neutre',
    final: true,
    phrase: 'Le temps pour payer est passé. Rien n’a été débité. Votre demande est gardée.',
  },
  erreur: {
    libelle: 'Sans suite',
    ton: 'attention',
    final: true,
    phrase: 'Le paiement n’a pas pu se faire. Rien n’a été débité. Votre demande est gardée.',
  },
} as const satisfies Record<StatutDePaiement, FaitsDuStatut>

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
