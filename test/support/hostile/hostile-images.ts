import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { eicar } from '../../../src/platform/antivirus/eicar.ts'
import { type HostileFile, hostile } from './hostile-file.ts'
import { declareJpeg, makeHeic, makePng, pngChunk, withSegment } from './make-images.ts'
import { makePdf } from './make-pdf.ts'
import { makeZip } from './make-zip.ts'

const COM = 0xfe
const text = (words: string): Buffer => Buffer.from(words)
/** Some cameras write a few bytes after the end of a photo, and so does whoever hides something there. */
const END = Buffer.from([0xff, 0xd9])
const blank = () =>
  sharp({ create: { width: 48, height: 32, channels: 3, background: '#7a9' } })
    .jpeg()
    .toBuffer()

export async function infectedImages(): Promise<HostileFile[]> {
  const jpeg = await blank()
  return [
    hostile(
      'virus dans le commentaire d’une photo',
      'photo.jpg',
      withSegment(jpeg, COM, eicar()),
      'infectee',
    ),
    hostile('virus derrière une photo', 'photo.jpg', Buffer.concat([jpeg, eicar(), END]), 'infectee'),
    hostile(
      'virus dans le texte d’un PNG',
      'image.png',
      makePng(8, 8, { chunks: [pngChunk('tEXt', Buffer.concat([text('a\0'), eicar()]))] }),
      'infectee',
    ),
    hostile(
      'virus compressé dans un PNG',
      'image.png',
      zipped(eicar()),
      ['infectee', 'inoffensive'],
      eicar(),
    ),
  ]
}

const zipped = (content: Buffer): Buffer =>
  makePng(8, 8, { chunks: [pngChunk('zTXt', Buffer.concat([text('a\0\0'), deflateSync(content)]))] })

/** Two formats in one file: the image is drawn anew, the other is gone. */
export async function imagePolyglots(): Promise<HostileFile[]> {
  const jpeg = await blank()
  const page = text('<html><script>alert(document.domain)</script></html>')
  const php = text('<?php system($_GET["c"]); ?>')
  const js = text('*/=1;alert(1);/*')
  const gone = (quoi: string, nom: string, contenu: Buffer, poison: Buffer) =>
    hostile(quoi, nom, contenu, ['inoffensive', 'infectee'], poison)
  return [
    gone('JPEG et page web', 'photo.jpg', withSegment(jpeg, COM, page), page),
    gone('JPEG et page web, derrière', 'photo.jpg', Buffer.concat([jpeg, page, END]), page),
    gone('JPEG et JavaScript', 'photo.jpg', withSegment(jpeg, 0xe0, js), js),
    gone('JPEG et PHP dans l’Exif', 'photo.jpg', withSegment(jpeg, 0xe1, php), php),
    gone('JPEG et ZIP', 'photo.jpg', Buffer.concat([jpeg, makeZip('a.js', js), END]), text('PK\x03\x04')),
    gone('JPEG et PDF', 'photo.jpg', Buffer.concat([jpeg, makePdf({}), END]), text('%PDF-')),
    gone('PNG et page web', 'image.png', makePng(8, 8, { chunks: [pngChunk('tEXt', page)] }), page),
    gone('PNG et PHP', 'image.png', makePng(8, 8, { chunks: [pngChunk('iTXt', php)] }), php),
    gone('PNG et script, derrière', 'image.png', makePng(8, 8, { tail: js.subarray(0, 30) }), js),
  ]
}

/** Headers that declare what no memory holds. */
export async function hugeImages(): Promise<HostileFile[]> {
  const jpeg = await blank()
  const few = deflateSync(Buffer.alloc(1_000))
  const sides = [
    [60_000, 60_000],
    [65_500, 1_600],
    [10_001, 10_000],
    [1_000_000, 1_000],
    [0x7fffffff, 0x7fffffff],
  ] as const
  return [
    ...sides.flatMap(([width, height]) => [
      hostile(`PNG de ${width} × ${height}`, 'image.png', makePng(width, height, { pixels: few }), 'refusee'),
      hostile(`HEIC de ${width} × ${height}`, 'photo.heic', makeHeic(width, height), 'refusee'),
    ]),
    ...(
      [
        [60_000, 60_000],
        [65_535, 65_535],
        [65_500, 1_600],
      ] as const
    ).map(([width, height]) =>
      hostile(`JPEG de ${width} × ${height}`, 'photo.jpg', declareJpeg(jpeg, width, height), 'refusee'),
    ),
    hostile('PNG qui gonfle 1 000 fois', 'image.png', makePng(9_900, 9_900), ['inoffensive', 'ecartee']),
    hostile('JPEG qui promet 9 000 × 9 000', 'photo.jpg', declareJpeg(jpeg, 9_000, 9_000), [
      'ecartee',
      'inoffensive',
    ]),
    hostile('PNG qui promet 9 000 × 9 000', 'image.png', makePng(9_000, 9_000, { pixels: few }), 'ecartee'),
    hostile('PNG de 0 × 0', 'image.png', makePng(0, 0), 'ecartee'),
    hostile('HEIC sans image', 'photo.heic', makeHeic(100, 100), 'ecartee'),
  ]
}

/** Cut in the middle; then again, with an end that makes it look whole. */
export async function brokenImages(): Promise<HostileFile[]> {
  const jpeg = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#456' } })
    .jpeg()
    .toBuffer()
  const noise = Buffer.from(Array.from({ length: 300 * 300 }, (_, i) => (i * i * 31 + 17 * i) % 251))
  const png = await sharp(noise, { raw: { width: 300, height: 300, channels: 1 } })
    .png()
    .toBuffer()
  const iend = pngChunk('IEND', Buffer.alloc(0))
  const parts = [0.1, 0.3, 0.5, 0.7, 0.9]
  return [
    ...parts.flatMap((part) => [
      hostile(`JPEG coupé à ${part}`, 'photo.jpg', jpeg.subarray(0, part * jpeg.length), 'refusee'),
      hostile(`PNG coupé à ${part}`, 'image.png', png.subarray(0, part * png.length), 'refusee'),
    ]),
    ...[0.3, 0.7].flatMap((part) => [
      hostile(
        `JPEG coupé à ${part}, fin ajoutée`,
        'photo.jpg',
        Buffer.concat([jpeg.subarray(0, part * jpeg.length), END]),
        ['ecartee', 'inoffensive'],
      ),
      hostile(
        `PNG coupé à ${part}, fin ajoutée`,
        'image.png',
        Buffer.concat([png.subarray(0, part * png.length), iend]),
        'ecartee',
      ),
    ]),
    hostile(
      'JPEG d’octets au hasard',
      'photo.jpg',
      Buffer.concat([jpeg.subarray(0, 3), noise, END]),
      'ecartee',
    ),
  ]
}

const NOMS: readonly string[] = [
  '../../etc/passwd',
  '..\\..\\windows\\system32\\config',
  '/absolu/photo.png',
  'C:\\photo.png',
  'photo\0.png',
  `${'a'.repeat(4_000)}.png`,
  'photo\u202Egnp.exe',
  'photo\u2066\u2069.png',
  'photo\r\nSet-Cookie: a=b.png',
  'photo".png',
  "photo';--.png",
  'photo\ud800.png',
  '\udc00',
  '<img src=x onerror=alert(1)>.png',
  '{{7*7}}<%= 7*7 %>.png',
  '%2e%2e%2fphoto.png',
  '.htaccess',
  '..',
  '   ',
  'CON',
  'photo.png.exe',
  '\u{1F4A9}'.repeat(80),
  'e\u0301'.repeat(200),
  '-rf *.png',
  'photo;filename=a.exe',
]

/** A harmless image, under names that are not. */
export const hostileNames = (): HostileFile[] =>
  NOMS.map((nom, index) => hostile(`nom hostile ${index + 1}`, nom, makePng(8, 8), 'inoffensive'))
