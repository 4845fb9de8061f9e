import { DomainError } from '../../../miniprogram/domain/errors'
import { pictureSize } from '../../platform/picture-size'

/** The most pixels a picture may have: more would keep the screen busy of whoever looks at it. */
const MAX_PIXELS = 50_000_000

/**
 * A picture as it may be kept: the same bytes. What it is says its beginning, not its name. Throws PICTURE_FORM for what is no
 * JPEG, PNG, WebP or HEIC, for a JPEG of too many scans and for no or too many pixels; nothing is decoded.
 */
export function checkedPicture(bytes: Buffer): Buffer {
  const size = pictureSize(bytes)
  const pixels = size === null ? 0 : size.width * size.height
  if (pixels === 0 || pixels > MAX_PIXELS) throw new DomainError('PICTURE_FORM')
  return bytes
}
