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
    'CS 41096',
    '38022 Grenoble Cedex 1',
  ],
  telephone: '04 76 00 38 38',
  horaires: 'du lundi au vendredi, de 8 h 30 à 17 h 30',
  courriel: 'espace-personnel@isere.example',
  site: 'https://www.isere.fr',
  dpo: {
    nom: 'La déléguée ou le délégué à la protection des données',
    courriel: 'dpo@isere.example',
    adressePostale: [
      'Département de l’Isère',
      'Protection des données',
      'CS 41096',
      '38022 Grenoble Cedex 1',
    ],
  },
  expediteur: { nom: 'Mon espace Isère', adresse: 'ne-pas-repondre@isere.example' },
  accessibilite: 'non conforme',
  tribunal: {
    nom: 'Tribunal administratif de Grenoble',
    adresse: '2 place de Verdun, BP 1135, 38022 Grenoble Cedex 1',
    site: 'https://www.telerecours.fr',
  },
}

export default collectivite
