import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { declareJpeg, makeHeic, makePng } from '../../../test/support/hostile/make-images.ts'
import { PHOTO_HEIC } from '../../../test/support/photo-heic.ts'
import { declaredPixels } from './declared-pixels.ts'

const image = () => sharp({ create: { width: 30, height: 20, channels: 3, background: '#abc' } })

test('what an image declares, by its header', async () => {
  const jpeg = await image()
    .withExif({ IFD0: { Make: 'x'.repeat(500) } })
    .jpeg()
    .toBuffer()
  expect(declaredPixels('jpeg', jpeg)).toBe(600)
  expect(declaredPixels('jpeg', await image().jpeg({ progressive: true }).toBuffer())).toBe(600)
  expect(declaredPixels('jpeg', declareJpeg(jpeg, 60_000, 60_000))).toBe(3_600_000_000)
  expect(declaredPixels('png', await image().png().toBuffer())).toBe(600)
  expect(declaredPixels('png', makePng(60_000, 60_000, { pixels: Buffer.alloc(9) }))).toBe(3_600_000_000)
  expect(declaredPixels('heic', makeHeic(60_000, 60_000))).toBe(3_600_000_000)
  expect(declaredPixels('heic', PHOTO_HEIC)).toBe(64 * 64)
  expect(declaredPixels('pdf', Buffer.from('%PDF-'))).toBeUndefined()
})

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.constantFrom('png', 'jpeg', 'heic'), fc.uint8Array({ maxLength: 60 }), (genre, bytes) => {
      declaredPixels(genre, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('ispe'), bytes]))
      declaredPixels(genre, Buffer.from(bytes))
    }),
  )
})
