import { randomUUID } from 'node:crypto'
import { invalidRequest } from '../database/errors'
import { checkPath, type FileStore } from '../storage/file-store'
import type { SignedUrls } from '../storage/signed-url'
import type { Actions } from './actions'

type StorageRequest = { path?: unknown; file_list?: unknown; fileid_list?: unknown }

/** Seconds an upload address holds, a download address by default (production: a day), and at most. */
const UPLOAD_SECONDS = 15 * 60
const DOWNLOAD_SECONDS = 2 * 60 * 60
const MAX_DOWNLOAD_SECONDS = 24 * 60 * 60

/** Files that one call asks for or deletes at most. */
const MAX_FILES = 50

/** The `storage.*` actions: SDKs ask here for addresses and then move the bytes themselves. */
export function storageActions(
  files: FileStore,
  urls: SignedUrls,
  publicUrl: () => string,
): Actions<StorageRequest> {
  return {
    'storage.getUploadMetadata': ({ path }, { baseUrl }) => {
      checkPath(path)
      const url = urls.make(baseUrl, path, 'put', UPLOAD_SECONDS)
      return {
        data: {
          url,
          token: 'local',
          authorization: 'local',
          fileId: files.fileId(path),
          cosFileId: randomUUID(),
        },
      }
    },

    'storage.batchGetDownloadUrl': ({ file_list }) => ({
      data: { download_list: listOfFiles(file_list).map((item) => addressOf(...askedFor(item))) },
    }),

    'storage.batchDeleteFile': async ({ fileid_list }) => {
      const deleted = listOfFiles(fileid_list).map(async (item) => {
        const fileID = fileIdIn(item)
        const path = files.pathOf(fileID)
        const existed = path !== undefined && (await files.remove(path))
        return { fileID, code: existed ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' }
      })
      return { data: { delete_list: await Promise.all(deleted) } }
    },
  }

  function addressOf(fileID: string, maxAge: number) {
    const path = files.pathOf(fileID)
    if (path === undefined || !files.find(path))
      return { code: 'STORAGE_FILE_NONEXIST', fileID, tempFileURL: '' }
    return {
      code: 'SUCCESS',
      fileID,
      tempFileURL: urls.make(publicUrl(), path, 'get', maxAge),
      maxAge,
    }
  }
}

/** The files of one call. Throws INVALID_PARAM for none at all and for more than 50. */
export function listOfFiles(list: unknown): unknown[] {
  if (!Array.isArray(list) || list.length === 0) throw invalidRequest('a list of files is needed')
  if (list.length > MAX_FILES)
    throw invalidRequest(`at most ${MAX_FILES} files at a time, not ${list.length}`)
  return list
}

/** Throws INVALID_PARAM for what is no file id. */
export function fileIdIn(item: unknown): string {
  if (typeof item !== 'string' || item === '')
    throw invalidRequest('a file id must be a text that is not empty')
  return item
}

/** Seconds an address is asked to hold, at most a day. Throws INVALID_PARAM for what is no number. */
export function secondsIn(maxAge: unknown): number {
  if (maxAge === undefined || maxAge === null) return DOWNLOAD_SECONDS
  if (typeof maxAge !== 'number' || !Number.isFinite(maxAge)) throw invalidRequest('maxAge must be a number')
  return Math.min(maxAge, MAX_DOWNLOAD_SECONDS)
}

function askedFor(item: unknown): [fileID: string, seconds: number] {
  const { fileid, max_age } = (item ?? {}) as { fileid?: unknown; max_age?: unknown }
  return [fileIdIn(fileid), secondsIn(max_age)]
}
