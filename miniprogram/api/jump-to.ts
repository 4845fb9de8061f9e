/**
 * Brings a line of the page into sight by the name of its field: what stands there has the id `at-` with that name, such as
 * `at-companions-0-name`. It may only now be appearing.
 */
export function jumpTo(field: string): void {
  const selector = `#at-${field.split('.').join('-')}`
  wx.nextTick(() => void wx.pageScrollTo({ selector, offsetTop: -16, duration: 200 }))
}
