/**
 * A bright screen that stays on while a code is shown: readers at a gate need the contrast. The brightness
 * found before is put back. Phones that refuse keep what they have; the code is readable all the same.
 */
let before: number | null = null

export async function brightenScreen(): Promise<void> {
  try {
    const { value } = await wx.getScreenBrightness()
    if (before === null) before = value
    await wx.setScreenBrightness({ value: 1 })
    await wx.setKeepScreenOn({ keepScreenOn: true })
  } catch (refused) {
    console.info('screen brightness', refused)
  }
}

export async function restoreScreen(): Promise<void> {
  const value = before
  before = null
  try {
    await wx.setKeepScreenOn({ keepScreenOn: false })
    if (value !== null) await wx.setScreenBrightness({ value })
  } catch (refused) {
    console.info('screen brightness', refused)
  }
}
