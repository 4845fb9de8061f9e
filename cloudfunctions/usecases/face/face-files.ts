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

/** Long enough for a renewal that was answered in the last minute, and well within the 24 hours (spec 9). */
const KEPT_AFTER_END_MS = 12 * 3_600_000

/**
 * Dates the deletion of the picture by when its visit ends, whatever else becomes of that; said anew where the end has moved.
 * @param endsAt epoch milliseconds
 */
export async function dateFaceIn(tx: Transaction, face: VisitFace, endsAt: number): Promise<VisitFace> {
  const keptUntil = endsAt + KEPT_AFTER_END_MS
  if (face.file === null || face.keptUntil === keptUntil) return face
  await deleteFileLater(tx, face.file, keptUntil, faceRetention(face.photoId))
  return { ...face, keptUntil }
}
