import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { makePng } from '../../../test/support/hostile/make-images.ts'
import { makePdf } from '../../../test/support/hostile/make-pdf.ts'
import { PHOTO_HEIC } from '../../../test/support/photo-heic.ts'
import type { Nettoyage, Propre } from './cleaned.ts'
import { createCleaner } from './cleaner.ts'

const cleaner = createCleaner({ together: 2 })
const propre = (answer: Nettoyage): Propre => {
  if (answer.resultat !== 'propre') throw new Error(answer.motif)
  return answer
}

describe.concurrent('what is opened apart', () => {
  test('a photo comes back upright, without its place nor its maker', async () => {
    const photo = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#3a7' } })
      .jpeg()
      .withExif({ IFD0: { Make: 'TelephoneEssai' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect(photo.includes('TelephoneEssai')).toBe(true)
    const { contenu, genre, apercus } = propre(await cleaner.clean('jpeg', photo))
    const seen = await sharp(contenu).metadata()
    expect([genre, seen.width, seen.height, seen.exif, seen.orientation]).toEqual([
      'jpeg',
      20,
      40,
      undefined,
      undefined,
    ])
    expect(contenu?.includes('TelephoneEssai')).toBe(false)
    expect(apercus.map(({ largeur, hauteur }) => [largeur, hauteur])).toEqual([[20, 40]])
  })

  test('an iPhone’s photo becomes a JPEG of the same picture', async () => {
    const { contenu, genre } = propre(await cleaner.clean('heic', PHOTO_HEIC))
    const { data, info } = await sharp(contenu).raw().toBuffer({ resolveWithObject: true })
    expect([genre, info.width, info.height]).toEqual(['jpeg', 64, 48])
    const [red = 0, green = 0, blue = 0] = data.subarray(info.width * 3 * 24)
    expect([red, green, blue].map((value, i) => Math.abs(value - ([51, 170, 119][i] ?? 0)) < 12)).toEqual([
      true,
      true,
      true,
    ])
    expect((await sharp(contenu).metadata()).exif).toBeUndefined()
  })

  test('a PDF is kept as it is, its first twenty pages drawn', async () => {
    const { contenu, pages, apercus, alertes } = propre(await cleaner.clean('pdf', await written(23)))
    expect([contenu, pages, apercus.length, alertes]).toEqual([undefined, 23, 20, []])
    const first = apercus[0]
    expect([first?.largeur, (await sharp(first?.image).metadata()).format]).toEqual([1_200, 'jpeg'])
    // Something is written on it: it is not a blank page.
    const { channels } = await sharp(first?.image).stats()
    expect(channels[0]?.min).toBeLessThan(60)
    expect(channels[0]?.max).toBeGreaterThan(240)
  })

  test('what takes too much memory, or too long, ends its own process and is put aside', async () => {
    const large = makePng(9_900, 9_900)
    expect(await createCleaner({ memoryBytes: 80 * 1_048_576 }).clean('png', large)).toEqual({
      resultat: 'ecarte',
      motif: 'trop-lourd',
    })
    expect(await createCleaner({ cpuMs: 600 }).clean('png', large)).toEqual({
      resultat: 'ecarte',
      motif: 'trop-lourd',
    })
  })

  test('what is only late comes back', async () => {
    await expect(createCleaner({ patienceMs: 20 }).clean('pdf', makePdf({}))).rejects.toThrow(
      /not done in time/,
    )
  })

  test('a PDF that only forbids printing opens, one with a password does not', async () => {
    expect(await cleaner.opensWithoutPassword(await written(1, { ownerPassword: 'isere' }))).toBe(true)
    const locked = await written(1, { userPassword: 'vercors' })
    expect(await cleaner.opensWithoutPassword(locked)).toBe(false)
    expect(await cleaner.clean('pdf', locked)).toEqual({ resultat: 'ecarte', motif: 'mot-de-passe' })
  })
})

function written(pages: number, options: Record<string, unknown> = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', ...options })
  const parts: Buffer[] = []
  return new Promise((resolve) => {
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(Buffer.concat(parts)))
    for (let page = 1; page <= pages; page += 1) {
      if (page > 1) document.addPage()
      document.fontSize(48).text(`Page ${page}`)
    }
    document.end()
  })
}
