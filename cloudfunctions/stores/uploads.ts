import {
  UPLOAD_WAITS_MS,
  type FileUse,
  type PictureEnding,
  type WaitingUpload,
} from '../../miniprogram/domain/file/uploads'
import { command, find, readDocument, removeIf, type Stored, type Transaction } from '../platform/database'
import { fixedHash } from '../platform/sealing'

const COLLECTION = 'uploads'

/** A picture on its way to a record. */
export interface Upload extends WaitingUpload {
  /** Where the phone uploads to; never shown to anybody. */
  incoming: string
  /** The checked copy, where only the server writes. */
  file: string
  /** Path of `file`. */
  path: string
  /** The checked copy is there. */
  kept: boolean
}

/** What one person has begun to upload and no call has taken, oldest first. */
interface Uploads extends Stored {
  waiting: Upload[]
  /** When the last of them is over. */
  endsAt: number
}

/** Names that nobody can guess, the same for the same upload. */
export const uploadPaths = (uploadId: string, use: FileUse, ending: PictureEnding) => ({
  incoming: `uploads/in/${use}/${fixedHash('fileIn', uploadId)}.${ending}`,
  file: `uploads/kept/${use}/${fixedHash('fileKept', uploadId)}.${ending}`,
})

export const loadUploads = async (openid: string): Promise<Upload[]> =>
  (await readDocument<Uploads>(COLLECTION, openid))?.waiting ?? []

export const loadUploadsIn = async (tx: Transaction, openid: string): Promise<Upload[]> =>
  (await tx.read<Uploads>(COLLECTION, openid))?.waiting ?? []

export async function saveUploadsIn(tx: Transaction, openid: string, waiting: Upload[]): Promise<void> {
  if (waiting.length === 0) return tx.remove(COLLECTION, openid)
  const endsAt = Math.max(...waiting.map(({ begunAt }) => begunAt)) + UPLOAD_WAITS_MS
  await tx.write<Uploads>(COLLECTION, { _id: openid, waiting, endsAt })
}

/** Removes lists whose last upload is over, at most `limit`; returns how many. */
export async function forgetUploads(now: number, limit: number): Promise<number> {
  const over = await find<Uploads>(COLLECTION, { endsAt: command().lte(now) }, ['endsAt', 'asc'], limit)
  return removeIf(COLLECTION, over)
}
