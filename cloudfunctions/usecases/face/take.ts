import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { MAX_PHOTO_BYTES } from '../../../miniprogram/domain/face/face-photo'
import { plannedFile, readFile, uploadPicture } from '../../platform/files'
import { change } from '../../platform/unit-of-work'
import {
  facePaths,
  facePhotoId,
  loadFacePhoto,
  loadFacePhotoIn,
  saveFacePhotoIn,
  type FacePhoto,
} from '../../stores/face-photos'
import { recordId } from '../../platform/replies'
import { loadSettings } from '../../stores/settings'
import type { Caller } from '../caller'
import { checkedFace } from './check'
import { discardIn, letUploadGoIn, scheduleDeletion } from './face-files'

/**
 * Face photos (spec 6, 9). The server names the place before the phone uploads, and lets it go after a day unless a
 * booking takes the photo: so no picture can be left behind, and no call ever names somebody else's file.
 */
const WAITS_MS = 24 * 3_600_000

/** The consent, with its time, and where to upload to. An earlier photo that no booking took goes at once. */
export async function beginFace(caller: Caller): Promise<Output<'face.begin'>> {
  const { facePhoto } = await loadSettings()
  if (!facePhoto) throw new DomainError('FACE_OFF')
  const photoId = recordId(caller.id, caller.requestId)
  const paths = facePaths(photoId)
  const [incoming, file] = await Promise.all([plannedFile(paths.incoming), plannedFile(paths.file)])
  return change(caller, async ({ tx }) => {
    const earlier = await loadFacePhotoIn(tx, caller.id)
    if (earlier !== null) await scheduleDeletion(tx, earlier, caller.now)
    const _id = facePhotoId(caller.id)
    const photo: FacePhoto = { _id, photoId, incoming, file, consentAt: caller.now, kept: false }
    await saveFacePhotoIn(tx, photo)
    await scheduleDeletion(tx, photo, caller.now + WAITS_MS)
    return { photoId, cloudPath: paths.incoming }
  })
}

/** Checks what was uploaded and keeps a copy that nobody but the server can write to. */
export async function keepFace(
  caller: Caller,
  { photoId }: Input<'face.keep'>,
): Promise<Output<'face.keep'>> {
  const asked = ownPhoto(await loadFacePhoto(caller.id), photoId)
  const bytes = await readFile(asked.incoming, MAX_PHOTO_BYTES)
  if (bytes === 'missing') throw new DomainError('FACE_MISSING')
  if (bytes === 'tooLarge') throw new DomainError('FACE_FORM')
  await uploadPicture(facePaths(photoId).file, checkedFace(bytes))
  return change(caller, async ({ tx }) => {
    const photo = ownPhoto(await loadFacePhotoIn(tx, caller.id), photoId)
    await saveFacePhotoIn(tx, { ...photo, kept: true })
    await letUploadGoIn(tx, photo, caller.now)
    return { photoId }
  })
}

export const discardFace = (
  caller: Caller,
  { photoId }: Input<'face.discard'>,
): Promise<Output<'face.discard'>> =>
  change(caller, async ({ tx }) => {
    const photo = await loadFacePhotoIn(tx, caller.id)
    if (photo?.photoId === photoId) await discardIn(tx, photo, caller.now)
    return { photoId }
  })

function ownPhoto(photo: FacePhoto | null, photoId: string): FacePhoto {
  if (photo === null || photo.photoId !== photoId) throw new DomainError('PHOTO_GONE')
  return photo
}
