import { renderMarkdown, type TexteRendu } from '../../platform/texte/render-markdown.ts'

/** Gives a version as people read it. */
export type RenderVersion = (version: { texte: string; numero: number; markdown: string }) => TexteRendu

/** A version never changes: each is rendered once for the life of what was made here. */
export function createRenderVersion(): RenderVersion {
  const rendered = new Map<string, TexteRendu>()
  return ({ texte, numero, markdown }) => {
    const key = `${texte} ${numero}`
    const rendu = rendered.get(key) ?? renderMarkdown(markdown)
    rendered.set(key, rendu)
    return rendu
  }
}
