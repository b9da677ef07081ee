import { REGISTRE } from './registre.generated.ts'

type Entree = (typeof REGISTRE)[number]

/** The chapters of « Données personnelles », in their order. */
const CHAPITRES = {
  compte: 'Votre compte et votre foyer',
  connexion: 'Votre connexion',
  demandes: 'Vos demandes',
  documents: 'Les documents que vous gardez',
  messages: 'Nos messages',
  signalements: 'Les signalements',
} as const
type Chapitre = keyof typeof CHAPITRES

/*
 * A migration comments a new personal column, `npm run data-register` is run, and the compiler asks here for the
 * French words of what is new: the column, and its purpose, basis or duration when nobody had used it yet. What no
 * column uses any more is refused too.
 */

/** Where each column is told, and what the person calls it; two columns may hold the same thing. */
export const COLONNES = {
  'appareil_connu.appareil': ['connexion', 'les appareils que vous utilisez'],
  'avis.reponse': ['demandes', 'l’avis d’un agent sur votre demande, quand il a été demandé'],
  'beneficiaire.cle': [
    'demandes',
    'une empreinte du nom et de la date de naissance des personnes pour qui vous demandez',
  ],
  'brouillon.saisie': ['demandes', 'vos brouillons'],
  'cle_d_acces.nom': ['connexion', 'le nom que vous donnez à vos clés d’accès'],
  'document_de_message.nom_fichier': ['demandes', 'le nom de vos documents'],
  'message.texte': ['demandes', 'vos messages et les réponses du service'],
  'note_interne.texte': ['demandes', 'les notes que les agents s’écrivent pour examiner votre demande'],
  'complement.reponse': ['demandes', 'vos réponses quand nous demandons un complément'],
  'courriel.destinataire': ['messages', 'l’adresse à laquelle un message est parti'],
  'conditions_reponse.reponse': ['compte', 'vos réponses à nos conditions : acceptées ou refusées'],
  'demande.reponses': ['demandes', 'vos réponses au formulaire'],
  'demande.beneficiaires': ['demandes', 'le nom des personnes pour qui vous demandez'],
  'document.nom': ['documents', 'le nom que vous leur donnez'],
  'document.nature': ['documents', 'ce qu’ils sont (certificat, attestation…)'],
  'document.date_du_document': ['documents', 'leur date'],
  'document.valable_jusqu_au': ['documents', 'leur date de fin'],
  'demandeur_papier.civilite': ['demandes', 'si vous écrivez sur papier, votre civilité (facultatif)'],
  'demandeur_papier.prenom': ['demandes', 'si vous écrivez sur papier, votre prénom'],
  'demandeur_papier.nom': ['demandes', 'si vous écrivez sur papier, votre nom'],
  'demandeur_papier.adresse': ['demandes', 'si vous écrivez sur papier, votre adresse postale'],
  'demandeur_papier.telephone': ['demandes', 'si vous écrivez sur papier, votre téléphone'],
  'demandeur_papier.email': ['demandes', 'si vous écrivez sur papier, votre adresse électronique'],
  'foyer_enfant.prenom': ['compte', 'le prénom de vos enfants'],
  'foyer_enfant.nom': ['compte', 'leur nom'],
  'foyer_enfant.date_naissance': ['compte', 'leur date de naissance'],
  'foyer_enfant.saisie': ['compte', 'leur établissement et leur classe'],
  'inscription.email': ['connexion', 'à l’inscription, votre adresse électronique'],
  'inscription.mot_de_passe': [
    'connexion',
    'à l’inscription, votre mot de passe, que nous ne pouvons pas relire',
  ],
  'inscription.prenom': ['connexion', 'à l’inscription, votre prénom'],
  'inscription.nom': ['connexion', 'à l’inscription, votre nom'],
  'lien.email_normalise': ['messages', 'l’adresse à laquelle nous envoyons un lien'],
  'lettre.paragraphes': ['demandes', 'les lettres que nous vous envoyons par la poste'],
  'lien.donnees': ['messages', 'la nouvelle adresse que vous demandez, et l’ancienne'],
  'piece.nom_fichier': ['demandes', 'le nom de vos documents'],
  'saisie_papier.saisie': ['demandes', 'si vous écrivez sur papier, votre identité pendant la saisie'],
  'session.appareil': ['connexion', 'l’appareil de chaque session'],
  'session.reseau': ['connexion', 'une empreinte de son réseau, qui ne donne pas son adresse'],
  'signalement.courriel': ['signalements', 'l’adresse du compte signalé'],
  'signalement.recit': ['signalements', 'votre récit'],
  'signalement.indices': ['signalements', 'les sessions et les appareils à ce moment'],
  'televersement.nom_fichier': ['demandes', 'le nom d’un document en cours d’envoi'],
  'usager.email': ['compte', 'votre adresse électronique'],
  'usager.email_normalise': ['compte', 'votre adresse électronique'],
  'usager.mot_de_passe': ['compte', 'votre mot de passe, que nous ne pouvons pas relire'],
  'usager.civilite': ['compte', 'votre civilité (facultatif)'],
  'usager.prenom': ['compte', 'votre prénom'],
  'usager.nom': ['compte', 'votre nom'],
  'usager.date_naissance': ['compte', 'votre date de naissance'],
  'usager.telephone': ['compte', 'votre téléphone'],
  'usager.adresse': ['compte', 'votre adresse postale'],
} as const satisfies Record<Entree['column'], readonly [Chapitre, string]>

const PREREMPLIR = 'vous éviter de l’écrire de nouveau'

/** « Pour … » */
export const FINALITES = {
  'answer by post': 'vous répondre par la poste',
  'answer whoever reported': 'prévenir le titulaire et répondre',
  'authentication (Argon2id hash)': 'vérifier que c’est bien vous',
  'becomes the account name': 'préparer votre compte',
  'becomes the account password (Argon2id hash)': 'préparer votre compte',
  'evidence (sessions and devices at that moment)': 'comprendre ce qui s’est passé',
  'exchange about a demande': 'échanger avec vous au sujet de votre demande',
  contact: 'vous joindre',
  'examine the demande': 'examiner votre demande',
  'find the account that the link is for': 'retrouver le compte que ce lien concerne',
  'how to address the person, optional': 'nous adresser à vous',
  'identifier, confirmation and alerts':
    'vous reconnaître, confirmer ce que vous faites et vous donner des nouvelles',
  'identify the applicant (CRPA R112-9-1)':
    'savoir qui demande, comme l’article R. 112-9-1 du code des relations entre le public et l’administration le veut',
  'keep documents to use them again':
    'garder les documents que vous choisissez, et vous éviter de les envoyer deux fois',
  'let the person recognise the document': 'que vous reconnaissiez vos documents',
  'let the person recognise the key': 'que vous reconnaissiez vos clés',
  'notice two demandes for the same person (digest of name and birth date)':
    'remarquer deux demandes pour la même personne',
  'let the person recognise the session': 'que vous reconnaissiez vos sessions',
  'let the person recognise the session by its network (keyed digest, no address)':
    'que vous reconnaissiez vos sessions',
  'name the document being received': 'vous dire quel document arrive',
  prefill: PREREMPLIR,
  'prefill (CRPA R112-9-1)': PREREMPLIR,
  'prefill (school, class)': PREREMPLIR,
  'prefill and contact': 'vous éviter de l’écrire de nouveau, et vous appeler si besoin',
  'prove the acceptance of the terms (CRPA L112-9), honour a refusal':
    'savoir quelle version vous avez acceptée, et respecter un refus',
  'resume the form where it stopped': 'reprendre là où vous vous êtes arrêté',
  'search by name at the counter, normalised': 'retrouver votre demande quand vous nous appelez',
  'send the confirmation link': 'vous envoyer le lien de confirmation',
  'send the mail': 'vous écrire, et prouver que nous l’avons fait',
  'tell the holder of a new device': 'vous prévenir quand un appareil nouveau se connecte',
  'tell when a document ends': 'vous prévenir avant qu’ils ne soient plus valables',
  'the address that a link confirms or restores': 'changer d’adresse, ou revenir à la précédente',
  'understand the report': 'comprendre ce que vous signalez',
  'unique identifier at sign-in':
    'vous reconnaître, confirmer ce que vous faites et vous donner des nouvelles',
  'what the usager answers': 'examiner votre demande',
} as const satisfies Record<Entree['purpose'], string>

/** RGPD, article 6, paragraph 1. */
export const BASES = {
  'public task': 'mission d’intérêt public',
  'legal duty': 'obligation légale',
} as const satisfies Record<Entree['basis'], string>

/** « Gardé … » */
export const DUREES = {
  '100 days after the last change': '100 jours après le dernier changement',
  '2 days': '2 jours',
  '2 years': '2 ans',
  '24 hours': '24 heures',
  '30 days': '30 jours',
  '30 days after its end': '30 jours après la fin de la session',
  'as the demande': 'aussi longtemps que la demande',
  'as the demande; about an account, 2 years; to somebody without one, 30 days':
    'aussi longtemps que la demande ; pour un message sur le compte, 2 ans ; si vous n’avez pas de compte, 30 jours',
  'as the démarche says': 'le temps que fixe la démarche, dit plus bas',
  'life of the account': 'tant que votre compte existe',
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
