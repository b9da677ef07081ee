// Puts the no-break spaces of French typography in the words of source files: `npm run typographie -- FILES`, then
// biome. Without a file: every page of the product. With --check: writes nothing and fails when one lacks some. Only text between tags, strings and templates are touched, never code. Doing it while a page is rendered
// would cost a tenth of the rendering (measured) and would change what people typed.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { withFrenchSpaces } from '../src/platform/texte/with-french-spaces.ts'

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

/** What people read on a screen; mails and the command line have their own ways. */
const PAGES = ['src/features/**/*.tsx', 'src/ui/**/*.tsx', 'src/app/*.tsx', 'src/browser/*.ts']

function withSpaces(file: string): { before: string; after: string } {
  const before = readFileSync(file, 'utf8')
  const { program } = parseSync(file, before)
  const after = wordsOf(program as unknown as Node)
    .sort((a, b) => b.start - a.start)
    .reduce(
      (source, node) =>
        source.slice(0, node.start) +
        mended(node, source.slice(node.start, node.end)) +
        source.slice(node.end),
      before,
    )
  return { before, after }
}

const named = process.argv.slice(2).filter((one) => one !== '--check')
const files = named.length > 0 ? named : globSync(PAGES).filter((file) => !/\.test\.|courriels\//.test(file))
const changed = files.flatMap((file) => {
  const { before, after } = withSpaces(file)
  return before === after ? [] : [{ file, after }]
})
if (!process.argv.includes('--check')) for (const { file, after } of changed) writeFileSync(file, after)
else if (changed.length > 0)
  throw new Error(
    `npm run typographie, then biome: spaces that French keeps on one line are missing in ${changed.map(({ file }) => file).join(', ')}`,
  )
