import type { Transaction } from '../../platform/database'
import { deleteFileLater } from '../../stores/kept-files'
import type { VisitFace } from '../../stores/visits'

/** Why the file of a face photo is kept that a booking has taken (spec 9). */
export const faceRetention = (photoId: string): string => `face:${photoId}`

/** Deletes the picture of a visit's face as soon as the timer comes by. */
export async function dropFaceIn(tx: Transaction, face: VisitFace, now: number): Promise<VisitFace> {
  if (face.file === null) return face
  await deleteFileLater(tx, face.file, now, faceRetention(face.photoId))
  return { ...face, file: null, goneAt: now }
}
