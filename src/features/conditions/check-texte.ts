import { inspectMarkdown, PAS_D_IMAGE } from '../../platform/texte/inspect-markdown.ts'
import { renderMarkdown } from '../../platform/texte/render-markdown.ts'
import { type Facts, fillFacts, unknownFacts } from './facts.ts'
import { GENERAL } from './texte.ts'

export const MARKDOWN_MAX = 100_000
export const CHANGEMENTS_MAX = 2_000

export interface TexteARelire {
  texte: string
  markdown: string
  /** What changes, in words; the first version of a text has none. */
  changements: string
  premiere: boolean
}

export type Erreurs = Partial<Record<'markdown' | 'changements', string>>

/** What keeps a text from being published, by field, as the page says it. */
export function checkTexte({ texte, markdown, changements, premiere }: TexteARelire, facts: Facts): Erreurs {
  const erreurs: Erreurs = {}
  const probleme = problemeDuTexte(texte, markdown, facts)
  if (probleme) erreurs.markdown = probleme
  if (!premiere && changements.trim().length < 10)
    erreurs.changements = 'Dites en une phrase au moins ce qui change : c’est ce que les personnes liront.'
  else if (changements.length > CHANGEMENTS_MAX)
    erreurs.changements = `Ce résumé a ${changements.length} caractères. Raccourcissez-le à ${CHANGEMENTS_MAX}.`
  return erreurs
}

function problemeDuTexte(texte: string, markdown: string, facts: Facts): string | undefined {
  if (markdown.trim() === '') return 'Écrivez le texte.'
  if (markdown.length > MARKDOWN_MAX)
    return `Ce texte a ${markdown.length} caractères. Raccourcissez-le à ${MARKDOWN_MAX}.`
  const unknown = unknownFacts(markdown, facts)
  if (unknown.length > 0)
    return `Ces noms entre accolades n’existent pas : ${unknown.slice(0, 5).join(', ')}. Ceux qui existent : ${Object.keys(facts).join(', ')}.`
  if (!/^# \S/.test(markdown.trim())) return 'La première ligne doit être un titre : « # Titre du texte ».'
  const filled = fillFacts(markdown, facts)
  if (renderMarkdown(filled).titre === '') return 'Le titre, à la première ligne, est vide.'
  const { titres, images } = inspectMarkdown(filled)
  if (titres > 1)
    return 'Ce texte a plusieurs titres. Gardez celui de la première ligne ; commencez les parties par « ## » et ne les soulignez pas avec des « = ».'
  if (images > 0) return PAS_D_IMAGE
  // CRPA R112-11-3: the terms state the address that acknowledgements come from.
  if (texte === GENERAL && !filled.includes(facts['expediteur.adresse'] ?? ''))
    return 'Le texte doit donner l’adresse d’où partent les accusés de réception : écrivez {{expediteur.adresse}} à sa place.'
  return undefined
}
