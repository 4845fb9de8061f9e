import type { Transaction } from '../../platform/database'
import { removeFacePhotoIn, type FacePhoto } from '../../stores/face-photos'
import { deleteFileLater, keepFileIn } from '../../stores/kept-files'
import type { VisitFace } from '../../stores/visits'

/** How long the files of a face photo are kept: by the day it waits for a booking, then by the booking (spec 9). */

const why = (photoId: string): string => `face:${photoId}`

/** Both files of a photo go at `dueAt` unless a booking takes it. */
export async function scheduleDeletion(tx: Transaction, photo: FacePhoto, dueAt: number): Promise<void> {
  await deleteFileLater(tx, photo.incoming, dueAt, why(photo.photoId))
  await deleteFileLater(tx, photo.file, dueAt, why(photo.photoId))
}

/** What was uploaded goes once its checked copy is kept. */
export const letUploadGoIn = (tx: Transaction, photo: FacePhoto, dueAt: number): Promise<void> =>
  deleteFileLater(tx, photo.incoming, dueAt, why(photo.photoId))

/** A booking takes the photo over: from here it lives as long as the booking does. */
export async function takeOverIn(tx: Transaction, photo: FacePhoto): Promise<VisitFace> {
  await keepFileIn(tx, photo.file, why(photo.photoId))
  await removeFacePhotoIn(tx, photo)
  return { photoId: photo.photoId, file: photo.file, consentAt: photo.consentAt }
}

export async function discardIn(tx: Transaction, photo: FacePhoto, now: number): Promise<void> {
  await scheduleDeletion(tx, photo, now)
  await removeFacePhotoIn(tx, photo)
}

/** Deletes the picture of a visit's face as soon as the timer comes by. */
export async function dropFaceIn(tx: Transaction, face: VisitFace, now: number): Promise<VisitFace> {
  if (face.file === null) return face
  await deleteFileLater(tx, face.file, now, why(face.photoId))
  return { ...face, file: null, goneAt: now }
}
