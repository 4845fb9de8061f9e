import { readDocument, type Stored, type Transaction } from '../platform/database'
import { fixedHash } from '../platform/sealing'

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

/** Names that nobody can guess, the same for the same photo. */
export const facePaths = (photoId: string) => ({
  incoming: `faces/in/${fixedHash('faceIn', photoId)}.jpg`,
  file: `faces/kept/${fixedHash('face', photoId)}.jpg`,
})

export const facePhotoId = (openid: string): string => openid

export const loadFacePhoto = (openid: string): Promise<FacePhoto | null> =>
  readDocument<FacePhoto>(COLLECTION, facePhotoId(openid))

export const loadFacePhotoIn = (tx: Transaction, openid: string): Promise<FacePhoto | null> =>
  tx.read<FacePhoto>(COLLECTION, facePhotoId(openid))

export const saveFacePhotoIn = (tx: Transaction, photo: FacePhoto): Promise<void> =>
  tx.write(COLLECTION, photo)

export const removeFacePhotoIn = (tx: Transaction, photo: FacePhoto): Promise<void> =>
  tx.remove(COLLECTION, photo._id)
