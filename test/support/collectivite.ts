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
  expediteur: { nom: 'Mon espace Essai', adresse: 'ne-pas-repondre@essai.example' },
  accessibilite: 'non conforme',
  tribunal: { nom: 'Tribunal d’Essai', adresse: '2 place, 99999 Essai', site: 'https://tribunal.example' },
}
