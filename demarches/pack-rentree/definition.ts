import type { Demarche } from '../../src/formulaire/demarche.ts'
import { formulaire } from './formulaire.ts'
import { campagne, paiement } from './tarifs.ts'

const service = [
  'Département de l’Isère',
  'Service Éducation – Pack rentrée',
  'CS 41096',
  '38022 Grenoble Cedex 1',
]

const packRentree: Demarche = {
  slug: 'pack-rentree',
  titre: 'Pack rentrée',
  resume:
    'Transport, restauration, carte jeune : les aides du Département pour la rentrée des collégiens, en une seule demande.',
  pourQui: [
    'Vous êtes responsable d’un enfant scolarisé au collège.',
    'L’enfant habite en Isère, même une partie du temps (garde partagée).',
    'Une seule demande suffit pour tous vos enfants.',
  ],
  ceQueCaDonne: [
    'Le transport scolaire entre la maison et le collège.',
    'Une aide à la restauration, selon votre quotient familial.',
    'La carte jeune, pour le sport, la culture et les loisirs.',
    'Une carte de transport pour voyager en Isère.',
  ],
  duree: 'environ 15 minutes',
  ouverture: campagne,
  contact: {
    service: 'Service Éducation – Pack rentrée',
    adressePostale: service,
    telephone: '04 76 00 38 38',
    horaires: 'du lundi au vendredi, de 8 h 30 à 17 h 30',
    courriel: 'pack-rentree@isere.example',
  },
  papier: {
    adressePostale: service,
    consigne:
      'Imprimez le formulaire, remplissez une page par enfant, joignez une copie des documents et envoyez le tout par la poste. Gardez vos originaux.',
  },
  silence: {
    effet: 'rejet',
    mois: 2,
    source: 'articles L231-4 et R112-11-1 du code des relations entre le public et l’administration',
  },
  recours: {
    gracieux: 'Vous pouvez d’abord demander au Département de revoir sa décision, par courrier.',
    contentieux: 'Vous pouvez aussi saisir le tribunal administratif, par courrier ou sur telerecours.fr.',
    delaiMois: 2,
  },
  decisionParPartie: { groupe: 'enfants', champ: 'options' },
  paiement,
  modeleDeDecision: {
    textes: [
      'le code des relations entre le public et l’administration, notamment ses articles L. 211-2, L. 211-5 et L. 212-2',
      'le règlement du Pack rentrée',
      'la demande {reference} reçue le {depot}',
    ],
    suites: {
      acceptee:
        'Vous n’avez rien d’autre à faire. Le collège, le transporteur et le fabricant des cartes sont prévenus.',
      acceptee_partiellement:
        'Pour ce qui est accordé, vous n’avez rien d’autre à faire. Pour ce qui est refusé, vous pouvez faire une nouvelle demande si votre situation change.',
      refusee:
        'Vous pouvez faire une nouvelle demande si votre situation change, tant que la démarche est ouverte.',
    },
    finaliteDuCalcul:
      'fixer l’aide à la restauration d’après le quotient familial et le nombre de repas de chaque enfant',
  },
  destinataires: [
    'Le service Éducation du Département, pour examiner la demande.',
    'Transport scolaire : le transporteur qui établit l’abonnement.',
    'Aide à la restauration : le collège, qui applique la réduction, et la paierie départementale, qui verse les aides.',
    'Carte jeune et carte de transport : l’entreprise qui fabrique les cartes.',
  ],
  autorites: [
    {
      nom: 'Région Auvergne-Rhône-Alpes',
      quand: 'L’enfant est au lycée, ou son transport sort de l’Isère.',
      adressePostale: ['101 cours Charlemagne', 'CS 20033', '69269 Lyon Cedex 02'],
    },
    {
      nom: 'Département de la Savoie',
      quand: 'L’enfant habite en Savoie.',
      adressePostale: ['Hôtel du Département', 'CS 31802', '73018 Chambéry Cedex'],
    },
  ],
  statistiques: { parOption: 'enfants.options', parCommune: 'racine.adresse' },
  conservation:
    'Cinq ans après la décision, puis les données sont détruites ou versées aux archives départementales.',
  // Nothing goes before the archives départementales gave their visa (code du patrimoine, R212-14).
  finDeConservation: null,
  mentionFictive: 'Montants et dates d’exemple : le Département publiera les siens.',
  formulaire,
}

export default packRentree
