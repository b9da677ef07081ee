import MarkdownIt from 'markdown-it'

/**
 * How our texts are read: no tag of the source passes, no link runs a script (markdown-it refuses javascript:,
 * vbscript:, file: and data: by itself), nothing asks for a style or an image that the pages forbid (CSP).
 */
export const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })

// A wide table scrolls by itself, also for whoever has only a keyboard; it stays a table for whoever listens.
markdown.renderer.rules.table_open = () =>
  '<div class="tableau" role="group" aria-label="Tableau" tabindex="0"><table>\n'
markdown.renderer.rules.table_close = () => '</table></div>\n'

// An image of elsewhere would not be shown: its words are.
markdown.renderer.rules.image = (tokens, index) => markdown.utils.escapeHtml(tokens[index]?.content ?? '')

const ALIGNEMENTS: Readonly<Record<string, string>> = {
  'text-align:left': 'a-gauche',
  'text-align:center': 'au-centre',
  'text-align:right': 'a-droite',
}

// `|:-:|` becomes a style attribute: a class says the same.
markdown.core.ruler.push('alignement', ({ tokens }) => {
  for (const token of tokens) {
    const classe = ALIGNEMENTS[String(token.attrGet('style') ?? '')]
    if (classe) token.attrs = [['class', classe]]
  }
})
