// Puts the no-break spaces of French typography in the words of source files: `npm run typographie -- FILES`, then
// biome. Only text between tags, strings and templates are touched, never code. Doing it while a page is rendered
// would cost a tenth of the rendering (measured) and would change what people typed.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { withFrenchSpaces } from '../src/features/demarches/render-markdown.ts'

interface Node {
  type: string
  start: number
  end: number
  value?: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

/** Every stretch of a file that somebody may read. */
function wordsOf(node: Node): Node[] {
  if (node.type === 'JSXText' || node.type === 'TemplateElement') return [node]
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node] : []
  if (node.type === 'ImportDeclaration') return []
  return Object.values(node).flat().filter(isNode).flatMap(wordsOf)
}

/** The formatter breaks lines where a space must not be: those come together again, and biome folds them elsewhere. */
function mended({ type }: Node, text: string): string {
  const flat = withFrenchSpaces(text.replace(/(?<=\S)[^\S\u00a0]*\n\s*(?=\S)/g, ' '))
  const kept = withFrenchSpaces(text)
  const noBreak = (one: string): number => one.split('\u00a0').length
  return type === 'JSXText' && noBreak(flat) > noBreak(kept) ? flat : kept
}

for (const file of process.argv.slice(2)) {
  let source = readFileSync(file, 'utf8')
  const { program } = parseSync(file, source)
  for (const node of wordsOf(program as unknown as Node).sort((a, b) => b.start - a.start))
    source =
      source.slice(0, node.start) + mended(node, source.slice(node.start, node.end)) + source.slice(node.end)
  writeFileSync(file, source)
}
