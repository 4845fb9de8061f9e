import { MAX_PHOTO_BYTES, photoIssue, photoSizeFits } from '../../../miniprogram/domain/face/face-photo'
import { LightMeter } from '../../../miniprogram/domain/face/frame-statistics'
import { PHOTO_OVAL } from '../../../miniprogram/domain/face/oval'
import { DomainError } from '../../../miniprogram/domain/errors'
import { bareJpeg, decodeJpeg } from '../../platform/jpeg'

/**
 * A picture as it may be kept: the same bytes without metadata. Refused with the hints of the capture page, by the same
 * rules on the decoded pixels: FACE_FORM (type, size, dimensions), FACE_HINT with the hint.
 */
export function checkedFace(bytes: Buffer): Buffer {
  if (bytes.length > MAX_PHOTO_BYTES) throw new DomainError('FACE_FORM')
  const bare = bareJpeg(bytes)
  if (bare === null || !photoSizeFits(bare)) throw new DomainError('FACE_FORM')
  const picture = decodeJpeg(bare.bytes)
  if (picture === null || picture.width !== bare.width || picture.height !== bare.height)
    throw new DomainError('FACE_FORM')
  const { data, width, height } = picture
  const hint = photoIssue(new LightMeter().measure(data, width, height, PHOTO_OVAL), null)
  if (hint !== null) throw new DomainError('FACE_HINT', { hint })
  return bare.bytes
}
