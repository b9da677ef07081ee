import { etapeEnMots } from '../demandes/index.ts'

/** What the journal's actions are called for the person they are about. One that is absent is not theirs to read. */
const TITRES: Readonly<Record<string, string>> = {
  'compte.cree': 'Votre espace a été ouvert',
  'compte.connecte': 'Connexion à votre espace',
  'compte.connexion-refusee': 'Connexion refusée : mauvais mot de passe',
  'compte.reinitialisation-demandee': 'Lien demandé pour un mot de passe oublié',
  'compte.mot-de-passe-reinitialise': 'Nouveau mot de passe, par le lien reçu',
  'compte.mot-de-passe-change': 'Mot de passe changé',
  'compte.bloque': 'Connexion bloquée pour un moment, après des mots de passe faux',
  'compte.debloque': 'Connexion débloquée par le lien reçu',
  'compte.adresse-demandee': 'Changement d’adresse électronique demandé',
  'compte.adresse-changee': 'Adresse électronique changée',
  'compte.adresse-retablie': 'Ancienne adresse électronique rétablie',
  'compte.informations-changees': 'Informations modifiées',
  'compte.gele': 'Espace bloqué après un signalement',
  'signalement.traite': 'Votre signalement a été traité par un agent',
  'compte.services-choisis': 'Services mis sous la main',
  'compte.ferme': 'Espace fermé',
  'compte.garde': 'Espace gardé après tout',
  'compte.donnees-telechargees': 'Copie de vos données téléchargée',
  'compte.verification-refusee': 'Connexion refusée : le mot de passe était juste, la deuxième étape non',
  'compte.verification-bloquee': 'Deuxième étape bloquée pour un moment, après des réponses fausses',
  'facteur.ajoute': 'Moyen de vérification ajouté',
  'facteur.retire': 'Moyen de vérification retiré',
  'code-de-secours.utilise': 'Connexion avec un code de secours',
  'code-de-secours.renouvele': 'Nouveaux codes de secours',
  'session.terminee': 'Déconnexion',
  'session.terminee-a-distance': 'Un appareil déconnecté depuis un autre',
  'session.autres-terminees': 'Tous les autres appareils déconnectés',
  'contact.choisi': 'Choix changé : comment nous vous écrivons',
  'contact.adresse-refusee': 'Nos messages n’arrivent plus à votre adresse électronique',
  'conditions.acceptees': 'Conditions acceptées',
  'conditions.refusees': 'Conditions refusées',
  'brouillon.commence': 'Brouillon commencé',
  'brouillon.supprime': 'Brouillon supprimé',
  'piece.retiree': 'Document retiré',
  'message.envoye': 'Message échangé au sujet d’une demande',
  'piece.consultee': 'Un agent a ouvert un de vos documents',
}

/** « Connexion à votre espace »; undefined for what is not the person's to read. */
export const activiteEnMots = (action: string): string | undefined => TITRES[action] ?? etapeEnMots(action)
