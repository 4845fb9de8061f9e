import { DomainError } from '../../../miniprogram/domain/errors'
import { bareJpeg } from '../../platform/jpeg'

/** The most pixels a picture may have: more would keep the screen busy of whoever looks at it. */
const MAX_PIXELS = 50_000_000

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A picture as it may be kept: the same bytes. What it is says its beginning, not its name. Throws PICTURE_FORM for what is no
 * JPEG, PNG, WebP or HEIC, for a JPEG of too many scans and for too many pixels; nothing is decoded.
 */
export function checkedPicture(bytes: Buffer): Buffer {
  const size = sizeOf(bytes)
  if (size === null || size.width * size.height > MAX_PIXELS) throw new DomainError('PICTURE_FORM')
  return bytes
}

/** Width and height as far as the beginning tells them, else zeros; null: no picture. */
function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to)
  if (bytes[0] === 0xff) return bareJpeg(bytes)
  if (bytes.length >= 24 && bytes.subarray(0, 8).equals(PNG))
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  const isWebp = text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP'
  const isHeic = text(4, 8) === 'ftyp' && ['heic', 'heix', 'mif1', 'msf1', 'hevc'].includes(text(8, 12))
  return isWebp || isHeic ? { width: 0, height: 0 } : null
}
