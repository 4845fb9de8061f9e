import { controlWords } from '../locales/controls'

/**
 * The state "还没有收到答复，正在重试" for a page that has no place of its own for it: nobody who changed something is left
 * without a word while the request is on its way again. Showing it must never be why a request isn't sent.
 */
export function showConfirming(): void {
  try {
    wx.showLoading({ title: controlWords().confirming, fail: () => undefined })
  } catch (failure) {
    console.warn('wx.showLoading', failure)
  }
}

export function hideConfirming(): void {
  try {
    wx.hideLoading({ fail: () => undefined })
  } catch (failure) {
    console.warn('wx.hideLoading', failure)
  }
}
