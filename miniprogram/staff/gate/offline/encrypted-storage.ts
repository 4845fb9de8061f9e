/**
 * The platform's encrypted storage, for what must not be lost: unlike device-storage/ a failure is thrown. One key takes
 * 0.7 MB encrypted, all together 7.1 MB (WeChat's limits), so what is longer is cut into pieces.
 */
export async function write(key: string, value: unknown): Promise<void> {
  await wx.setStorage({ key, data: JSON.stringify(value), encrypt: true })
}

/** Null when nothing is kept under the key; throws when it can't be read now: then it may still be there. */
export async function read<T>(key: string): Promise<T | null> {
  try {
    const { data } = (await wx.getStorage({ key, encrypt: true })) as { data: string }
    return JSON.parse(data) as T
  } catch (failure) {
    // The platform answers that nothing is kept as a failure.
    if (/data not found/.test((failure as { errMsg?: string }).errMsg ?? String(failure))) return null
    throw failure
  }
}

export async function remove(key: string): Promise<void> {
  try {
    await wx.removeStorage({ key })
  } catch {
    // Nothing was kept.
  }
}
