const STANDARD_PX = 17
/** WeChat's largest step is 24 px; beyond this factor a 375 px screen has no room for a plate or a date. */
const LARGEST = 1.42

/**
 * How much larger than usual the reader wants type: 1 … 1.42, from WeChat's own font size setting.
 * Pages put it on their root view, where styles/tokens.wxss turns it into every text size.
 */
export function typeScale(): number {
  const chosen = wx.getAppBaseInfo().fontSizeSetting
  if (!chosen) return 1
  return Math.min(LARGEST, Math.max(1, Math.round((chosen / STANDARD_PX) * 100) / 100))
}
