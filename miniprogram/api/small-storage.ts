/**
 * The platform's storage for small things that are read at once. A phone that is full keeps nothing, and a damaged one
 * gives nothing: neither changes what the program was doing. What names somebody is kept in device-storage/, encrypted.
 */
export function saveSmall(key: string, value: unknown): void {
  try {
    wx.setStorageSync(key, value)
  } catch (failure) {
    console.warn('saved nothing under', key, failure)
  }
}

/** What was saved under `key`; '' for nothing, as the platform says it. */
export function loadSmall<T>(key: string): T | '' {
  try {
    const kept: T | '' = wx.getStorageSync(key)
    return kept
  } catch (failure) {
    console.warn('loaded nothing under', key, failure)
    return ''
  }
}
