/** Opens the account's privacy guide; a phone that can't keeps what the page itself says. */
export function openPrivacyGuide(): void {
  wx.openPrivacyContract({
    fail: (error) => console.warn('openPrivacyContract', error.errMsg),
  })
}
