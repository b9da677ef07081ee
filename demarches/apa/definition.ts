import type { Demarche } from '../../src/formulaire/demarche.ts'

const service = ['Département de l’Isère', 'Service Autonomie', 'CS 41096', '38022 Grenoble Cedex 1']

const apa: Demarche = {
  slug: 'apa',
  titre: 'Allocation personnalisée d’autonomie (APA)',
  resume:
    'Une aide pour rester chez soi, ou payer l’établissement, quand les gestes de tous les jours deviennent difficiles.',
  pourQui: [
    'Vous avez 60 ans ou plus et vous habitez en France de façon stable et régulière.',
    'Vous avez besoin d’aide pour les gestes de tous les jours : vous lever, vous laver, vous habiller, manger.',
    'Il n’y a pas de plafond de revenus pour ouvrir le droit.',
  ],
  ceQueCaDonne: [
    'À domicile : une partie du coût de l’aide à la maison et des équipements.',
    'En établissement : une partie du tarif lié à la dépendance.',
  ],
  duree: 'environ 30 minutes',
  ouverture: { prochainement: 'Bientôt en ligne. En attendant, la demande se fait sur papier.' },
  contact: {
    service: 'Service Autonomie',
    adressePostale: service,
    telephone: '04 76 00 38 38',
    horaires: 'du lundi au vendredi, de 8 h 30 à 17 h 30',
    courriel: 'autonomie@isere.example',
  },
  papier: {
    adressePostale: service,
    consigne:
      'Remplissez le formulaire national cerfa 16301, disponible en mairie et sur service-public.fr, et envoyez-le par la poste.',
  },
  // CASF L232-14: without an answer within two months the APA is deemed granted at a flat amount.
  silence: {
    effet: 'acceptation',
    mois: 2,
    source: 'article L232-14 du code de l’action sociale et des familles',
  },
  recours: {
    gracieux:
      'Demandez d’abord au Département de revoir sa décision. Vous pouvez demander à être entendu, avec la personne de votre choix.',
    contentieux: 'Ensuite seulement, vous pouvez saisir le tribunal administratif.',
    delaiMois: 2,
    // CASF L134-1, L134-2: social aid; without it the court does not hear the case.
    prealableObligatoire: 'article L. 134-2 du code de l’action sociale et des familles',
  },
  destinataires: ['Le service Autonomie du Département et son équipe médico-sociale.'],
  autorites: [
    {
      nom: 'Carsat Rhône-Alpes (Assurance retraite)',
      quand: 'La personne est autonome et relève de sa caisse de retraite.',
      adressePostale: ['69436 Lyon Cedex 03'],
    },
  ],
  conservation: 'Dix ans après la dernière décision.',
  // The years that archives départementales apply to the APA. Destroyed only once their visa is written here.
  finDeConservation: null,
  formulaire: null,
}

export default apa
