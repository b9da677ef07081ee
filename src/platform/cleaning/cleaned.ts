import type { ContentKind } from '../files/content-kind.ts'

/** What a PDF holds that a page does not need: an agent sees its pages, and does not open the file itself. */
export const ALERTES = [
  'javascript',
  'action-automatique',
  'programme',
  'fichier-joint',
  'media',
  'formulaire-xfa',
  'envoi',
  'autre-format',
  'opaque',
  'demesure',
] as const
export type Alerte = (typeof ALERTES)[number]

/** Why a document cannot be shown at all. */
export const MOTIFS = ['illisible', 'trop-lourd', 'mot-de-passe', 'trop-de-pages'] as const
export type Motif = (typeof MOTIFS)[number]

/** One page as an agent sees it, a JPEG. */
export interface PageVue {
  largeur: number
  hauteur: number
  image: Buffer
}

export interface Propre {
  resultat: 'propre'
  genre: ContentKind
  /** The content to keep instead of what came; absent for a PDF, which is kept as it is. */
  contenu?: Buffer
  alertes: Alerte[]
  /** All of its pages; `apercus` shows the first of them. */
  pages: number
  apercus: PageVue[]
}

export type Nettoyage = Propre | { resultat: 'ecarte'; motif: Motif }

export const MAX_PIXELS = 100_000_000
export const MAX_PAGES = 300
export const MAX_APERCUS = 20
export const APERCU_LARGEUR = 1_200
export const APERCU_HAUTEUR = 4_000
/** As the base holds it (`taille_bornee`). */
export const MAX_OCTETS_PROPRES = 10 * 1_048_576

/** Thrown inside the child for what cannot be shown. */
export class Ecarte extends Error {
  readonly motif: Motif
  constructor(motif: Motif) {
    super(motif)
    this.motif = motif
  }
}
