/** How far the boxes of a HEIC photo are searched for its dimensions: they stand before the image itself. */
const HEIC_HEAD = 1_048_576

/**
 * How many pixels an image says that it holds, read from its header without decoding anything; undefined when it does
 * not say. A file of a hundred bytes may declare 60,000 × 60,000.
 */
export function declaredPixels(genre: string, content: Buffer): number | undefined {
  if (genre === 'png')
    return content.length < 24 ? undefined : content.readUInt32BE(16) * content.readUInt32BE(20)
  if (genre === 'jpeg') return jpegPixels(content)
  return genre === 'heic' ? heicPixels(content) : undefined
}

/** The frame header (SOF0 to SOF15 but DHT, JPG and DAC), reached marker by marker. */
function jpegPixels(content: Buffer): number | undefined {
  let at = 2
  while (at + 9 <= content.length) {
    if (content[at] !== 0xff) return undefined
    const marker = content[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return content.readUInt16BE(at + 5) * content.readUInt16BE(at + 7)
    else if (marker === 0xd8 || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) at += 2
    else if (marker === 0xd9 || marker === 0xda) return undefined
    else at += 2 + content.readUInt16BE(at + 2)
  }
  return undefined
}

/** The largest of the spatial extents (`ispe`), of the image, its tiles and its thumbnail. */
function heicPixels(content: Buffer): number | undefined {
  const head = content.subarray(0, HEIC_HEAD)
  let largest: number | undefined
  for (let at = head.indexOf('ispe'); at >= 0 && at + 16 <= head.length; at = head.indexOf('ispe', at + 4))
    largest = Math.max(largest ?? 0, head.readUInt32BE(at + 8) * head.readUInt32BE(at + 12))
  return largest
}
