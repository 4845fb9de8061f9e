import { fileUrl, keepFile, readFile } from '../temp-files'
import { api } from './api'

const manager = {
  getFileInfo: api('getFileInfo', async ({ filePath }) => ({ size: (await readFile(filePath)).size })),
  access: api('access', async ({ path }) => void (await readFile(path))),
  readFile: api('readFile', async ({ filePath, encoding }) => {
    const content = await readFile(filePath)
    return { data: encoding === undefined ? await content.arrayBuffer() : await content.text() }
  }),
  writeFile: api('writeFile', async ({ filePath, data }) => keepFile(filePath, new Blob([data]))),
}

/** Instead of into a chat a file goes to the browser's downloads. */
const shareFileMessage = api('shareFileMessage', async ({ filePath, fileName }) => {
  await readFile(filePath)
  const link = document.createElement('a')
  Object.assign(link, { href: fileUrl(filePath), download: fileName ?? '' })
  link.click()
})

/** The phone's files, as far as the preview keeps any: pictures and texts of this run. */
export const files = { getFileSystemManager: () => manager, shareFileMessage }
