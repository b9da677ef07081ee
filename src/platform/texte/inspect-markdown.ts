import { markdown } from './markdown.ts'

/** What the page says to whoever puts an image in a text. */
export const PAS_D_IMAGE =
  'Une image ne se verrait pas : enlevez-la, ou remplacez-la par un lien, « [mots](https://adresse) ».'

/** What a text holds that its page may not show. */
export interface MarkdownInspecte {
  /** Headings of the level of the page's own title, however they are written (`# …`, or a line of `=` below). */
  titres: number
  images: number
}

/** Reads a text as it would be rendered, and counts what does not belong in it. */
export function inspectMarkdown(source: string): MarkdownInspecte {
  const tokens = markdown.parse(source, {})
  return {
    titres: tokens.filter(({ type, tag }) => type === 'heading_open' && tag === 'h1').length,
    images: tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'image').length,
  }
}
