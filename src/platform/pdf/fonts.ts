import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

// Source Sans 3 (OFL), whole and unsplit: every Latin, Greek and Cyrillic name, U+202F and ☐ in one file.
const REGULAR = require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf')
const BOLD = require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf')

export const REGULAR_FONT = { name: 'texte', read: once(REGULAR) }
export const BOLD_FONT = { name: 'gras', read: once(BOLD) }

function once(path: string): () => Buffer {
  let content: Buffer | undefined
  return () => {
    content ??= readFileSync(path)
    return content
  }
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })
const UNKNOWN = '□'

/**
 * A text as the font can draw it: no control or direction mark, one □ for a sign that the font lacks (an emoji, an
 * Arabic letter). PDF/UA forbids the glyph « not defined ».
 */
export function printable(text: string, drawable: (codePoint: number) => boolean): string {
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, (mark) => (mark === '\u200d' ? mark : ''))
  let drawn = ''
  for (const { segment } of graphemes.segment(clean)) {
    const known = [...segment].every((sign) => sign === '\n' || drawable(sign.codePointAt(0) ?? 0))
    drawn += known ? segment : UNKNOWN
  }
  return drawn
}
