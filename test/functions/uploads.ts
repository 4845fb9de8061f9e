import sharp from 'sharp'
import type { FileUse } from '../../miniprogram/domain/file/uploads'
import type { Person } from './campus'

/** What a phone asks for that sends a face photo. */
export const FACE = { use: 'face', ending: 'jpg', consent: true } as const

let pictures = 0

/** A picture like no other, as a JPEG. */
export const somePicture = (): Promise<Buffer> =>
  sharp({ create: { width: 60 + (++pictures % 100), height: 80, channels: 3, background: '#c9d6cf' } })
    .jpeg()
    .toBuffer()

/** Sends a picture as a phone does. Resolves with its `uploadId`, ready for the call it is for. */
export async function handIn(by: Person, use: Exclude<FileUse, 'face'>): Promise<string> {
  // Where the SDK is set up, also for who calls functions only as they are deployed.
  await import('../../cloudfunctions/platform/identity')
  const { uploadPicture } = await import('../../cloudfunctions/platform/files')
  const { uploadId, cloudPath } = await by.get('file.begin', { use, ending: 'jpg' })
  await uploadPicture(cloudPath, await somePicture())
  await by.get('file.keep', { uploadId })
  return uploadId
}
