import { renderMarkdown, type TexteRendu } from '../../platform/texte/render-markdown.ts'
import type { ActualiteTapee } from './check-actualite.ts'

/** A news as people read it: safe HTML, no tag of the source passes. */
export function renderActualite({ titre, markdown }: ActualiteTapee): TexteRendu {
  // The title is its own field: here it cannot be read as Markdown.
  return { ...renderMarkdown(`# Actualité\n\n${markdown}`), titre }
}

const RESUME_MAX = 220

/** Its first words, for a list. */
export function resumeDe(markdown: string): string {
  const premier = renderMarkdown(`# Actualité\n\n${markdown}`)
    .html.split('</p>')[0]
    ?.replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim()
  if (!premier || premier.length <= RESUME_MAX) return premier ?? ''
  return `${premier.slice(0, premier.lastIndexOf(' ', RESUME_MAX))}…`
}
