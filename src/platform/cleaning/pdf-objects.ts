import { inflateSync } from 'node:zlib'
import { MAX_PIXELS } from './cleaned.ts'

/** How much is unpacked of one object stream, and of all of them: a bomb is not looked through, it is told apart. */
const MAX_ONE = 16 * 1_048_576
const MAX_ALL = 64 * 1_048_576

export interface PdfText {
  /** Every dictionary, in the clear: the file without its streams, and what its object streams hold. */
  text: string
  /** Objects by number, where one stands alone: the last one wins, as in a file that was changed afterwards. */
  objects: ReadonlyMap<number, string>
  /** What stands between `stream` and `endstream` and is no object stream: content, or what passes for it. */
  skipped: string
  /** An object stream that could not be unpacked, or not entirely. */
  opaque: boolean
  /** A stream that becomes enormous when it is unpacked, or an image of more points than any screen. */
  huge: boolean
}

/** `/J#61vaScript` is `/JavaScript` (ISO 32000-1, 7.3.5): names are written in the clear before they are looked for. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/**
 * What can be read of a PDF's structure without trusting it: no table of contents is followed, every object that
 * stands in the file counts, also one that nothing refers to any more.
 */
export function readPdf(content: Buffer): PdfText {
  const raw = content.toString('latin1')
  const objects = new Map<number, string>()
  const parts: string[] = []
  const skipped: string[] = []
  let opaque = false
  let huge = false
  let left = MAX_ALL
  let from = 0
  for (const { dictionary, begin, end } of streamsOf(raw)) {
    parts.push(raw.slice(from, begin))
    from = end
    huge ||= isHuge(dictionary, content.subarray(begin, end))
    if (!isObjectStream(dictionary)) {
      skipped.push(raw.slice(begin, end))
      continue
    }
    const unpacked = unpack(dictionary, content.subarray(begin, end), Math.min(MAX_ONE, left))
    if (unpacked === undefined) {
      opaque = true
      continue
    }
    left -= unpacked.length
    const text = plainNames(unpacked)
    parts.push(text)
    for (const [number, object] of packedObjects(dictionary, text)) objects.set(number, object)
  }
  parts.push(raw.slice(from))
  const text = plainNames(parts.join('\n'))
  for (const match of text.matchAll(/(?<![0-9])(\d{1,8})\s+\d{1,5}\s+obj\b/g))
    objects.set(
      Number(match[1]),
      text.slice(match.index + match[0].length, match.index + match[0].length + 4_000),
    )
  return { text, objects, skipped: plainNames(skipped.join('\n')), opaque, huge }
}

interface Stream {
  dictionary: string
  begin: number
  end: number
}

function* streamsOf(raw: string): Generator<Stream> {
  let at = 0
  for (;;) {
    const word = raw.indexOf('stream', at)
    if (word < 0) return
    at = word + 6
    const eol = raw.startsWith('\r\n', at) ? 2 : raw[at] === '\n' || raw[at] === '\r' ? 1 : 0
    if (eol === 0 || raw.slice(word - 3, word) === 'end') continue
    const end = raw.indexOf('endstream', at)
    const object = Math.max(raw.lastIndexOf(' obj', word), raw.lastIndexOf('endstream', word), word - 8_000)
    yield {
      dictionary: plainNames(raw.slice(object, word)),
      begin: at + eol,
      end: end < 0 ? raw.length : end,
    }
    if (end < 0) return
    at = end + 9
  }
}

/** zlib packs 1,032 times at most: what is short enough cannot become enormous, unless it is packed twice. */
function isHuge(dictionary: string, content: Buffer): boolean {
  const side = (name: string): number => Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? 0)
  if (side('Width') * side('Height') > MAX_PIXELS) return true
  const packed = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0
  if (packed > 1) return true
  if (packed === 0 || content.length * 1_032 < MAX_ALL) return false
  try {
    inflateSync(content, { maxOutputLength: MAX_ALL, finishFlush: 2 })
    return false
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
  }
}

const isObjectStream = (dictionary: string): boolean =>
  /\/ObjStm\b/.test(dictionary) || (/\/First\b/.test(dictionary) && /\/N\b/.test(dictionary))

/** @returns undefined when it is packed in a way that is not read here, or is more than `max` */
function unpack(dictionary: string, content: Buffer, max: number): string | undefined {
  if (!/\/Filter\b/.test(dictionary)) return content.toString('latin1')
  const plain =
    /\/Filter\s*(?:\[\s*)?\/(?:FlateDecode|Fl)\s*(?:\]|\/(?!FlateDecode|Fl\b|ASCII|AHx|A85|LZW|RL|RunLength|Crypt)|>>|$)/.test(
      dictionary,
    )
  if (!plain || /\/Predictor\s+(?!1\b)/.test(dictionary) || max <= 0) return undefined
  try {
    return inflateSync(content, { maxOutputLength: max, finishFlush: 2 }).toString('latin1')
  } catch {
    return undefined
  }
}

/** An object stream begins with pairs of numbers: which object, and where after `/First`. */
function* packedObjects(dictionary: string, text: string): Generator<[number, string]> {
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? 0)
  const pairs = [...text.slice(0, first).matchAll(/(\d+)\s+(\d+)/g)]
  for (const [index, pair] of pairs.entries()) {
    const next = pairs[index + 1]?.[2]
    const from = first + Number(pair[2])
    yield [
      Number(pair[1]),
      text.slice(from, Math.min(next ? first + Number(next) : text.length, from + 4_000)),
    ]
  }
}
