/**
 * Goes back to the page before. The first page, which a message, a share or a code opened, has none before it: it gives
 * way to `otherwise`, a tab or any other page.
 */
export async function leavePage(otherwise: string): Promise<void> {
  if (getCurrentPages().length > 1) await wx.navigateBack()
  else await wx.reLaunch({ url: otherwise })
}
