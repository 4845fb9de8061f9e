import { randomUUID } from 'node:crypto'
import { checkPath, type FileStore } from '../storage/file-store'
import type { SignedUrls } from '../storage/signed-url'
import type { Actions } from './actions'

type StorageRequest = {
  path?: string
  file_list?: { fileid: string; max_age?: number }[]
  fileid_list?: string[]
}

/** Seconds an upload address holds, a download address by default (production: a day), and at most. */
const UPLOAD_SECONDS = 15 * 60
export const DOWNLOAD_SECONDS = 2 * 60 * 60
export const MAX_DOWNLOAD_SECONDS = 24 * 60 * 60

/** The `storage.*` actions: SDKs ask here for addresses and then move the bytes themselves. */
export function storageActions(
  files: FileStore,
  urls: SignedUrls,
  publicUrl: () => string,
): Actions<StorageRequest> {
  return {
    'storage.getUploadMetadata': ({ path = '' }, { baseUrl }) => {
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

    'storage.batchGetDownloadUrl': ({ file_list = [] }) => ({
      data: { download_list: file_list.map(({ fileid, max_age }) => addressOf(fileid, max_age)) },
    }),

    'storage.batchDeleteFile': async ({ fileid_list = [] }) => {
      const deleted = fileid_list.map(async (fileID) => {
        const path = files.pathOf(fileID)
        const existed = path !== undefined && (await files.remove(path))
        return { fileID, code: existed ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' }
      })
      return { data: { delete_list: await Promise.all(deleted) } }
    },
  }

  function addressOf(fileID: string, maxAge = DOWNLOAD_SECONDS) {
    const path = files.pathOf(fileID)
    if (path === undefined || !files.find(path))
      return { code: 'STORAGE_FILE_NONEXIST', fileID, tempFileURL: '' }
    const seconds = Math.min(maxAge, MAX_DOWNLOAD_SECONDS)
    return {
      code: 'SUCCESS',
      fileID,
      tempFileURL: urls.make(publicUrl(), path, 'get', seconds),
      maxAge: seconds,
    }
  }
}
