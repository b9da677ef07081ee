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
  if (markdown.trim() === '') erreurs.markdown = 'Écrivez le texte.'
  else if (markdown.length > MARKDOWN_MAX)
    erreurs.markdown = `Ce texte a ${markdown.length} caractères. Raccourcissez-le à ${MARKDOWN_MAX}.`
  else if (/^\s{0,3}# /m.test(markdown))
    erreurs.markdown = 'Le titre a sa propre case : dans le texte, commencez les parties par « ## ».'
  return erreurs
}
