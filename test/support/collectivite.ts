import type { Collectivite } from '../../src/platform/collectivite/collectivite.ts'

/** A collectivité for tests. */
export const collectiviteDEssai: Collectivite = {
  nom: 'Département d’Essai',
  nomAvecArticle: 'le Département d’Essai',
  portail: 'Mon espace Essai',
  adressePostale: ['Département d’Essai', '1 place de la Preuve', '99999 Essai'],
  telephone: '01 99 00 12 34',
  horaires: 'du lundi au vendredi, de 9 h à 17 h',
  courriel: 'contact@essai.example',
  site: 'https://www.essai.example',
  dpo: {
    nom: 'La déléguée à la protection des données',
    courriel: 'dpo@essai.example',
    adressePostale: ['Département d’Essai', 'Protection des données', '99999 Essai'],
  },
  publication: {
    siren: { texte: '999 999 999', fictif: true },
    directeur: { texte: 'La présidente du conseil d’Essai' },
    hebergeur: {
      nom: 'Hébergeur d’Essai',
      adressePostale: ['Hébergeur d’Essai', '3 rue des Serveurs', '99999 Essai'],
      telephone: '01 99 00 56 78',
      fictif: true,
    },
    codeSource: 'https://code.essai.example',
  },
  securite: { courriel: 'securite@essai.example' },
  expediteur: { nom: 'Mon espace Essai', adresse: 'ne-pas-repondre@essai.example' },
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
      bilan: 'C’est la première année du service : il n’y a pas encore de bilan.',
      fictif: true,
    },
  },
  tribunal: { nom: 'Tribunal d’Essai', adresse: '2 place, 99999 Essai', site: 'https://tribunal.example' },
}
