import type { StatutDePaiement } from './paiement.ts'
import type { EtatLu } from './prestataire.ts'

/** What the usager reads of a payment: what happened, then what to do. */
export const etatsEnMots = {
  accepte: {
    titre: 'Votre paiement est accepté.',
    suite: 'Vous recevez un accusé de réception. Vous n’avez rien d’autre à faire.',
  },
  refuse: {
    titre: 'Votre banque n’a pas accepté ce paiement.',
    suite:
      'Rien n’a été prélevé. Votre demande est conservée. Vous pouvez recommencer, avec cette carte ou une autre.',
  },
  annule: {
    titre: 'Vous avez arrêté le paiement.',
    suite: 'Rien n’a été prélevé. Votre demande est conservée. Vous pouvez payer maintenant ou plus tard.',
  },
  expire: {
    titre: 'La page de paiement est restée ouverte trop longtemps.',
    suite: 'Rien n’a été prélevé. Votre demande est conservée. Vous pouvez recommencer.',
  },
  erreur: {
    titre: 'Le paiement n’a pas pu se faire : un service a mal répondu.',
    suite: 'Ce n’est pas de votre fait. Votre demande est conservée. Vous pouvez recommencer.',
  },
  en_cours: {
    titre: 'Votre paiement est en cours.',
    suite: 'Rien n’est perdu. Ne payez pas une deuxième fois : nous vous disons ici dès que nous savons.',
  },
  a_verifier: {
    titre: 'Votre paiement est en cours de vérification.',
    suite:
      'Rien n’est perdu. Ne payez pas une deuxième fois : une personne vérifie, et nous vous écrivons ensuite.',
  },
  inconnu: {
    titre: 'Nous ne savons pas encore si votre paiement est accepté.',
    suite: 'Rien n’est perdu. Ne payez pas une deuxième fois : nous reposons la question à votre place.',
  },
} as const satisfies Record<EtatLu, { titre: string; suite: string }>

/** The same for an attempt: one that is being prepared is under way. */
export const statutEnMots = (statut: StatutDePaiement): { titre: string; suite: string } =>
  etatsEnMots[statut === 'prepare' ? 'en_cours' : statut]
