/** Texts that functions keep in the storage, for lives without a cloud: one storage for all of them. */
const stored = new Map<string, string>()

/** What stands in for these of platform/files.ts. */
export const memoryFiles = {
  plannedFile: (cloudPath: string) => Promise.resolve(cloudPath),
  readFile: (fileId: string) => {
    const text = stored.get(fileId)
    return Promise.resolve(text === undefined ? 'missing' : Buffer.from(text))
  },
  uploadText: (cloudPath: string, text: string) => {
    stored.set(cloudPath, text)
    return Promise.resolve()
  },
}

/** A new cloud. */
export const forgetFiles = (): void => stored.clear()
