import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A grey PNG; the pixels that it declares may be others than those it holds. */
export function makePng(
  width: number,
  height: number,
  more: { pixels?: Buffer; chunks?: readonly Buffer[]; tail?: Buffer } = {},
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width >>> 0)
  header.writeUInt32BE(height >>> 0, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const pixels = more.pixels ?? deflateSync(Buffer.alloc((width + 1) * height))
  return Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', header),
    ...(more.chunks ?? []),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
    more.tail ?? Buffer.alloc(0),
  ])
}

/** Puts a segment right after the start of a JPEG. */
export function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)])
}

/** The frame header of a JPEG, rewritten. */
export function declareJpeg(jpeg: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg)
  for (let at = 2; at < copy.length - 9; at += 2 + copy.readUInt16BE(at + 2)) {
    if (copy[at + 1] !== 0xc0 && copy[at + 1] !== 0xc2) continue
    copy.writeUInt16BE(height, at + 5)
    copy.writeUInt16BE(width, at + 7)
    return copy
  }
  throw new Error('no frame header')
}

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), ...content])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length + 4)
  return Buffer.concat([size, body])
}

/** Boxes of a HEIC photo whose one image has these dimensions and no pixel. */
export function makeHeic(width: number, height: number): Buffer {
  const ispe = Buffer.alloc(12)
  ispe.writeUInt32BE(width, 4)
  ispe.writeUInt32BE(height, 8)
  return Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
    box('meta', Buffer.alloc(4), box('iprp', box('ipco', box('ispe', ispe)))),
    box('mdat', Buffer.alloc(64)),
  ])
}
