import type { Input, Output } from '../../../contract'
import { DomainError, fieldError } from '../../../miniprogram/domain/errors'
import { MAX_PHOTO_BYTES } from '../../../miniprogram/domain/face/face-photo'
import type { VisitForm } from '../../../miniprogram/domain/visit/visit-form'
import type { Transaction } from '../../platform/database'
import { plannedFile, readFile, temporaryUrls, uploadPicture } from '../../platform/files'
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
import { loadVisitIn, type Visit, type VisitFace } from '../../stores/visits'
import { checkedFace } from './check'
import type { Caller } from '../caller'
import { saveVisitIn } from '../visit/save-visit'
import { discardIn, dropFaceIn, letUploadGoIn, scheduleDeletion, takeOverIn } from './face-files'

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

/** The booking keeps every other way of passing. */
export const withdrawFace = (
  caller: Caller,
  { visitId }: Input<'face.withdraw'>,
): Promise<Output<'face.withdraw'>> =>
  change(caller, async ({ tx }) => {
    const visit = caller.scope.visit(await loadVisitIn(tx, visitId))
    const { face } = visit
    if (face?.file) await saveVisitIn(tx, { ...visit, face: await dropFaceIn(tx, face, caller.now) })
    return { visitId }
  })

/** The face of a visit as its form asks for it: the one it has, a new one, or none. */
export async function faceOfFormIn(
  tx: Transaction,
  caller: Caller,
  before: Visit | null,
  { photoId }: VisitForm,
): Promise<VisitFace | null> {
  const had = before?.face ?? null
  if (photoId !== undefined && had?.photoId === photoId && had.file !== null) return had
  const dropped = had === null ? null : await dropFaceIn(tx, had, caller.now)
  if (photoId === undefined) return dropped
  const photo = await loadFacePhotoIn(tx, caller.id)
  if (photo === null || photo.photoId !== photoId || !photo.kept) throw photoFieldError('PHOTO_GONE')
  return takeOverIn(tx, photo)
}

/** A field error beside the photo's card, as the form shows all its field errors. */
export const photoFieldError = (code: 'PHOTO_GONE' | 'FACE_OFF'): DomainError =>
  new DomainError('FORM', { fieldErrors: [fieldError('photoId', code)] })

/** For those who may see the visit: a short-lived address of the photo; null when it has none any more. */
export async function faceViewOf({ face }: Visit): Promise<{ url: string | null; consentAt: number } | null> {
  if (!face?.file) return null
  const [url = null] = await temporaryUrls([face.file])
  return { url, consentAt: face.consentAt }
}

function ownPhoto(photo: FacePhoto | null, photoId: string): FacePhoto {
  if (photo === null || photo.photoId !== photoId) throw new DomainError('PHOTO_GONE')
  return photo
}
