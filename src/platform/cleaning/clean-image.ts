import { createRequire } from 'node:module'
import sharp, { type Sharp } from 'sharp'
import { declaredPixels } from '../files/declared-pixels.ts'
import {
  APERCU_HAUTEUR,
  APERCU_LARGEUR,
  Ecarte,
  MAX_OCTETS_PROPRES,
  MAX_PIXELS,
  type PageVue,
  type Propre,
} from './cleaned.ts'

// Only the two readers that are needed: libvips knows many, SVG among them.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] })
sharp.cache(false)
sharp.concurrency(1)

interface Raw {
  data: Buffer
  width: number
  height: number
  channels: 3 | 4
}

/** Longest side after each try, until the image fits in what a document may weigh. */
const SIDES = [Number.POSITIVE_INFINITY, 8_000, 5_000, 3_000]

/**
 * The image drawn anew from its pixels: upright, in sRGB, without what its maker or its camera wrote in it (place,
 * date, serial numbers), nor what somebody hid behind it.
 * @throws Ecarte
 */
export async function cleanImage(genre: 'jpeg' | 'png' | 'heic', content: Buffer): Promise<Propre> {
  if ((declaredPixels(genre, content) ?? 0) > MAX_PIXELS) throw new Ecarte('trop-lourd')
  const open = genre === 'heic' ? await heic(content) : await ordinary(genre, content)
  const sortie = genre === 'png' ? 'png' : 'jpeg'
  const net = await lightEnough(open, sortie)
  const apercu = await apercuDe(() => sharp(net.contenu, { limitInputPixels: MAX_PIXELS }))
  return { resultat: 'propre', ...net, alertes: [], pages: 1, apercus: [apercu] }
}

async function ordinary(genre: 'jpeg' | 'png', content: Buffer): Promise<() => Sharp> {
  const open = (): Sharp =>
    sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 })
  const { format } = await open().metadata()
  if (format !== genre) throw new Ecarte('illisible')
  return () => open().autoOrient()
}

async function lightEnough(
  open: () => Sharp,
  sortie: 'jpeg' | 'png',
): Promise<{ genre: 'jpeg' | 'png'; contenu: Buffer }> {
  for (const side of SIDES) {
    const sized = (): Sharp =>
      Number.isFinite(side) ? open().resize(side, side, { fit: 'inside', withoutEnlargement: true }) : open()
    if (sortie === 'png') {
      const png = await sized().toColourspace('srgb').png({ compressionLevel: 8 }).toBuffer()
      if (png.length <= MAX_OCTETS_PROPRES) return { genre: 'png', contenu: png }
    }
    const jpeg = await sized()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: 88 })
      .toBuffer()
    if (jpeg.length <= MAX_OCTETS_PROPRES) return { genre: 'jpeg', contenu: jpeg }
  }
  throw new Ecarte('trop-lourd')
}

/** One page as an agent sees it. */
export async function apercuDe(open: () => Sharp): Promise<PageVue> {
  const { data, info } = await open()
    .flatten({ background: '#fff' })
    .resize(APERCU_LARGEUR, APERCU_HAUTEUR, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer({ resolveWithObject: true })
  return { largeur: info.width, hauteur: info.height, image: data }
}

interface HeifImage {
  get_width(): number
  get_height(): number
  display(
    into: { data: Uint8ClampedArray; width: number; height: number },
    done: (drawn: object | null) => void,
  ): void
}
interface LibHeif {
  ready: Promise<unknown>
  HeifDecoder: new () => { decode(content: Buffer): HeifImage[] }
}

/** The photos of iPhones: their decoder (libde265) is not in sharp's build. It turns them upright itself. */
async function heic(content: Buffer): Promise<() => Sharp> {
  const libheif = createRequire(import.meta.url)('libheif-js/wasm-bundle') as LibHeif
  await libheif.ready
  const [image] = new libheif.HeifDecoder().decode(content)
  if (!image) throw new Ecarte('illisible')
  const [width, height] = [image.get_width(), image.get_height()]
  if (!(width > 0 && height > 0)) throw new Ecarte('illisible')
  if (width * height > MAX_PIXELS) throw new Ecarte('trop-lourd')
  const data = new Uint8ClampedArray(width * height * 4)
  const drawn = await new Promise<object | null>((resolve) => {
    image.display({ data, width, height }, resolve)
  })
  if (!drawn) throw new Ecarte('illisible')
  const raw: Raw = { data: Buffer.from(data.buffer), width, height, channels: 4 }
  return () => sharp(raw.data, { raw, limitInputPixels: MAX_PIXELS })
}
