import { eurosEnMots } from '../../formulaire/nombres.ts'
import { longDay } from '../../platform/legal-clock/paris.ts'

type Rien = Record<never, never>
interface Echeance {
  /** YYYY-MM-DD */
  echeance: string
}

interface Somme extends Echeance {
  montantCents: number
}

/** What each kind of news carries besides its demande; never a name, a text or an outcome. */
export interface DonneesDe {
  'demande.deposee': Rien
  'demande.prise-en-charge': Rien
  'demande.transmise': Rien
  'demande.desistee': Rien
  'complement.demande': Echeance & { apresAccord?: boolean }
  'complement.rappel': Echeance
  'complement.rappel-apres-accord': Rien
  'complement.prolonge': Echeance
  'complement.recu': Rien
  'piece.inutilisable': Rien
  'piece.ne-sert-plus': Rien
  'piece.refusee': Rien
  'piece.perimee': Rien
  'piece.acceptee': Rien
  'decision.prise': Rien
  'decision.implicite': Rien
  'decision.corrigee': Rien
  'decision.retiree': Rien
  'message.recu': Rien
  'brouillon.bientot-efface': Echeance
  'document.expire-bientot': Echeance
  'demande.bientot-effacee': Echeance
  'paiement.a-faire': Somme
  'paiement.rappel': Somme
  'paiement.en-retard': Somme
  'paiement.plus-du': Rien
  'paiement.recu': Rien
  'paiement.en-trop': Rien
  'paiement.a-rendre': Rien
  'paiement.non-abouti': Rien
  'paiement.impaye': Rien
  'paiement.rien-pris': Rien
  'remboursement.fait': Rien
}
export type Genre = keyof DonneesDe

/** The choices of « Comment nous vous écrivons » that decide whether the grouped mail tells of it. */
export type ChoixDeCourriel = 'suivi' | 'messages'

export interface GenreDeNotification<G extends Genre = Genre> {
  /**
   * `immediat`: a mail of its own, in the transaction of the act (the law, or a deadline, does not wait).
   * `groupe`: with the other news of its demande, no more than one mail an hour.
   * `aucun`: on line only.
   */
  courriel: 'immediat' | 'groupe' | 'aucun'
  /** Grouped, and the person may have chosen to read it on line only. */
  choix?: ChoixDeCourriel
  /** It asks for an act of the person. */
  aFaire?: true
  /** Where it leads: the demande, when absent. */
  mene?: 'messages' | 'brouillon' | 'documents' | 'paiement'
  phrase: (donnees: DonneesDe[G]) => string
}

/** Every kind of news that the space of a person tells. */
export const GENRES = {
  'demande.deposee': { courriel: 'immediat', phrase: () => 'Votre demande est bien arrivée.' },
  'demande.prise-en-charge': {
    courriel: 'groupe',
    choix: 'suivi',
    phrase: () => 'Un agent a commencé l’examen de votre demande. Vous n’avez rien à faire.',
  },
  'demande.transmise': {
    courriel: 'immediat',
    phrase: () => 'Votre demande est transmise à une autre administration.',
  },
  'demande.desistee': { courriel: 'immediat', phrase: () => 'Vous avez retiré votre demande.' },
  'complement.demande': {
    courriel: 'immediat',
    aFaire: true,
    phrase: ({ echeance, apresAccord }) =>
      apresAccord
        ? 'Ce qui vous est accordé attend un document : envoyez ce qui manque dès que possible.'
        : `Votre demande est à compléter jusqu’au ${longDay(echeance)} inclus.`,
  },
  'complement.rappel': {
    courriel: 'immediat',
    phrase: ({ echeance }) => `Rappel : votre demande est à compléter jusqu’au ${longDay(echeance)} inclus.`,
  },
  'complement.rappel-apres-accord': {
    courriel: 'immediat',
    phrase: () => 'Rappel : ce qui vous est accordé attend encore un document.',
  },
  'complement.prolonge': {
    courriel: 'groupe',
    choix: 'suivi',
    phrase: ({ echeance }) =>
      `Le service était fermé : vous avez jusqu’au ${longDay(echeance)} inclus pour compléter votre demande.`,
  },
  'complement.recu': { courriel: 'immediat', phrase: () => 'Votre réponse est bien arrivée.' },
  'piece.inutilisable': {
    courriel: 'immediat',
    aFaire: true,
    phrase: () => 'Un de vos documents ne peut pas servir : ajoutez-en un autre.',
  },
  'piece.ne-sert-plus': {
    courriel: 'immediat',
    phrase: () => 'Un de vos documents ne peut plus servir. Vous n’avez rien à envoyer.',
  },
  'piece.refusee': {
    courriel: 'groupe',
    aFaire: true,
    phrase: () => 'Un de vos documents ne convient pas : il est à remplacer.',
  },
  'piece.perimee': {
    courriel: 'groupe',
    aFaire: true,
    phrase: () => 'Un de vos documents n’est plus valable : il est à remplacer.',
  },
  'piece.acceptee': { courriel: 'aucun', phrase: () => 'Un de vos documents a été accepté.' },
  'decision.prise': { courriel: 'immediat', phrase: () => 'Une décision a été prise sur votre demande.' },
  'decision.implicite': {
    courriel: 'immediat',
    phrase: () => 'Nous n’avons pas répondu à temps : voyez ce que cela change.',
  },
  'decision.corrigee': {
    courriel: 'immediat',
    phrase: () => 'La décision sur votre demande a été corrigée.',
  },
  'decision.retiree': { courriel: 'immediat', phrase: () => 'La décision sur votre demande a été retirée.' },
  'message.recu': {
    courriel: 'groupe',
    choix: 'messages',
    mene: 'messages',
    phrase: () => 'Le service vous a écrit.',
  },
  'brouillon.bientot-efface': {
    courriel: 'immediat',
    mene: 'brouillon',
    phrase: ({ echeance }) =>
      `Sans changement de votre part, un brouillon sera effacé le ${longDay(echeance)}.`,
  },
  'document.expire-bientot': {
    courriel: 'immediat',
    mene: 'documents',
    phrase: ({ echeance }) => `Un de vos documents n’est plus valable après le ${longDay(echeance)}.`,
  },
  'demande.bientot-effacee': {
    courriel: 'immediat',
    phrase: ({ echeance }) =>
      `Cette demande terminée sera effacée après le ${longDay(echeance)} : copiez ce que vous voulez garder.`,
  },
  'paiement.a-faire': {
    courriel: 'immediat',
    aFaire: true,
    mene: 'paiement',
    phrase: ({ echeance, montantCents }) =>
      `Vous avez ${eurosEnMots(montantCents)} à payer, jusqu’au ${longDay(echeance)} inclus.`,
  },
  'paiement.rappel': {
    courriel: 'immediat',
    mene: 'paiement',
    phrase: ({ echeance, montantCents }) =>
      `Rappel : il reste ${eurosEnMots(montantCents)} à payer, jusqu’au ${longDay(echeance)} inclus.`,
  },
  'paiement.en-retard': {
    courriel: 'immediat',
    mene: 'paiement',
    phrase: ({ montantCents }) =>
      `La date pour payer ${eurosEnMots(montantCents)} est passée. Vous pouvez encore payer.`,
  },
  'paiement.plus-du': {
    courriel: 'aucun',
    mene: 'paiement',
    phrase: () => 'Vous n’avez plus rien à payer pour cette demande.',
  },
  'paiement.recu': {
    courriel: 'immediat',
    mene: 'paiement',
    phrase: () => 'Votre paiement est bien arrivé.',
  },
  'paiement.en-trop': {
    courriel: 'immediat',
    mene: 'paiement',
    phrase: () => 'Votre demande a été payée deux fois : nous vous rendons le second paiement.',
  },
  'paiement.a-rendre': {
    courriel: 'immediat',
    mene: 'paiement',
    phrase: () => 'Votre paiement a été vérifié : nous vous le rendons.',
  },
  'paiement.rien-pris': {
    courriel: 'immediat',
    mene: 'paiement',
    phrase: () => 'Votre paiement a été vérifié : il n’a pas abouti, et rien n’a été prélevé.',
  },
  'remboursement.fait': {
    courriel: 'immediat',
    mene: 'paiement',
    phrase: () => 'Nous vous remboursons.',
  },
  'paiement.non-abouti': {
    courriel: 'aucun',
    mene: 'paiement',
    phrase: () => 'Votre paiement n’a pas abouti. Vous pouvez recommencer.',
  },
  'paiement.impaye': {
    courriel: 'immediat',
    aFaire: true,
    mene: 'paiement',
    phrase: () => 'Votre chèque n’a pas pu être encaissé. La page de paiement dit ce qui est à faire.',
  },
} as const satisfies { [G in Genre]: GenreDeNotification<G> }

/** The kind of a row; undefined for one that this version does not know any more. */
export const genreOf = (genre: string): GenreDeNotification | undefined =>
  Object.hasOwn(GENRES, genre) ? (GENRES[genre as Genre] as GenreDeNotification) : undefined
