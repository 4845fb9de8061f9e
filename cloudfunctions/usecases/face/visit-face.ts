import type { Input, Output } from '../../../contract'
import { DomainError, fieldError } from '../../../miniprogram/domain/errors'
import type { VisitForm } from '../../../miniprogram/domain/visit/visit-form'
import type { Transaction } from '../../platform/database'
import { temporaryUrls } from '../../platform/files'
import { change } from '../../platform/unit-of-work'
import { loadVisitIn, type Visit, type VisitFace } from '../../stores/visits'
import type { Caller } from '../caller'
import { saveVisitIn } from '../visit/save-visit'
import { takeFilesIn } from '../file/uploads'
import { dropFaceIn, faceRetention } from './face-files'

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
  try {
    const [photo] = await takeFilesIn(tx, caller, 'face', [photoId], faceRetention(photoId))
    return photo === undefined ? null : { photoId, file: photo.file, consentAt: photo.begunAt }
  } catch (refusal) {
    throw refusal instanceof DomainError ? photoFieldError('PHOTO_GONE') : refusal
  }
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
