import { renderMarkdown, type TexteRendu } from '../../platform/texte/render-markdown.ts'
import type { ActualiteTapee } from './check-actualite.ts'

/** A news as people read it: safe HTML, no tag of the source passes. */
export function renderActualite({ titre, markdown }: ActualiteTapee): TexteRendu {
  // The title is its own field: here it cannot be read as Markdown.
  return { ...renderMarkdown(`# Actualité\n\n${markdown}`), titre }
}

const RESUME_MAX = 220

/** As much of a text as its first words are taken from: marks and addresses of links are not words. */
export const DEBUT_MAX = 2_000

/** Its first words, for a list. @param debut its Markdown, or as much of it as `DEBUT_MAX` */
export function resumeDe(debut: string): string {
  const premier = renderMarkdown(`# Actualité\n\n${debut.slice(0, DEBUT_MAX)}`)
    .html.split('</p>')[0]
    ?.replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim()
  if (!premier || premier.length <= RESUME_MAX) return premier ?? ''
  const espace = premier.lastIndexOf(' ', RESUME_MAX)
  // A word as long as that, an address most often, is cut; not inside a letter of two code units.
  const coupe =
    espace > 0 ? premier.slice(0, espace) : premier.slice(0, RESUME_MAX).replace(/[\uD800-\uDBFF]$/, '')
  return `${coupe}…`
}
