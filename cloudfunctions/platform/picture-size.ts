import { bareJpeg } from './jpeg'

export interface PictureSize {
  width: number
  height: number
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const HEIC_BRANDS = ['heic', 'heix', 'mif1', 'msf1', 'hevc']

/** Width and height that a JPEG, PNG, WebP or HEIC says of itself, in pixels; null for anything else. Nothing is decoded. */
export function pictureSize(bytes: Buffer): PictureSize | null {
  try {
    if (bytes[0] === 0xff) return bareJpeg(bytes)
    if (bytes.subarray(0, 8).equals(PNG))
      return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    if (isText(bytes, 0, 'RIFF') && isText(bytes, 8, 'WEBP')) return webpSize(bytes)
    if (isText(bytes, 4, 'ftyp') && HEIC_BRANDS.some((brand) => isText(bytes, 8, brand)))
      return heicSize(bytes)
    return null
  } catch (error) {
    // It ends before its size is told.
    if (error instanceof RangeError) return null
    throw error
  }
}

const isText = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.toString('latin1', at, at + text.length) === text

/** By its first chunk (RFC 9649): with losses, without, or one that tells of the chunks behind it. */
function webpSize(bytes: Buffer): PictureSize | null {
  if (isText(bytes, 12, 'VP8X'))
    return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) }
  if (isText(bytes, 12, 'VP8L') && bytes[20] === 0x2f) {
    const sizes = bytes.readUInt32LE(21)
    return { width: 1 + (sizes & 0x3fff), height: 1 + ((sizes >>> 14) & 0x3fff) }
  }
  if (isText(bytes, 12, 'VP8 ') && bytes.readUIntBE(23, 3) === 0x9d012a)
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  return null
}

/** The largest picture that its properties (`ispe`, ISO/IEC 23008-12) tell of: tiles, a thumbnail, and the whole. */
function heicSize(bytes: Buffer): PictureSize | null {
  const meta = boxOf(bytes, 'meta')
  if (meta === null) return null
  let largest: PictureSize | null = null
  for (let at = meta.indexOf('ispe'); at >= 0; at = meta.indexOf('ispe', at + 4)) {
    const size = { width: meta.readUInt32BE(at + 8), height: meta.readUInt32BE(at + 12) }
    if (largest === null || size.width * size.height > largest.width * largest.height) largest = size
  }
  return largest
}

/** The first box of that type, of those that stand beside each other in the file; null: none. */
function boxOf(bytes: Buffer, type: string): Buffer | null {
  for (let at = 0; at + 8 <= bytes.length;) {
    const said = bytes.readUInt32BE(at)
    const size = said === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : said === 0 ? bytes.length - at : said
    if (size < 8) return null
    if (isText(bytes, at + 4, type)) return bytes.subarray(at, at + size)
    at += size
  }
  return null
}
