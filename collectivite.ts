import type { Collectivite } from './src/platform/collectivite/collectivite.ts'

/** The one file that another collectivité changes, together with its `demarches/` folder and `conditions-generales.md`. */
const collectivite: Collectivite = {
  nom: 'Département de l’Isère',
  nomAvecArticle: 'le Département de l’Isère',
  portail: 'Mon espace Isère',
  adressePostale: [
    'Département de l’Isère',
    'Hôtel du Département',
    '7 rue Fantin-Latour',
    'CS 41096',
    '38022 Grenoble Cedex 1',
  ],
  telephone: '04 76 00 38 38',
  horaires: 'du lundi au vendredi, de 8 h 30 à 17 h 30',
  courriel: 'espace-personnel@isere.example',
  site: 'https://www.isere.fr',
  dpo: {
    nom: 'La déléguée ou le délégué à la protection des données',
    courriel: 'dpo@isere.example',
    adressePostale: [
      'Département de l’Isère',
      'Protection des données',
      'CS 41096',
      '38022 Grenoble Cedex 1',
    ],
  },
  publication: {
    siren: { texte: '223 800 012' },
    directeur: { texte: 'La présidente ou le président du conseil départemental', fictif: true },
    hebergeur: {
      nom: 'Hébergeur d’exemple',
      adressePostale: ['Hébergeur d’exemple', '1 rue de l’Exemple', '38000 Grenoble'],
      telephone: '01 99 00 00 00',
      fictif: true,
    },
  },
  securite: { courriel: 'securite@isere.example' },
  expediteur: { nom: 'Mon espace Isère', adresse: 'ne-pas-repondre@isere.example' },
  accessibilite: 'non conforme',
  declarationAccessibilite: {
    etablieLe: '2026-11-23',
    schema: {
      de: 2026,
      a: 2028,
      engagements: [
        'Faire auditer le service par un tiers, puis après chaque changement important.',
        'Former à l’accessibilité les personnes qui conçoivent, écrivent et développent le service.',
        'Demander l’accessibilité dans chaque marché et la vérifier à la livraison.',
        'Faire essayer le service par des personnes handicapées, au moins une fois par an.',
      ],
      fictif: true,
    },
    plan: {
      annee: 2026,
      actions: [
        'Contrôler chaque page par un outil automatique, à chaque version.',
        'Préparer le premier audit par un tiers.',
        'Écrire aux usagers en langage clair, avec une relecture.',
      ],
      bilan: 'C’est la première année du service : il n’y a pas encore de bilan.',
      fictif: true,
    },
  },
  remboursements: { validationAuDelaDeCents: 10_000 },
  tribunal: {
    nom: 'Tribunal administratif de Grenoble',
    adresse: '2 place de Verdun, BP 1135, 38022 Grenoble Cedex 1',
    site: 'https://citoyens.telerecours.fr',
  },
}

export default collectivite
