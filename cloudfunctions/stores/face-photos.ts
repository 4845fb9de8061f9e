import { readDocument, type Stored, type Transaction } from '../platform/database'
import { lookupHash } from '../platform/sealing'
import { deleteFileLater, keepFileIn } from './kept-files'

const COLLECTION = 'facePhotos'

/** A face photo on its way into a booking, one per person; taken out of here by the booking that gets it. */
export interface FacePhoto extends Stored {
  photoId: string
  /** Where the phone uploads to; never shown to anybody. */
  incoming: string
  /** The checked picture, without metadata. */
  file: string
  consentAt: number
  /** The checked picture is there. */
  kept: boolean
}

/** The face on a visit. `file` null: deleted or withdrawn; that there was a consent stays on record. */
export interface VisitFace {
  photoId: string
  file: string | null
  consentAt: number
  /** When it was deleted or withdrawn; absent while it is there. */
  goneAt?: number
}

/** Names that nobody can guess, the same for the same photo. */
export const facePaths = (photoId: string) => ({
  incoming: `faces/in/${lookupHash('faceIn', photoId)}.jpg`,
  file: `faces/kept/${lookupHash('face', photoId)}.jpg`,
})

export const facePhotoId = (openid: string): string => openid

export const loadFacePhoto = (openid: string): Promise<FacePhoto | null> =>
  readDocument<FacePhoto>(COLLECTION, facePhotoId(openid))

export const loadFacePhotoIn = (tx: Transaction, openid: string): Promise<FacePhoto | null> =>
  tx.read<FacePhoto>(COLLECTION, facePhotoId(openid))

export const saveFacePhotoIn = (tx: Transaction, photo: FacePhoto): Promise<void> =>
  tx.write(COLLECTION, photo)

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
  await tx.remove(COLLECTION, photo._id)
  return { photoId: photo.photoId, file: photo.file, consentAt: photo.consentAt }
}

export async function discardIn(tx: Transaction, photo: FacePhoto, now: number): Promise<void> {
  await scheduleDeletion(tx, photo, now)
  await tx.remove(COLLECTION, photo._id)
}

/** Deletes the picture of a visit's face as soon as the timer comes by. */
export async function dropFaceIn(tx: Transaction, face: VisitFace, now: number): Promise<VisitFace> {
  if (face.file === null) return face
  await deleteFileLater(tx, face.file, now, why(face.photoId))
  return { ...face, file: null, goneAt: now }
}
