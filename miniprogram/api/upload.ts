import { randomBytes } from './random'
import { cloudRefusal } from './api-error'

/** What pictures are uploaded for; each has its folder in the private storage. */
export type PictureUse = 'account-forms' | 'evidence'

/**
 * Uploads a picture under a name nobody can guess; resolves with its file id (cloud://…). Pictures never travel
 * inside a call. Throws NETWORK, BUSY or CLOUD when it didn't arrive.
 */
export async function uploadPicture(use: PictureUse, filePath: string): Promise<string> {
  const name = Array.from(await randomBytes(16), (byte) => (byte < 16 ? '0' : '') + byte.toString(16)).join(
    '',
  )
  // iPhones photograph PNG, the album may hold anything the platform can show.
  const ending = /\.(png|webp|heic)$/i.exec(filePath)?.[1]?.toLowerCase() ?? 'jpg'
  return uploadTo(`${use}/${name}.${ending}`, filePath)
}

/** The same, to a place that the server named. */
export async function uploadTo(cloudPath: string, filePath: string): Promise<string> {
  try {
    const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath })
    return fileID
  } catch (failure) {
    console.warn('wx.cloud.uploadFile', failure)
    throw cloudRefusal(failure)
  }
}
