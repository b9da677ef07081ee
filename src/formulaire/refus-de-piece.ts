/** Why a document that arrived does not count: another one is asked for. */
export type RefusDePiece = 'virus' | 'illisible' | 'trop-lourd' | 'mot-de-passe' | 'trop-de-pages'

/** After the name of the document. */
export const refusEnMots = {
  virus: 'détruit : il contenait un virus',
  illisible: 'inutilisable : il ne s’ouvre pas',
  'trop-lourd': 'inutilisable : il est trop grand pour être ouvert',
  'mot-de-passe': 'inutilisable : il est protégé par un mot de passe',
  'trop-de-pages': 'inutilisable : il a plus de 300 pages',
} as const satisfies Record<RefusDePiece, string>

/** What to do about it, after what is wrong. */
export const remedeEnMots = {
  virus:
    'Faites vérifier votre appareil par un antivirus, puis ajoutez un autre fichier : une photo du document, par exemple.',
  illisible: 'Enregistrez-le à nouveau, ou prenez le document en photo, puis ajoutez ce nouveau fichier.',
  'trop-lourd':
    'Prenez une photo moins grande, ou enregistrez le document en PDF, puis ajoutez ce nouveau fichier.',
  'mot-de-passe': 'Enregistrez-le sans mot de passe, puis ajoutez ce nouveau fichier.',
  'trop-de-pages': 'Gardez seulement les pages utiles, puis ajoutez ce nouveau fichier.',
} as const satisfies Record<RefusDePiece, string>
