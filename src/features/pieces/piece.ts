export const ETATS = ['recue', 'quarantaine', 'saine', 'non_analysee', 'infectee', 'liberee'] as const
export type EtatDePiece = (typeof ETATS)[number]

/** How a document goes from its arrival to the agents' screens; nothing else is possible. */
export const suites = {
  recue: ['quarantaine'],
  quarantaine: ['saine', 'non_analysee', 'infectee'],
  saine: ['liberee'],
  // An antivirus that is configured later looks at what came before it.
  non_analysee: ['quarantaine'],
  infectee: [],
  liberee: [],
} as const satisfies Record<EtatDePiece, readonly EtatDePiece[]>

export const mayBecome = (avant: EtatDePiece, apres: EtatDePiece): boolean =>
  (suites[avant] as readonly EtatDePiece[]).includes(apres)

/** What an agent reads beside a document. */
export const etats = {
  recue: 'reçu, pas encore analysé',
  quarantaine: 'en cours d’analyse',
  saine: 'sans virus connu',
  non_analysee: 'non analysé',
  infectee: 'infecté, détruit',
  liberee: 'sans virus connu',
} as const satisfies Record<EtatDePiece, string>

/** Whether an agent may open it: not before it was looked at, or known not to be. */
export const openToAgents = {
  recue: false,
  quarantaine: false,
  saine: false,
  non_analysee: true,
  infectee: false,
  liberee: true,
} as const satisfies Record<EtatDePiece, boolean>

/** The type that a document is served with: ours, never the one that its sender announced. */
export const GENRE_MIME = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  heic: 'image/heic',
} as const

export const MAX_OCTETS = 10 * 1_048_576
/** Every chunk of an upload but the last: half a minute on the slowest of lines, and little is lost when it breaks. */
export const MORCEAU_OCTETS = 262_144
export const MAX_PAR_BROUILLON = 60
export const MAX_PAR_COMPLEMENT = 10
/** What one person may keep in « Mes documents »: more than any family needs, and a bound to what an account may fill. */
export const MAX_DOCUMENTS = 100
/** Uploads that one person may have begun and not ended; one more, and the oldest is given up. */
export const MAX_ENVOIS_OUVERTS = 8

/** The place of a document in a brouillon: `racine.<champ>` or `<groupe>.<instance>.<champ>`. */
export const isCheminDePiece = (chemin: string): boolean =>
  chemin.length <= 200 && /^(racine|[\w-]+\.[\w-]+)\.[\w-]+$/.test(chemin)

export const isPieceId = (text: string | undefined): text is string =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
