import type { Alerte } from '../../platform/cleaning/cleaned.ts'

export const ETATS = [
  'recue',
  'quarantaine',
  'saine',
  'non_analysee',
  'infectee',
  'ecartee',
  'liberee',
] as const
export type EtatDePiece = (typeof ETATS)[number]

/** How a document goes from its arrival to the agents' screens; nothing else is possible. */
export const suites = {
  recue: ['quarantaine'],
  quarantaine: ['saine', 'non_analysee', 'infectee', 'ecartee'],
  saine: ['liberee'],
  // An antivirus that is configured later looks at what came before it.
  non_analysee: ['quarantaine'],
  infectee: [],
  // It cannot be opened: nobody but its owner has it, and it is theirs to replace.
  ecartee: [],
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
  infectee: 'détruit : contenait un virus',
  ecartee: 'inutilisable',
  liberee: 'sans virus connu',
} as const satisfies Record<EtatDePiece, string>

/** Whether an agent may open it: not before it was looked at, or known not to be. */
export const openToAgents = {
  recue: false,
  quarantaine: false,
  saine: false,
  non_analysee: true,
  infectee: false,
  ecartee: false,
  liberee: true,
} as const satisfies Record<EtatDePiece, boolean>

/** Those whose content may be used in another place. */
export const REUTILISABLES: readonly EtatDePiece[] = [
  'recue',
  'quarantaine',
  'saine',
  'non_analysee',
  'liberee',
]

/** What an agent reads beside a PDF that holds more than its pages. */
export const alertesEnMots = {
  javascript: 'du code',
  'action-automatique': 'une action qui se lance toute seule',
  programme: 'le lancement d’un programme',
  'fichier-joint': 'un autre fichier, caché à l’intérieur',
  media: 'du son, de la vidéo ou de la 3D',
  'formulaire-xfa': 'un formulaire programmé',
  envoi: 'un envoi de données',
  'autre-format': 'un second fichier d’un autre type',
  opaque: 'des parties chiffrées ou illisibles',
  demesure: 'des parties démesurées',
} as const satisfies Record<Alerte, string>

/** Whether an agent may open the file itself; the pages of one with alerts are seen as images. */
export const mayOpenFile = ({ etat, alertes }: { etat: EtatDePiece; alertes: readonly string[] }): boolean =>
  openToAgents[etat] && alertes.length === 0

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
export const MAX_PAR_COMPLEMENT = 60
/** Documents for one element of a complement: the sheets of one paper, photographed one by one. */
export const MAX_PAR_ELEMENT = 10
export const MAX_PAR_MESSAGE = 5
/** What one person may keep in « Mes documents »: more than any family needs, and a bound to what an account may fill. */
export const MAX_DOCUMENTS = 100
/** Uploads that one person may have begun and not ended; one more, and the oldest is given up. */
export const MAX_ENVOIS_OUVERTS = 8

/** The place of a document in a brouillon: `racine.<champ>` or `<groupe>.<instance>.<champ>`. */
export const isCheminDePiece = (chemin: string): boolean =>
  chemin.length <= 200 && /^(racine|[\w-]+\.[\w-]+)\.[\w-]+$/.test(chemin)

export const isPieceId = (text: string | undefined): text is string =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
