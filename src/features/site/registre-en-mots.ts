import { REGISTRE } from './registre.generated.ts'

type Entree = (typeof REGISTRE)[number]

/** The chapters of « Données personnelles », in their order. */
const CHAPITRES = {
  compte: 'Votre compte et votre foyer',
  connexion: 'Votre connexion',
  demandes: 'Vos demandes',
  documents: 'Vos documents',
  messages: 'Nos messages',
  signalements: 'Les signalements',
  journal: 'Le journal de ce qui est fait',
  agents: 'Les agents',
} as const
type Chapitre = keyof typeof CHAPITRES

/*
 * A migration comments a new personal column, `npm run data-register` is run, and the compiler asks here for the
 * French words of what is new: the column, and its purpose, basis or duration when nobody had used it yet. What no
 * column uses any more is refused too.
 */

/** Where each column is told, and what the person calls it; two columns may hold the same thing. */
export const COLONNES = {
  'accord_de_notification.accord': [
    'compte',
    'votre accord pour recevoir les décisions dans votre espace, ou votre refus',
  ],
  'anonymat_agent.numero': ['agents', 'le numéro qui remplace son nom, quand sa sécurité le demande'],
  'anonymat_agent.motif': ['agents', 'la raison de cet anonymat'],
  'agent.email': ['agents', 'l’adresse électronique de l’agent'],
  'agent.email_normalise': ['agents', 'l’adresse électronique de l’agent'],
  'agent.mot_de_passe': ['agents', 'son mot de passe, que nous ne pouvons pas relire'],
  'agent.totp_chiffre': ['agents', 'le secret de son application d’authentification'],
  'agent.prenom': ['agents', 'le prénom de l’agent'],
  'agent.nom': ['agents', 'son nom'],
  'agent.qualite': ['agents', 'sa qualité'],
  'export_de_demandes.demarche': ['agents', 'les listes de demandes qu’il télécharge'],
  'export_de_demandes.du': ['agents', 'les listes de demandes qu’il télécharge'],
  'export_de_demandes.au': ['agents', 'les listes de demandes qu’il télécharge'],
  'export_de_demandes.statuts': ['agents', 'les listes de demandes qu’il télécharge'],
  'export_de_demandes.colonnes': ['agents', 'les listes de demandes qu’il télécharge'],
  'export_de_demandes.format': ['agents', 'les listes de demandes qu’il télécharge'],
  'filtre_enregistre.nom': ['agents', 'les filtres qu’il enregistre'],
  'filtre_enregistre.requete': ['agents', 'les filtres qu’il enregistre'],
  'preference_agent.raccourcis': ['agents', 'son choix pour les raccourcis du clavier'],
  'preference_agent.absent': ['agents', 's’il est absent'],
  'tour_agent.accepte': ['agents', 's’il prend son tour'],
  'presence.vue_le': ['agents', 'la demande qu’il regarde'],
  'presence.file': ['agents', 'la liste d’où il vient'],
  'appareil_connu.appareil': ['connexion', 'les appareils que vous utilisez'],
  'brouillon.changements': ['demandes', 'vos brouillons'],
  'avis.reponse': ['demandes', 'l’avis d’un agent sur votre demande, quand il a été demandé'],
  'avis.sens': ['demandes', 'l’avis d’un agent sur votre demande, quand il a été demandé'],
  'avis.question': ['demandes', 'la question qu’un agent pose à un autre sur votre demande'],
  'beneficiaire.cle': [
    'demandes',
    'une empreinte du nom et de la date de naissance des personnes pour qui vous demandez',
  ],
  'brouillon.saisie': ['demandes', 'vos brouillons'],
  'conservation_suspendue.motif': ['demandes', 'la raison de garder votre demande plus longtemps'],
  'choix_de_contact.genre': ['messages', 'ce que vous voulez recevoir par courriel'],
  'cle_d_acces.cle_publique': ['connexion', 'votre clé d’accès'],
  'cle_d_acces.nom': ['connexion', 'le nom que vous donnez à vos clés d’accès'],
  'verdict_piece.precisions': ['demandes', 'ce que nous vous disons d’un document refusé'],
  'element_recu.reponse': ['demandes', 'vos réponses quand nous vous demandons ce qui manque'],
  'code_de_secours.empreinte': ['connexion', 'vos codes de secours, que nous ne pouvons pas relire'],
  'complement.message': ['demandes', 'ce que nous vous demandons de compléter'],
  'complement.elements': ['demandes', 'ce que nous vous demandons de compléter'],
  'document_de_message.nom_fichier': ['demandes', 'le nom de vos documents'],
  'message.texte': ['demandes', 'vos messages et les réponses du service'],
  'note_interne.texte': ['demandes', 'les notes que les agents s’écrivent pour examiner votre demande'],
  'notification.genre': ['messages', 'les nouvelles que vous lisez dans votre espace'],
  'notification.donnees': ['messages', 'les nouvelles que vous lisez dans votre espace'],
  'complement.reponse': ['demandes', 'vos réponses quand nous vous demandons ce qui manque'],
  'courriel.sujet': ['messages', 'les messages que nous vous envoyons'],
  'courriel.texte': ['messages', 'les messages que nous vous envoyons'],
  'courriel.html': ['messages', 'les messages que nous vous envoyons'],
  'courriel.destinataire': ['messages', 'l’adresse à laquelle un message est parti'],
  'conditions_reponse.reponse': ['compte', 'vos réponses à nos conditions : acceptées ou refusées'],
  'decision.motivation': ['demandes', 'les motifs de la décision'],
  'decision.motif': ['demandes', 'pourquoi une décision est corrigée ou retirée'],
  'decision.fondement': ['demandes', 'pourquoi une décision est corrigée ou retirée'],
  'decision.document': ['demandes', 'votre nom et votre adresse postale, tels qu’ils sont sur la décision'],
  'decision_partie.nom': ['demandes', 'le prénom et le nom de chaque enfant, sur la décision'],
  'decision_partie.motivation': ['demandes', 'les motifs de la décision'],
  'decision_partie.option': ['demandes', 'ce qui est accordé ou refusé à chaque enfant'],
  'decision_partie.libelle': ['demandes', 'ce qui est accordé ou refusé à chaque enfant'],
  'decision_partie.detail': ['demandes', 'ce qui est accordé ou refusé à chaque enfant'],
  'demande_de_motifs.motifs': ['demandes', 'les motifs que vous demandez quand le silence a valu refus'],
  'notification_de_decision.vue_le': ['demandes', 'le jour où vous ouvrez une décision'],
  'notification_de_decision.notifiee_le': ['demandes', 'le jour où elle vous est notifiée'],
  'notification_de_decision.postee_le': ['demandes', 'le jour où nous postons une décision'],
  'demande.calculs': ['demandes', 'ce que nous calculons avec vos réponses'],
  'demande.recherche': ['demandes', 'le nom des personnes pour qui vous demandez'],
  'nom_cherche.mot': ['demandes', 'le nom des personnes pour qui vous demandez'],
  'nom_cherche.autre': ['demandes', 'le nom des personnes pour qui vous demandez'],
  'demande.reponses': ['demandes', 'vos réponses au formulaire'],
  'demande.beneficiaires': ['demandes', 'le nom des personnes pour qui vous demandez'],
  'montant_du.montant_cents': ['demandes', 'ce que vous devez payer'],
  'montant_du.lignes': ['demandes', 'le calcul de ce que vous devez payer'],
  'paiement.montant_cents': ['demandes', 'vos paiements, jamais votre carte'],
  'paiement.autorisation': ['demandes', 'le numéro d’autorisation que donne la banque'],
  'remboursement.montant_cents': ['demandes', 'ce que nous vous avons remboursé'],
  'remboursement.motif': ['demandes', 'pourquoi nous vous avons remboursé'],
  'remboursement.virement_reference': ['demandes', 'la référence du virement qui vous rembourse'],
  'remboursement.motif_de_fin': ['demandes', 'pourquoi un remboursement n’a pas été fait'],
  'paiement.a_rendre_cents': ['demandes', 'ce que nous devons encore vous rendre'],
  'paiement.motif_de_decision': ['demandes', 'pourquoi un paiement à vérifier a été gardé ou rendu'],
  'cloture_de_caisse.totaux': ['demandes', 'les paiements, dans les comptes de la régie'],
  'cheque.numero': ['demandes', 'le numéro et la banque d’un chèque, et le jour où nous l’avons reçu'],
  'cheque.banque': ['demandes', 'le numéro et la banque d’un chèque, et le jour où nous l’avons reçu'],
  'cheque.recu_le': ['demandes', 'le numéro et la banque d’un chèque, et le jour où nous l’avons reçu'],
  'cheque_impaye.motif': ['demandes', 'pourquoi la banque n’a pas payé un chèque'],
  'cloture_de_caisse.ecritures': ['demandes', 'les paiements, dans les comptes de la régie'],
  'document.nom': ['documents', 'le nom que vous leur donnez'],
  'document.nature': ['documents', 'ce que sont les documents que vous gardez (certificat, attestation…)'],
  'document.date_du_document': ['documents', 'leur date'],
  'document.valable_jusqu_au': ['documents', 'la date de fin des documents que vous gardez'],
  'demandeur_papier.civilite': ['demandes', 'si vous écrivez sur papier, votre civilité (facultatif)'],
  'demandeur_papier.prenom': ['demandes', 'si vous écrivez sur papier, votre prénom'],
  'demandeur_papier.nom': ['demandes', 'si vous écrivez sur papier, votre nom'],
  'demandeur_papier.adresse': ['demandes', 'si vous écrivez sur papier, votre adresse postale'],
  'demandeur_papier.telephone': ['demandes', 'si vous écrivez sur papier, votre téléphone'],
  'demandeur_papier.email': ['demandes', 'si vous écrivez sur papier, votre adresse électronique'],
  'fichier.chemin': ['documents', 'vos documents eux-mêmes et l’image de leurs pages, chiffrés'],
  'foyer_enfant.prenom': ['compte', 'le prénom de vos enfants'],
  'foyer_enfant.nom': ['compte', 'leur nom'],
  'foyer_enfant.date_naissance': ['compte', 'leur date de naissance'],
  'foyer_enfant.saisie': ['compte', 'leur établissement et leur classe'],
  'inscription.email': ['connexion', 'à l’inscription, votre adresse électronique'],
  'inscription.email_normalise': ['connexion', 'à l’inscription, votre adresse électronique'],
  'inscription.mot_de_passe': [
    'connexion',
    'à l’inscription, votre mot de passe, que nous ne pouvons pas relire',
  ],
  'inscription.prenom': ['connexion', 'à l’inscription, votre prénom'],
  'inscription.nom': ['connexion', 'à l’inscription, votre nom'],
  'journal.acteur_id': ['journal', 'le numéro de qui a fait quoi, et quand'],
  'journal.donnees': ['journal', 'les circonstances : l’appareil, les dates, les états'],
  'lien.email_normalise': ['messages', 'l’adresse à laquelle nous envoyons un lien'],
  'lettre.paragraphes': ['demandes', 'les lettres que nous vous envoyons par la poste'],
  'lettre.objet': ['demandes', 'les lettres que nous vous envoyons par la poste'],
  'lot.valeurs': ['demandes', 'ce qu’un agent écrit pour plusieurs demandes à la fois'],
  'lot_demande.motif': ['demandes', 'pourquoi cela n’a pas pu se faire pour la vôtre'],
  'lot.retour': ['agents', 'la liste d’où il agit sur plusieurs demandes à la fois'],
  'lien.donnees': ['messages', 'la nouvelle adresse que vous demandez, et l’ancienne'],
  'piece.nom_fichier': ['demandes', 'le nom de vos documents'],
  'service_choisi.demarche': ['compte', 'les services que vous gardez sous la main'],
  'saisie_papier.saisie': ['demandes', 'si vous écrivez sur papier, votre identité pendant la saisie'],
  'session.appareil': ['connexion', 'l’appareil de chaque session'],
  'session.reseau': ['connexion', 'une empreinte de son réseau, qui ne donne pas son adresse'],
  'signalement.courriel': ['signalements', 'l’adresse du compte signalé'],
  'signalement.suite': ['signalements', 'la suite que nous donnons'],
  'signalement.recit': ['signalements', 'votre récit'],
  'signalement.indices': ['signalements', 'les sessions et les appareils à ce moment'],
  'televersement.nom_fichier': ['demandes', 'le nom d’un document en cours d’envoi'],
  'transmission.autorite': ['demandes', 'l’administration à laquelle nous envoyons votre demande'],
  'transmission.adresse': ['demandes', 'l’administration à laquelle nous envoyons votre demande'],
  'transmission.contact': ['demandes', 'comment la joindre'],
  'transmission.motifs': ['demandes', 'pourquoi nous la lui envoyons'],
  'usager.email': ['compte', 'votre adresse électronique'],
  'usager.email_normalise': ['compte', 'votre adresse électronique'],
  'usager.mot_de_passe': ['compte', 'votre mot de passe, que nous ne pouvons pas relire'],
  'usager.civilite': ['compte', 'votre civilité (facultatif)'],
  'usager.prenom': ['compte', 'votre prénom'],
  'usager.nom': ['compte', 'votre nom'],
  'usager.date_naissance': ['compte', 'votre date de naissance'],
  'usager.telephone': ['compte', 'votre téléphone'],
  'usager.adresse': ['compte', 'votre adresse postale'],
  'usager.totp_chiffre': ['connexion', 'le secret de votre application d’authentification'],
  'verrou_acces.cle': ['connexion', 'une empreinte de l’adresse essayée, qui ne la donne pas'],
  'verrou_source.cle': ['connexion', 'une empreinte du réseau, qui ne donne pas son adresse'],
} as const satisfies Record<Entree['column'], readonly [Chapitre, string]>

const PREREMPLIR = 'vous éviter de l’écrire de nouveau'

/** « Pour … » */
export const FINALITES = {
  'accounts of the régie': 'tenir les comptes',
  'collect what is due': 'encaisser ce qui est dû',
  'explain what is due, line by line (CRPA R311-3-1-2)': 'expliquer ce qui est dû, ligne par ligne',
  'prove a payment to the bank': 'prouver un paiement à la banque',
  'give back what is not due': 'rendre ce qui n’est pas dû',
  'say why a payment was kept or not': 'expliquer ce qu’est devenu un paiement',
  'say why a refund was refused or given up': 'expliquer ce qu’est devenu un remboursement',
  'say why money was given back': 'dire pourquoi une somme est rendue',
  'agents sign in': 'vérifier que c’est bien un agent qui se connecte',
  'act on several demandes at once': 'traiter plusieurs demandes à la fois',
  'answer by post': 'vous répondre par la poste',
  'answer whoever reported': 'prévenir le titulaire et répondre',
  'authentication (Argon2id hash)': 'vérifier que c’est bien vous',
  'becomes the account name': 'préparer votre compte',
  'becomes the account password (Argon2id hash)': 'préparer votre compte',
  'evidence (sessions and devices at that moment)': 'comprendre ce qui s’est passé',
  'date the notification of a decision (CRPA R112-20)':
    'fixer le jour où la décision compte, comme l’article R. 112-20 du code des relations entre le public et l’administration le veut',
  'draw the document of the decision again as it was (name and postal address of the applicant, name and quality of who decided)':
    'vous redonner la décision telle qu’elle était',
  'exchange about a demande': 'échanger avec vous au sujet de votre demande',
  contact: 'vous joindre',
  'examine the demande': 'examiner votre demande',
  'find the account that the link is for': 'retrouver le compte que ce lien concerne',
  'give the reasons of a decision born of silence (CRPA L232-4)':
    'vous dire pourquoi, comme l’article L. 232-4 du code des relations entre le public et l’administration le veut',
  'how to address the person, optional': 'nous adresser à vous',
  'identifier, confirmation and alerts':
    'vous reconnaître, confirmer ce que vous faites et vous donner des nouvelles',
  'identify the applicant (CRPA R112-9-1)':
    'savoir qui demande, comme l’article R. 112-9-1 du code des relations entre le public et l’administration le veut',
  'keep documents to use them again':
    'garder les documents que vous choisissez, et vous éviter de les envoyer deux fois',
  'keep chosen services at hand': 'vous éviter de les chercher',
  'keep a demande while an appeal or an inspection lasts':
    'garder votre demande le temps d’un recours ou d’un contrôle',
  'let each agent work as they chose': 'que chacun travaille comme il le préfère',
  'let the person recognise the document': 'que vous reconnaissiez vos documents',
  'let the person recognise the key': 'que vous reconnaissiez vos clés',
  'make the lists of demandes that agents take away': 'préparer ces listes',
  'name an agent to the public without their name (CRPA L111-2)':
    'vous dire qui examine sans donner son nom, comme l’article L. 111-2 du code des relations entre le public et l’administration le permet',
  'protect an agent whose safety asks for it (CRPA L111-2)': 'protéger un agent dont la sécurité le demande',
  'notice two demandes for the same person (digest of name and birth date)':
    'remarquer deux demandes pour la même personne',
  'let the person recognise the session': 'que vous reconnaissiez vos sessions',
  'let the person recognise the session by its network (keyed digest, no address)':
    'que vous reconnaissiez vos sessions',
  'name the document being received': 'vous dire quel document arrive',
  'notify decisions in the space only to whoever agreed (CRPA L112-15)':
    'savoir comment vous remettre les décisions, comme l’article L. 112-15 du code des relations entre le public et l’administration le veut',
  prefill: PREREMPLIR,
  'prefill (CRPA R112-9-1)': PREREMPLIR,
  'prefill (school, class)': PREREMPLIR,
  'prefill and contact': 'vous éviter de l’écrire de nouveau, et vous appeler si besoin',
  'prove the acceptance of the terms (CRPA L112-9), honour a refusal':
    'savoir quelle version vous avez acceptée, et respecter un refus',
  'prove who did what, and when': 'prouver qui a fait quoi, et quand',
  'read the documents of a demande, or use them again':
    'examiner votre demande, ou vous éviter de les envoyer deux fois',
  'resume the form where it stopped': 'reprendre là où vous vous êtes arrêté',
  'say for whom each part is decided': 'dire pour qui chaque point est décidé',
  'say what is decided of each option': 'dire ce que la décision accorde',
  'search by name at the counter, normalised': 'retrouver votre demande quand vous nous appelez',
  'say what is wrong with a document': 'vous dire ce qui ne va pas dans un document',
  'send the demande to the competent authority (CRPA L114-2)':
    'que l’administration compétente vous réponde, comme l’article L. 114-2 du code des relations entre le public et l’administration le veut',
  'send the confirmation link': 'vous envoyer le lien de confirmation',
  'send the mail': 'vous écrire, et prouver que nous l’avons fait',
  'share the demandes out among agents': 'répartir les demandes entre les agents',
  'show who is on a demande, so that two agents do not do the same':
    'éviter que deux agents fassent la même chose',
  'state the reasons in law and in fact (CRPA L211-5)':
    'vous dire pourquoi, comme l’article L. 211-5 du code des relations entre le public et l’administration le veut',
  'tell the holder of a new device': 'vous prévenir quand un appareil nouveau se connecte',
  'tell the person what happens to what they have with us': 'vous tenir au courant',
  'tell when a document ends': 'vous prévenir avant qu’ils ne soient plus valables',
  'say who examines and decides (CRPA L111-2, L212-1)':
    'dire qui examine et qui décide, comme les articles L. 111-2 et L. 212-1 du code des relations entre le public et l’administration le veulent',
  'second step of sign-in, optional': 'vérifier que c’est bien vous, si vous choisissez une deuxième étape',
  'slow down who guesses passwords (keyed digest of the address)':
    'ralentir qui essaie de deviner un mot de passe',
  'tell what is missing (CRPA L114-5)':
    'vous dire ce qui manque, comme l’article L. 114-5 du code des relations entre le public et l’administration le veut',
  'the address that a link confirms or restores': 'changer d’adresse, ou revenir à la précédente',
  'understand the report': 'comprendre ce que vous signalez',
  'unique identifier at sign-in':
    'vous reconnaître, confirmer ce que vous faites et vous donner des nouvelles',
  'write only what is wanted': 'respecter vos choix',
  'what the usager answers': 'examiner votre demande',
} as const satisfies Record<Entree['purpose'], string>

/** RGPD, article 6, paragraph 1. */
export const BASES = {
  'public task': 'mission d’intérêt public',
  'legal duty': 'obligation légale',
} as const satisfies Record<Entree['basis'], string>

/** « Gardé … » */
export const DUREES = {
  '10 years, as accounts': '10\u00a0ans, comme les comptes publics',
  '100 days after the last change': '100 jours après le dernier changement',
  '1 year': '1 an',
  '2 days': '2 jours',
  '2 years': '2 ans',
  '24 hours': '24 heures',
  '30 days': '30 jours',
  '30 days after its end': '30 jours après la fin de la session',
  'as the demande': 'aussi longtemps que la demande',
  'as the demande; about an account, 2 years; to somebody without one, 30 days':
    'aussi longtemps que la demande ; pour un message sur le compte, 2 ans ; si vous n’avez pas de compte, 30 jours',
  '1 year after the account is closed': '1 an après la fermeture de leur compte',
  'as the demandes that show it': 'aussi longtemps que les demandes où ils figurent',
  'as long as a demande, a message or the documents of a person hold it':
    'tant qu’une demande, un message ou vos documents gardés les contiennent',
  'as the démarche says': 'le temps que fixe la démarche, dit plus bas',
  'without end, as a number that names nobody once the account is erased':
    'sans limite, sous un numéro qui ne désigne plus personne une fois le compte effacé',
  'life of the account': 'tant que votre compte existe',
  'life of the account; beyond, with the demandes that stay, under a number that names nobody':
    'tant que votre compte existe ; au-delà, avec les demandes qui restent, sous un numéro qui ne désigne plus personne',
  'until the agent changes it, or leaves': 'jusqu’à ce que l’agent le change, ou qu’il parte',
  'until the person deletes it, or the account is erased':
    'jusqu’à ce que vous les supprimiez, ou que votre compte soit effacé',
} as const satisfies Record<Entree['kept'], string>

export interface LigneDuRegistre {
  donnees: readonly string[]
  finalite: string
  duree: string
  base: string
}

/** The register as the person reads it: what serves the same purpose, for as long, on one line. */
export function registreEnMots(): readonly { titre: string; lignes: readonly LigneDuRegistre[] }[] {
  return Object.entries(CHAPITRES).map(([chapitre, titre]) => {
    const lignes = new Map<string, LigneDuRegistre & { donnees: string[] }>()
    for (const { column, purpose, basis, kept } of REGISTRE) {
      const [place, donnee]: readonly [Chapitre, string] = COLONNES[column]
      if (place !== chapitre) continue
      const ligne = { finalite: FINALITES[purpose], duree: DUREES[kept], base: BASES[basis] }
      const key = JSON.stringify(ligne)
      const { donnees } = lignes.get(key) ?? { donnees: [] as string[] }
      lignes.set(key, { ...ligne, donnees: donnees.includes(donnee) ? donnees : [...donnees, donnee] })
    }
    return { titre, lignes: [...lignes.values()] }
  })
}
