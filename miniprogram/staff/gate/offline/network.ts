/** Whether the phone says that it has no network at all. A phone that can't tell is asked by trying. */
export async function withoutNetwork(): Promise<boolean> {
  try {
    return (await wx.getNetworkType()).networkType === 'none'
  } catch {
    return false
  }
}
