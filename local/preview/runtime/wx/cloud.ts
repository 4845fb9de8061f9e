import { isOffline } from '../phone'
import { keepTempFile, readFile } from '../temp-files'
import { api, ApiFailure } from './api'
import { post } from './server'

const temporaryUrls = (fileList: unknown[]) =>
  post<{ fileList: { fileID: string; tempFileURL: string; status: number }[] }>('/client/temp-url', {
    fileList,
  })

/** A client may not touch the database at all: the cloud itself says so. */
function deniedDatabase(): unknown {
  const deny = api('cloud.database', () => post('/client/database', {}))
  const step = (): any =>
    new Proxy(
      {},
      {
        get: (_, name) =>
          ['get', 'add', 'update', 'remove', 'set', 'count', 'watch'].includes(String(name))
            ? deny
            : () => step(),
      },
    )
  return step()
}

/** wx.cloud on the local cloud. */
export const cloud = {
  init: () => {},
  callFunction: api('cloud.callFunction', async ({ name, data = {} }) => {
    const { result, requestID } = await post<{ result: unknown; requestID: string }>('/client/call', {
      name,
      data,
    })
    return { result, requestID }
  }),
  uploadFile: api('cloud.uploadFile', async ({ cloudPath, filePath }) => {
    const form = new FormData()
    form.append('cloudPath', cloudPath)
    form.append('file', await readFile(filePath), cloudPath.split('/').pop())
    const { fileID } = await post<{ fileID: string }>('/client/upload', form)
    return { fileID, statusCode: 204 }
  }),
  getTempFileURL: api('cloud.getTempFileURL', ({ fileList }) => temporaryUrls(fileList)),
  downloadFile: api('cloud.downloadFile', async ({ fileID }) => {
    const { fileList } = await temporaryUrls([fileID])
    const url = fileList[0]?.tempFileURL
    if (!url || isOffline()) throw new ApiFailure('request:fail', { errCode: -1 })
    return { tempFilePath: keepTempFile(await (await fetch(url)).blob()), statusCode: 200 }
  }),
  database: deniedDatabase,
}
