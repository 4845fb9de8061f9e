import tcb from '@cloudbase/node-sdk'
import { plannedFile } from '../../cloudfunctions/platform/files'

/** An environment's files, by the cloud paths that records name. */

const app = () => tcb.init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string })

/** `cloud://<environment>.<bucket>/`, with which the ids of this environment's files begin. */
export async function filePrefix(): Promise<string> {
  const probe = 'backup-probe'
  return (await plannedFile(probe)).slice(0, -probe.length)
}

/** Ids of files in a line of JSON. */
export const fileIdsIn = (line: string): string[] => line.match(/cloud:\/\/[^"\\]+/g) ?? []

/** A file's bytes; null for one that isn't there (any more). */
export async function download(fileID: string): Promise<Buffer | null> {
  const { fileList } = await app().getTempFileURL({ fileList: [{ fileID, maxAge: 600 }] })
  const url = fileList[0]?.tempFileURL
  if (!url) return null
  const answer = await fetch(url)
  if (answer.status === 404) return null
  if (!answer.ok) throw new Error(`${fileID}: the storage answers ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

/** In place of an earlier file of that path. */
export async function upload(cloudPath: string, fileContent: Buffer): Promise<void> {
  await app().uploadFile({ cloudPath, fileContent })
}
