import { readFile } from '../temp-files'
import { api } from './api'

const manager = {
  getFileInfo: api('getFileInfo', async ({ filePath }) => ({ size: (await readFile(filePath)).size })),
  access: api('access', async ({ path }) => void (await readFile(path))),
}

/** The phone's files, as far as the preview keeps any: pictures of this run. */
export const files = { getFileSystemManager: () => manager }
