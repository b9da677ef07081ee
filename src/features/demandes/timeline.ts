/** One line of the story of a demande, as the person reads it. */
export interface EtapeVue {
  le: Date
  titre: string
}

/** What the journal's actions are called in the story. An action that is absent here is not the person's to read. */
const TITRES: Readonly<Record<string, string>> = {
  'demande.deposee': 'Demande envoyée',
  'demande.prise-en-charge': 'Un agent a commencé l’examen de votre demande',
  'demande.complement-demande': 'Nous vous avons demandé ce qui manque',
  'demande.delai-prolonge': 'Le service était fermé : votre délai pour répondre a été prolongé',
  'demande.complement-recu': 'Votre réponse a été reçue',
  'piece.infectee': 'Un de vos documents contenait un virus : il a été détruit',
  'piece.ecartee': 'Un de vos documents ne peut pas servir',
  'demande.complement-recu-en-partie': 'Une partie de votre réponse a été reçue',
  'demande.document-recu': 'Ce que vous avez ajouté a été reçu',
  'demande.acceptation-implicite': 'Sans réponse de notre part, votre demande est acceptée',
  'demande.rejet-implicite': 'Sans réponse de notre part, votre demande est considérée comme refusée',
  'demande.motifs-demandes': 'Vous avez demandé les motifs du refus',
  'demande.motifs-communiques': 'Les motifs du refus vous ont été donnés',
  'piece.refusee': 'Un document n’a pas pu être retenu',
  'piece.perimee': 'Un document n’est plus valable',
  'piece.remplacee': 'Vous avez remplacé un document',
  'demande.acceptee': 'Demande acceptée',
  'demande.acceptee-en-partie': 'Demande acceptée en partie',
  'demande.refusee': 'Demande refusée',
  'demande.classee-sans-suite': 'Demande classée sans suite',
  'demande.transmise': 'Demande transmise à une autre administration',
  'demande.desistee': 'Vous avez retiré votre demande',
  'demande.decision-retiree': 'La décision a été retirée : votre demande est de nouveau examinée',
  'demande.decision-corrigee': 'Une erreur a été corrigée dans la décision',
  'paiement.accepte': 'Votre paiement est arrivé',
  'paiement.rappel': 'Nous vous avons rappelé ce qui reste à payer',
  'paiement.relance': 'La date pour payer est passée : nous vous l’avons écrit',
  'decision.consultee': 'Vous avez ouvert la décision dans votre espace',
  'decision.notifiee': 'Décision comptée comme reçue : elle n’avait pas été ouverte en quinze jours',
  'decision.postee': 'Décision envoyée par courrier',
  'demande.fin-de-conservation-annoncee': 'Nous vous avons dit que cette demande sera effacée',
}

/** What an action is called in the story of a demande. */
export const etapeEnMots = (action: string): string | undefined => TITRES[action]

/** The lines to show, oldest first. */
export function timelineOf(lines: readonly { le: Date; action: string }[]): EtapeVue[] {
  return lines.flatMap(({ le, action }) => {
    const titre = etapeEnMots(action)
    return titre ? [{ le, titre }] : []
  })
}
