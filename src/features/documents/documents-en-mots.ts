import { dateEnMots } from '../../formulaire/dates.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { DocumentVu } from './documents.query.ts'
import { NATURES } from './natures.ts'
import { etatDeValidite } from './validite.ts'

/** « du 12 septembre 2026 », « ajouté le 3 mai 2027 » */
export const dateDe = ({
  dateDuDocument,
  ajouteLe,
}: Pick<DocumentVu, 'dateDuDocument' | 'ajouteLe'>): string =>
  dateDuDocument ? `du ${dateEnMots(dateDuDocument)}` : `ajouté le ${dateEnMots(parisDay(ajouteLe))}`

/** « certificat de scolarité du 12 septembre 2026 », as it stands in a sentence */
export function enMots(document: Pick<DocumentVu, 'nature' | 'dateDuDocument' | 'ajouteLe'>): string {
  const { titre } = NATURES[document.nature]
  // Initials stay as they are.
  const nature = /^\p{Lu}{2}/u.test(titre) ? titre : titre.charAt(0).toLowerCase() + titre.slice(1)
  const date = dateDe(document)
  return document.dateDuDocument ? `${nature} ${date}` : `${nature}, ${date}`
}

/** « Valable jusqu’au 31 août 2027 », « N’est plus valable depuis le 31 août 2026 » */
export function validiteEnMots(
  { validite, valableJusquAu }: Pick<DocumentVu, 'validite' | 'valableJusquAu'>,
  aujourdhui: string,
): string {
  if (valableJusquAu === null)
    return validite === 'date' ? 'Date de fin à préciser' : 'Valable sans date de fin'
  return etatDeValidite(valableJusquAu, aujourdhui) === 'perime'
    ? `N’est plus valable depuis le ${dateEnMots(valableJusquAu)}`
    : `Valable jusqu’au ${dateEnMots(valableJusquAu)}`
}
