/**
 * What stays on this phone, in the platform's encrypted storage. Losing it is never an error: a phone may be
 * new, full, or cleared, and then the program simply asks again.
 */
export async function save(key: string, value: unknown): Promise<void> {
  try {
    await wx.setStorage({ key, data: JSON.stringify(value), encrypt: true })
  } catch (failure) {
    console.warn('saved nothing under', key, failure)
  }
}

/** What was saved under `key`, or null. */
export async function load<T>(key: string): Promise<T | null> {
  try {
    const { data } = (await wx.getStorage({ key, encrypt: true })) as { data: string }
    return JSON.parse(data) as T
  } catch {
    // The platform answers "data not found" as a failure; whatever else it is, nothing can be recalled.
    return null
  }
}

export async function remove(key: string): Promise<void> {
  try {
    await wx.removeStorage({ key })
  } catch {
    // Nothing was saved.
  }
}

/** The keys of all that is saved. */
export const savedKeys = async (): Promise<string[]> => (await wx.getStorageInfo()).keys

/**
 * Everything this program keeps on the phone: drafts, own values, passes and the phone's key. True once nothing of it
 * is left; whoever asked for it wants to know.
 */
export async function removeEverything(): Promise<boolean> {
  try {
    await wx.clearStorage()
    return true
  } catch (failure) {
    console.warn('wx.clearStorage', failure)
    return false
  }
}
