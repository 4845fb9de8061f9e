/**
 * `length` bytes from the platform's generator, good enough for keys. Rejects where the platform has none, as WeChat on a
 * computer.
 */
export function randomBytes(length: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    wx.getRandomValues({
      length,
      success: ({ randomValues }: { randomValues: ArrayBuffer }) => resolve(new Uint8Array(randomValues)),
      fail: reject,
    })
  })
}
