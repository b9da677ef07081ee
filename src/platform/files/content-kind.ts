export type ContentKind = 'pdf' | 'jpeg' | 'png' | 'heic'

export type KindResult = { genre: ContentKind } | { refus: string }

const starts = (content: Buffer, bytes: readonly number[]): boolean =>
  bytes.every((byte, i) => content[i] === byte)
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1'])

const INCOMPLETE =
  'L’image est incomplète : l’envoi ou l’enregistrement s’est sans doute interrompu. Reprenez la photo et envoyez-la à nouveau.'

/** Each kind by its first bytes, and whether its end is there too. */
const kinds: readonly {
  genre: ContentKind
  begins: (c: Buffer) => boolean
  whole: (c: Buffer) => boolean
  incomplet: string
}[] = [
  {
    genre: 'pdf',
    begins: (c) => c.subarray(0, 5).toString('latin1') === '%PDF-',
    whole: (c) => c.subarray(-2_048).toString('latin1').includes('%%EOF'),
    incomplet: 'Ce PDF est incomplet. Enregistrez-le à nouveau et recommencez.',
  },
  {
    genre: 'jpeg',
    begins: (c) => starts(c, [0xff, 0xd8, 0xff]),
    // Some phones write a few bytes after the end marker.
    whole: (c) => c.subarray(-4_096).includes(Buffer.from([0xff, 0xd9])),
    incomplet: INCOMPLETE,
  },
  {
    genre: 'png',
    begins: (c) => starts(c, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    whole: (c) => c.subarray(-64).includes(Buffer.from('IEND')),
    incomplet: INCOMPLETE,
  },
  {
    genre: 'heic',
    begins: (c) =>
      c.subarray(4, 8).toString('latin1') === 'ftyp' && HEIC_BRANDS.has(c.subarray(8, 12).toString('latin1')),
    whole: (c) => boxesEnd(c) === c.length,
    incomplet: INCOMPLETE,
  },
]

/** Where the top-level boxes of an ISO file end; beyond the file when the last one is cut. */
function boxesEnd(content: Buffer): number {
  let at = 0
  while (at + 8 <= content.length) {
    const size = content.readUInt32BE(at)
    if (size === 0) return content.length
    if (size < 8 && size !== 1) return -1
    at += size === 1 ? Number(content.readBigUInt64BE(Math.min(at + 8, content.length - 8))) : size
  }
  return at
}

/** What a document is, by its content and never by its name; a refusal says how to mend it. */
export function contentKind(content: Buffer): KindResult {
  if (content.length === 0)
    return { refus: 'Ce fichier est vide. Vérifiez-le sur votre appareil et recommencez.' }
  const kind = kinds.find(({ begins }) => begins(content))
  if (!kind)
    return {
      refus:
        'Ce fichier n’est ni un PDF ni une photo (JPEG, PNG, HEIC). Prenez le document en photo, ou enregistrez-le en PDF.',
    }
  return kind.whole(content) ? { genre: kind.genre } : { refus: kind.incomplet }
}
