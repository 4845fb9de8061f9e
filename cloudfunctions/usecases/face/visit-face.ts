import type { Input, Output } from '../../../contract'
import { addPhotoRefusal } from '../../../miniprogram/domain/face/add-photo'
import { DomainError, fieldError } from '../../../miniprogram/domain/errors'
import type { VisitForm } from '../../../miniprogram/domain/visit/visit-form'
import type { Transaction } from '../../platform/database'
import { temporaryUrls } from '../../platform/files'
import { change } from '../../platform/unit-of-work'
import { loadBookerIn, saveBookerIn } from '../../stores/bookers'
import { loadSettings } from '../../stores/settings'
import { loadVisitIn, type Visit, type VisitFace } from '../../stores/visits'
import { byTimer, type Caller } from '../caller'
import { announce, announced } from '../visit/fair-use'
import { saveVisitIn } from '../visit/save-visit'
import { takeFilesIn } from '../file/uploads'
import { photoAnsweredNotice, photoAskedNotice } from '../notice/visit-notices'
import { requireApproverIn } from '../account/load-accounts'
import { dropFaceIn, faceRetention } from './face-files'

/**
 * Whoever holds the pass of a person of a standing pass adds a photo that they sent, or puts it in place of theirs. One
 * whose whole pass was just withdrawn loses it when its people are brought in line, within the minute.
 */
export async function addFace(
  caller: Caller,
  { visitId, photoId }: Input<'face.add'>,
): Promise<Output<'face.add'>> {
  const settings = await loadSettings()
  return change(caller, async ({ tx, notify }) => {
    const [found, booker] = await Promise.all([loadVisitIn(tx, visitId), loadBookerIn(tx, caller.id)])
    const visit = caller.scope.visit(found)
    const refusal = addPhotoRefusal(visit, caller.now, settings)
    if (refusal !== null) throw refusal
    const face = await chosenFaceIn(tx, caller, visit.face, photoId)
    if (face === visit.face) return { visitId }
    const saved = await saveVisitIn(tx, { ...visit, face: { ...face, asked: true } })
    // Whoever adds one photo after the other leaves the approvers' messages to others (spec 7).
    const told = announced(caller, booker, `photo:${visit.unitId}`, null, false)
    if (told.telling.unit !== 'none') await saveBookerIn(tx, told.booker, caller.now)
    await announce(notify, told.telling, photoAskedNotice(saved, photoId, caller.today), null)
    return { visitId }
  })
}

/**
 * The unit answers for the people of its pass: an approver looks whether the photo shows the person, and takes it or not; never
 * the one who added it. `photoId`: the one that was looked at.
 */
export const answerFace = (
  caller: Caller,
  { visitId, photoId, accept }: Input<'face.answer'>,
): Promise<Output<'face.answer'>> =>
  change(caller, async ({ tx, notify }) => {
    const found = await loadVisitIn(tx, visitId)
    const visit = caller.scope.visit(found, await requireApproverIn(tx, caller, found?.unitId ?? null))
    const { face } = visit
    if (face?.photoId !== photoId || face.file === null) throw new DomainError('PHOTO_GONE')
    if (face.asked !== true) throw new DomainError('CHANGED_MEANWHILE')
    if (visit.owner === caller.id) throw new DomainError('SELF_APPROVAL')
    const { asked: _, ...looked } = face
    const answered: VisitFace = accept
      ? { ...looked, takenAt: caller.now }
      : { ...(await dropFaceIn(tx, looked, caller.now)), refused: true }
    const saved = await saveVisitIn(tx, { ...visit, face: answered })
    await notify(photoAnsweredNotice(saved, accept, caller.now, caller.today))
    return { visitId }
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
  if (photoId === undefined) return had === null ? null : dropFaceIn(tx, had, caller.now)
  try {
    return await chosenFaceIn(tx, caller, had, photoId)
  } catch (refusal) {
    throw refusal instanceof DomainError ? photoFieldError('PHOTO_GONE') : refusal
  }
}

/** The photo with that id: the one that the visit has, or one that the caller sent in its place. Throws PHOTO_GONE. */
async function chosenFaceIn(
  tx: Transaction,
  caller: Caller,
  had: VisitFace | null,
  photoId: string,
): Promise<VisitFace> {
  if (had?.photoId === photoId && had.file !== null) return had
  if (had !== null) await dropFaceIn(tx, had, caller.now)
  const [photo] = await takeFilesIn(tx, caller, 'face', [photoId], faceRetention(photoId))
  if (photo === undefined) throw new DomainError('PHOTO_GONE')
  return { photoId, file: photo.file, consentAt: photo.begunAt, takenAt: caller.now }
}

/**
 * Who asks to be erased consents to no photo any more, also on a booking that is kept. One that they consented to since
 * stays.
 */
export const dropErasedFace = (
  visitId: string,
  { owner, askedAt }: { owner: string; askedAt: number },
  now: number,
): Promise<boolean> =>
  change(byTimer('eraseAsked', now), async ({ tx }) => {
    const visit = await loadVisitIn(tx, visitId)
    if (visit?.owner !== owner || !isFaceErasable(visit, askedAt)) return false
    await saveVisitIn(tx, { ...visit, face: await dropFaceIn(tx, visit.face, now) })
    return true
  })

/** It has a photo whose consent is older than the request to be erased. */
export const isFaceErasable = (visit: Visit, askedAt: number): visit is Visit & { face: VisitFace } =>
  visit.face?.file != null && visit.face.consentAt <= askedAt

/** A field error beside the photo's card, as the form shows all its field errors. */
export const photoFieldError = (code: 'PHOTO_GONE' | 'FACE_OFF'): DomainError =>
  new DomainError('FORM', { fieldErrors: [fieldError('photoId', code)] })

/** For those who may see the visit: a short-lived address of the photo; null when it has none any more. */
export async function faceViewOf({ face }: Visit): Promise<Output<'visit.get'>['face']> {
  if (!face?.file) return null
  const [url = null] = await temporaryUrls([face.file])
  const { photoId, consentAt, asked = false } = face
  return { url, consentAt, photoId, asked }
}
