import type { Input } from '../../contract'
import type { PictureEnding } from '../domain/file/uploads'
import { cloudRefusal } from './api-error'
import { call } from './call'
import { idempotencyKey, type IdempotencyKey } from './idempotency-key'

/**
 * Sends a picture to the place that the server names, and lets the server check it. Resolves with its `uploadId`, for the
 * call that the picture is for; pictures never travel inside a call. Throws NETWORK, BUSY or CLOUD when it didn't arrive, and
 * what the server refuses it for. Sent again it is another upload: the earlier one goes by itself.
 */
export async function sendPicture(
  wanted: Omit<Input<'file.begin'>, 'ending'>,
  filePath: string,
  key: IdempotencyKey = idempotencyKey(),
): Promise<string> {
  const options = { idempotencyKey: key }
  const begun = { ...wanted, ending: endingOf(filePath) }
  const { uploadId, cloudPath } = await call('file.begin', begun, options)
  await uploadTo(cloudPath, filePath)
  return (await call('file.keep', { uploadId }, options)).uploadId
}

/** iPhones photograph PNG, the album may hold anything the platform can show. */
function endingOf(filePath: string): PictureEnding {
  const ending = /\.(png|webp|heic)$/i.exec(filePath)?.[1]?.toLowerCase()
  return (ending as PictureEnding | undefined) ?? 'jpg'
}

async function uploadTo(cloudPath: string, filePath: string): Promise<void> {
  try {
    await wx.cloud.uploadFile({ cloudPath, filePath })
  } catch (failure) {
    console.warn('wx.cloud.uploadFile', failure)
    throw cloudRefusal(failure)
  }
}
