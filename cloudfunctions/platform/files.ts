import tcb from '@cloudbase/node-sdk'
import { cloud } from './wechat-cloud'

/** Private files: whoever may see one gets an address that lives for minutes. */
const LIFE_SECONDS = 600

/** Short-lived addresses for files, at most 50, in their order; null for one that isn't there. */
export async function temporaryUrls(
  fileIds: readonly string[],
  seconds = LIFE_SECONDS,
): Promise<(string | null)[]> {
  if (fileIds.length === 0) return []
  const fileList = fileIds.map((fileID) => ({ fileID, maxAge: seconds }))
  const answer = (await cloud.getTempFileURL({ fileList })) as { fileList: { tempFileURL?: string }[] }
  return fileIds.map((_, index) => answer.fileList[index]?.tempFileURL || null)
}

/** The platform's word for a file that isn't there (any more). */
const NOT_THERE = -503003

/** Deletes files, at most 50; for each in its order whether it is gone now. A second deletion does no harm. */
export async function deleteFiles(fileIds: readonly string[]): Promise<boolean[]> {
  if (fileIds.length === 0) return []
  const answer = (await cloud.deleteFile({ fileList: [...fileIds] })) as { fileList: { status: number }[] }
  return fileIds.map((_, index) => [0, NOT_THERE].includes(answer.fileList[index]?.status ?? -1))
}

/** The id that a file at this path will have, before anybody uploads it. */
export async function plannedFile(cloudPath: string): Promise<string> {
  const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string })
  const { data } = await app.getUploadMetadata({ cloudPath })
  return data.fileId
}

/** A file's bytes; `most` keeps somebody's video out of the function's memory. */
export async function readFile(fileId: string, most: number): Promise<Buffer | 'missing' | 'tooLarge'> {
  const [url] = await temporaryUrls([fileId])
  if (!url) return 'missing'
  const answer = await fetch(url)
  // Storage that fails for a moment says nothing of the file.
  if (answer.status >= 500) throw new Error(`storage answered ${answer.status}`)
  if (!answer.ok || answer.body === null) return 'missing'
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length
    // Leaving the loop closes the connection.
    if (length > most) return 'tooLarge'
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Stores a picture privately; returns its file id. */
export async function uploadPicture(cloudPath: string, fileContent: Buffer): Promise<string> {
  const { fileID } = await cloud.uploadFile({ cloudPath, fileContent })
  return fileID
}

/** Stores a private text at this path, in place of what was there. */
export async function uploadText(cloudPath: string, text: string): Promise<void> {
  await cloud.uploadFile({ cloudPath, fileContent: Buffer.from(text) })
}
