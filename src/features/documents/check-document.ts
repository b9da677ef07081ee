import { dateReelle } from '../../formulaire/dates.ts'
import type { NatureDeDocument } from '../../formulaire/definition.ts'
import { lireTexte } from '../../formulaire/texte.ts'
import { textField } from '../../platform/http/fields.ts'
import { isNature, NATURES } from './natures.ts'
import { isValidite, type Validite } from './validite.ts'

/** Means the validity that is usual for the kind of the document. */
export const USUELLE = 'usuelle'

/** What the form sends, as it was typed. */
export interface DocumentTape {
  nom: string
  nature: string
  dateDuDocument: string
  validite: string
  valableJusquAu: string
}

export interface DocumentLu {
  nom: string
  nature: NatureDeDocument
  dateDuDocument: string | null
  validite: Validite
  valableJusquAu: string | null
}

export interface ErreurDeDocument {
  nom: keyof DocumentTape
  message: string
}

export const tapeDe = (fields: unknown): DocumentTape => ({
  nom: textField(fields, 'nom'),
  nature: textField(fields, 'nature'),
  dateDuDocument: textField(fields, 'dateDuDocument').trim(),
  validite: textField(fields, 'validite'),
  valableJusquAu: textField(fields, 'valableJusquAu').trim(),
})

/** @param aujourdhui YYYY-MM-DD in Paris */
export function checkDocument(
  tape: DocumentTape,
  aujourdhui: string,
): { lu: DocumentLu } | { erreurs: readonly ErreurDeDocument[] } {
  const nom = lireTexte(tape.nom.replaceAll('\0', '\u0001'), { max: 120 })
  const dateDuDocument = dayOf(tape.dateDuDocument)
  const nature = isNature(tape.nature) ? tape.nature : undefined
  const validite = validiteDe(tape.validite, nature)
  const valableJusquAu = dayOf(tape.valableJusquAu)
  const erreurs: ErreurDeDocument[] = []
  const note = (champ: keyof DocumentTape, message: string): void =>
    void erreurs.push({ nom: champ, message })
  if ('probleme' in nom) note('nom', nom.probleme)
  else if (nom.texte === '') note('nom', 'Donnez un nom à ce document, par exemple « certificat de Léa ».')
  if (!nature) note('nature', 'Choisissez ce qu’est ce document.')
  if (dateDuDocument === undefined) note('dateDuDocument', 'Écrivez une date qui existe, ou laissez vide.')
  else if (dateDuDocument && dateDuDocument > aujourdhui)
    note('dateDuDocument', 'Cette date n’est pas encore passée. Vérifiez le jour, le mois et l’année.')
  if (!validite && nature) note('validite', 'Choisissez jusqu’à quand il est valable.')
  if (validite === 'date' && !valableJusquAu)
    note('valableJusquAu', 'Écrivez la date de fin qui figure sur le document.')
  if (erreurs.length > 0 || 'probleme' in nom || !nature || !validite || dateDuDocument === undefined)
    return { erreurs }
  const fin = validite === 'date' ? (valableJusquAu ?? null) : null
  return { lu: { nom: nom.texte, nature, dateDuDocument, validite, valableJusquAu: fin } }
}

function validiteDe(text: string, nature: NatureDeDocument | undefined): Validite | undefined {
  if (text === USUELLE) return nature && NATURES[nature].validite
  return isValidite(text) ? text : undefined
}

/** A real day of the last hundred years or the next, YYYY-MM-DD; null when nothing was written. */
function dayOf(text: string): string | null | undefined {
  if (text === '') return null
  const [, annee, mois, jour] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const day = dateReelle(Number(annee), Number(mois), Number(jour))
  return day && day >= '1920-01-01' && day <= '2120-12-31' ? day : undefined
}
