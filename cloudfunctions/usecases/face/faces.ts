import type { Input, Output } from '../../../contract'
import { DomainError, fieldError } from '../../../miniprogram/domain/errors'
import { MAX_PHOTO_BYTES } from '../../../miniprogram/domain/face/face-photo'
import type { VisitForm } from '../../../miniprogram/domain/visit/visit-form'
import type { Transaction } from '../../platform/database'
import { plannedFile, readFile, temporaryUrls, uploadPicture } from '../../platform/files'
import {
  discardIn,
  dropFaceIn,
  facePaths,
  facePhotoId,
  scheduleDeletion,
  letUploadGoIn,
  loadFacePhoto,
  loadFacePhotoIn,
  saveFacePhotoIn,
  takeOverIn,
  type FacePhoto,
  type VisitFace,
} from '../../stores/face-photos'
import { recordId } from '../../stores/requests'
import { loadSettings } from '../../stores/settings'
import { loadVisitIn, saveVisitIn, type Visit } from '../../stores/visits'
import { checkedFace } from './check'
import { once, owned, type Context } from '../context'

/**
 * Face photos (spec 6, 9). The server names the place before the phone uploads, and lets it go after a day unless a
 * booking takes the photo: so no picture can be left behind, and no call ever names somebody else's file.
 */
const WAITS_MS = 24 * 3_600_000

/** The consent, with its time, and where to upload to. An earlier photo that no booking took goes at once. */
export async function beginFace(context: Context): Promise<Output<'face.begin'>> {
  const { facePhoto } = await loadSettings()
  if (!facePhoto) throw new DomainError('FACE_OFF')
  const photoId = recordId(context.openid, context.requestId)
  const paths = facePaths(photoId)
  const [incoming, file] = await Promise.all([plannedFile(paths.incoming), plannedFile(paths.file)])
  return once(context, async (tx) => {
    const earlier = await loadFacePhotoIn(tx, context.openid)
    if (earlier !== null) await scheduleDeletion(tx, earlier, context.now)
    const _id = facePhotoId(context.openid)
    const photo: FacePhoto = { _id, photoId, incoming, file, consentAt: context.now, kept: false }
    await saveFacePhotoIn(tx, photo)
    await scheduleDeletion(tx, photo, context.now + WAITS_MS)
    return { photoId, cloudPath: paths.incoming }
  })
}

/** Checks what was uploaded and keeps a copy that nobody but the server can write to. */
export async function keepFace(
  context: Context,
  { photoId }: Input<'face.keep'>,
): Promise<Output<'face.keep'>> {
  const asked = ownPhoto(await loadFacePhoto(context.openid), photoId)
  const bytes = await readFile(asked.incoming, MAX_PHOTO_BYTES)
  if (bytes === 'missing') throw new DomainError('FACE_MISSING')
  if (bytes === 'tooLarge') throw new DomainError('FACE_FORM')
  await uploadPicture(facePaths(photoId).file, checkedFace(bytes))
  return once(context, async (tx) => {
    const photo = ownPhoto(await loadFacePhotoIn(tx, context.openid), photoId)
    await saveFacePhotoIn(tx, { ...photo, kept: true })
    await letUploadGoIn(tx, photo, context.now)
    return { photoId }
  })
}

export const discardFace = (
  context: Context,
  { photoId }: Input<'face.discard'>,
): Promise<Output<'face.discard'>> =>
  once(context, async (tx) => {
    const photo = await loadFacePhotoIn(tx, context.openid)
    if (photo?.photoId === photoId) await discardIn(tx, photo, context.now)
    return { photoId }
  })

/** The booking keeps every other way of passing. */
export const withdrawFace = (
  context: Context,
  { visitId }: Input<'face.withdraw'>,
): Promise<Output<'face.withdraw'>> =>
  once(context, async (tx) => {
    const visit = owned(context, await loadVisitIn(tx, visitId))
    const { face } = visit
    if (face?.file) await saveVisitIn(tx, { ...visit, face: await dropFaceIn(tx, face, context.now) })
    return { visitId }
  })

/** The face of a visit as its form asks for it: the one it has, a new one, or none. */
export async function faceOfFormIn(
  tx: Transaction,
  context: Context,
  before: Visit | null,
  { photoId }: VisitForm,
): Promise<VisitFace | null> {
  const had = before?.face ?? null
  if (photoId !== undefined && had?.photoId === photoId && had.file !== null) return had
  const dropped = had === null ? null : await dropFaceIn(tx, had, context.now)
  if (photoId === undefined) return dropped
  const photo = await loadFacePhotoIn(tx, context.openid)
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
