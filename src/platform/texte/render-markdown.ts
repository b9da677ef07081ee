import { markdown } from './markdown.ts'
import { withFrenchSpaces } from './with-french-spaces.ts'

export interface TexteRendu {
  /** The `# heading` that opens the file; the page shows it as its own h1. */
  titre: string
  /** What follows the title: safe HTML, no raw tag of the source passes. */
  html: string
  /** The h2 headings, for a table of contents. */
  sommaire: readonly { id: string; texte: string }[]
}

/** Names that the page around a text gives to its own parts. */
const OF_THE_PAGE = ['contenu', 'sommaire', 'versions']

/** Renders one of our texts (general or specific terms). Throws when it does not open with a `# title`. */
export function renderMarkdown(source: string): TexteRendu {
  const tokens = markdown.parse(source.trim(), {})
  const title = tokens[1]
  if (tokens[0]?.type !== 'heading_open' || tokens[0].tag !== 'h1' || !title)
    throw new Error('a text must open with a line « # Title »')
  for (const token of tokens)
    for (const child of token.children ?? [])
      if (child.type === 'text') child.content = withFrenchSpaces(child.content)
  // The page has one h1: whatever else asks for one is a part of the text.
  for (const token of tokens.slice(3)) if (token.tag === 'h1') token.tag = 'h2'
  const sommaire: { id: string; texte: string }[] = []
  const nameOf = nameHeadings(OF_THE_PAGE)
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open' || token.tag !== 'h2') continue
    const texte = plainText(tokens[index + 1]?.children ?? [])
    const id = nameOf(texte)
    token.attrSet('id', id)
    sommaire.push({ id, texte })
  }
  return {
    titre: plainText(title.children ?? []),
    html: markdown.renderer.render(tokens.slice(3), markdown.options, {}),
    sommaire,
  }
}

function plainText(children: readonly { type: string; content: string }[]): string {
  return children
    .filter(({ type }) => ['text', 'code_inline', 'image'].includes(type))
    .map(({ content }) => content)
    .join('')
}

/** Gives each heading its own name: the second « Aide » is `aide-2`. @param taken names that are given already */
function nameHeadings(taken: readonly string[]): (text: string) => string {
  const given = new Set(taken)
  // Where the last one of that name stopped: counting from 2 each time would cost the square of their number.
  const reached = new Map<string, number>()
  return (text) => {
    const slug = slugOf(text)
    let number = reached.get(slug) ?? 1
    let name = number === 1 ? slug : `${slug}-${number}`
    while (given.has(name)) {
      number += 1
      name = `${slug}-${number}`
    }
    reached.set(slug, number)
    given.add(name)
    return name
  }
}

const slugOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'partie'
