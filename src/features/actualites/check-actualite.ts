import { inspectMarkdown, PAS_D_IMAGE } from '../../platform/texte/inspect-markdown.ts'

export const TITRE_MAX = 120
export const MARKDOWN_MAX = 20_000

export interface ActualiteTapee {
  titre: string
  markdown: string
}

export type Erreurs = Partial<Record<keyof ActualiteTapee, string>>

/** What keeps a news from being kept, by field, as the page says it. */
export function checkActualite({ titre, markdown }: ActualiteTapee): Erreurs {
  const erreurs: Erreurs = {}
  if (titre === '') erreurs.titre = 'Écrivez un titre.'
  else if (titre.length > TITRE_MAX)
    erreurs.titre = `Ce titre a ${titre.length} caractères. Raccourcissez-le à ${TITRE_MAX}.`
  const probleme = problemeDuTexte(markdown)
  if (probleme) erreurs.markdown = probleme
  return erreurs
}

function problemeDuTexte(markdown: string): string | undefined {
  if (markdown.trim() === '') return 'Écrivez le texte.'
  if (markdown.length > MARKDOWN_MAX)
    return `Ce texte a ${markdown.length} caractères. Raccourcissez-le à ${MARKDOWN_MAX}.`
  const { titres, images } = inspectMarkdown(markdown)
  if (titres > 0)
    return 'Le titre a sa propre case : dans le texte, commencez les parties par « ## » et ne les soulignez pas avec des « = ».'
  if (images > 0) return PAS_D_IMAGE
  return undefined
}
