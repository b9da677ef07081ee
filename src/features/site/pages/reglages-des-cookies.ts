/** Where a browser keeps its cookies, step by step, in the words of its present menus. */
export interface Reglages {
  /** For its anchor. */
  id: string
  navigateur: string
  /** Each menu after the one before. */
  refuser: readonly string[]
  effacer: readonly string[]
}

const CHROME_PARAMETRES = ['⋮ (en haut à droite)', 'Paramètres'] as const

export const REGLAGES: readonly Reglages[] = [
  {
    id: 'chrome',
    navigateur: 'Chrome, sur ordinateur',
    refuser: [
      ...CHROME_PARAMETRES,
      'Confidentialité et sécurité',
      'Paramètres des sites',
      'Autres paramètres de contenu',
      'Données de sites sur l’appareil',
      'à « Sites non autorisés à enregistrer des données », « Ajouter » : l’adresse de ce site',
    ],
    effacer: [
      ...CHROME_PARAMETRES,
      'Confidentialité et sécurité',
      'Supprimer les données de navigation',
      'Cookies et autres données des sites',
      'Supprimer les données',
    ],
  },
  {
    id: 'chrome-android',
    navigateur: 'Chrome, sur Android',
    refuser: [
      ...CHROME_PARAMETRES,
      'Paramètres des sites',
      'Données de sites sur l’appareil',
      '« Ajouter une exception » : l’adresse de ce site',
    ],
    effacer: [
      '⋮ (en haut à droite)',
      'Supprimer les données de navigation',
      'Cookies et autres données des sites',
      'Supprimer les données',
    ],
  },
  {
    id: 'edge',
    navigateur: 'Edge, sur ordinateur',
    refuser: [
      '… (en haut à droite)',
      'Paramètres',
      'Confidentialité, recherche et services',
      'Cookies',
      'à « Bloquer », « Ajouter un site » : l’adresse de ce site',
    ],
    effacer: [
      '… (en haut à droite)',
      'Paramètres',
      'Confidentialité, recherche et services',
      'Effacer les données de navigation',
      'Choisir les éléments à effacer',
      'Cookies et autres données du site',
      'Effacer maintenant',
    ],
  },
  {
    id: 'firefox',
    navigateur: 'Firefox et Firefox ESR, sur ordinateur',
    refuser: [
      '☰ (en haut à droite)',
      'Paramètres',
      'Vie privée et sécurité',
      'à « Cookies et données de sites », « Gérer les exceptions »',
      'l’adresse de ce site',
      'Bloquer',
      'Enregistrer les modifications',
    ],
    effacer: [
      '☰ (en haut à droite)',
      'Paramètres',
      'Vie privée et sécurité',
      'à « Cookies et données de sites », « Gérer les données »',
      'choisissez ce site',
      'Supprimer les sites sélectionnés',
      'Enregistrer les modifications',
    ],
  },
  {
    id: 'safari-mac',
    navigateur: 'Safari, sur Mac',
    refuser: ['menu Safari', 'Réglages', 'Avancé', 'Bloquer tous les cookies'],
    effacer: [
      'menu Safari',
      'Réglages',
      'Confidentialité',
      'Gérer les données de sites web',
      'choisissez ce site',
      'Supprimer',
    ],
  },
  {
    id: 'safari-iphone',
    navigateur: 'Safari, sur iPhone et iPad',
    refuser: ['l’app Réglages', 'Apps (à partir d’iOS 18)', 'Safari', 'Avancé', 'Bloquer tous les cookies'],
    effacer: [
      'l’app Réglages',
      'Apps (à partir d’iOS 18)',
      'Safari',
      'Avancé',
      'Données de sites',
      'faites glisser ce site vers la gauche',
      'Supprimer',
    ],
  },
  {
    id: 'firefox-android',
    navigateur: 'Firefox, sur Android',
    refuser: [
      '⋮ (à côté de l’adresse)',
      'Paramètres',
      'Protection renforcée contre le pistage',
      'Personnalisée',
      'à « Cookies », « Tous les cookies »',
    ],
    effacer: [
      '⋮ (à côté de l’adresse)',
      'Paramètres',
      'Supprimer les données de navigation',
      'Cookies et données de sites',
      'Supprimer les données de navigation',
    ],
  },
  {
    id: 'samsung-internet',
    navigateur: 'Samsung Internet',
    refuser: [
      '≡ (en bas à droite)',
      'Paramètres',
      'Sites et téléchargements',
      'Autorisations des sites',
      '« Autoriser les cookies », à désactiver',
    ],
    effacer: [
      '≡ (en bas à droite)',
      'Paramètres',
      'Données de navigation personnelles',
      'Supprimer les données de navigation',
      'Cookies et données des sites',
      'Supprimer',
    ],
  },
]
