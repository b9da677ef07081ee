import { diffArrays, diffWordsWithSpace } from 'diff'

export interface Morceau {
  texte: string
  sens: 'egal' | 'ajoute' | 'supprime'
}

export type Passage =
  /** So many paragraphs in a row that did not change. */
  | { sens: 'egal'; paragraphes: readonly string[] }
  | { sens: 'ajoute' | 'supprime'; paragraphe: string }
  | { sens: 'modifie'; morceaux: readonly Morceau[] }

// Beyond so many differences the finer comparison is given up: its cost grows with them, and nobody reads it any more.
const PARAGRAPHS = { maxEditLength: 1_500 }
const WORDS = { maxEditLength: 300 }

/** What changed between two texts, paragraph by paragraph, then word by word where one replaced the other. */
export function compareTexts(before: string, after: string): Passage[] {
  const [old, recent] = [paragraphs(before), paragraphs(after)]
  const changes = diffArrays(old, recent, PARAGRAPHS) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: recent },
  ]
  const passages: Passage[] = []
  for (let index = 0; index < changes.length; index += 1) {
    const change = changes[index]
    if (!change) continue
    const next = changes[index + 1]
    if (change.removed && next?.added) {
      passages.push(...replaced(change.value, next.value))
      index += 1
    } else if (change.removed || change.added) {
      const sens = change.added ? 'ajoute' : 'supprime'
      passages.push(...change.value.map((paragraphe) => ({ sens, paragraphe }) as const))
    } else passages.push({ sens: 'egal', paragraphes: change.value })
  }
  return passages
}

/** A paragraph that took another's place is the same one if a good part of its words stayed. */
function replaced(old: readonly string[], recent: readonly string[]): Passage[] {
  const passages: Passage[] = []
  for (let index = 0; index < Math.max(old.length, recent.length); index += 1) {
    const [from, to] = [old[index], recent[index]]
    const morceaux = from !== undefined && to !== undefined ? wordsOf(from, to) : undefined
    if (morceaux) passages.push({ sens: 'modifie', morceaux })
    else {
      if (from !== undefined) passages.push({ sens: 'supprime', paragraphe: from })
      if (to !== undefined) passages.push({ sens: 'ajoute', paragraphe: to })
    }
  }
  return passages
}

function wordsOf(from: string, to: string): Morceau[] | undefined {
  const words = diffWordsWithSpace(from, to, WORDS)
  if (!words) return undefined
  const kept = words.filter(({ added, removed }) => !added && !removed)
  const length = kept.reduce((sum, { value }) => sum + value.trim().length, 0)
  if (length < Math.min(from.length, to.length) / 3) return undefined
  return words.map(({ value, added, removed }) => ({
    texte: value,
    sens: added ? 'ajoute' : removed ? 'supprime' : 'egal',
  }))
}

/** The paragraphs of a Markdown text, as they read: marks of headings, stress and links gone. */
function paragraphs(markdown: string): string[] {
  return markdown
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^#{1,6} +/, '')
        .replace(/^[-*] +/, '• ')
        .replace(/\*\*|`/g, '')
        .replace(/\[([^\]]{1,300})\]\(([^)\s]{1,300})\)/g, '$1 ($2)'),
    )
    .filter((line) => line !== '')
}
