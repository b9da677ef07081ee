import type { Catalogue } from '../demarches/index.ts'

/** The general terms, among the texts; the others are named by the slug of their démarche. */
export const GENERAL = '*'

/** Where everybody reads a text. */
export const adresseDuTexte = (texte: string): string =>
  texte === GENERAL ? '/conditions-generales' : `/services/${texte}/conditions`

/** Where administrators write its next version. A star would read badly in an address. */
export const adresseDeRedaction = (texte: string): string =>
  `/agents/administration/conditions/${texte === GENERAL ? 'generales' : texte}`

/** How a sentence names a text. */
export const nomDuTexte = (texte: string, catalogue: Catalogue): string =>
  texte === GENERAL
    ? 'les conditions générales'
    : `les conditions de la démarche « ${catalogue.find(texte)?.demarche.titre ?? texte} »`
