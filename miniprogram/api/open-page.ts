/** WeChat lays ten pages on each other. The last place is kept for a page that gives an answer to the one below it. */
const MAX_PAGES_WITHOUT_ANSWER = 9

let opening = false
let opened: { url: string; page: unknown } | null = null

/**
 * Opens a page above the shown one: once, however often it is tapped until it stands there. Where too many lie on each
 * other already, it takes the place of the shown one.
 * @param url one of config/routes, no tab
 * @param events what is done with the opened page's answers, by their names
 */
export async function openPage(url: string, events?: Record<string, (answer: never) => void>): Promise<void> {
  // a tap on the page below can come when the opened one stands already but is still moving in
  const stands = opened !== null && opened.url === url && opened.page === topPage()
  if (opening || stands) return
  opening = true
  try {
    if (events !== undefined) await wx.navigateTo({ url, events })
    else if (getCurrentPages().length < MAX_PAGES_WITHOUT_ANSWER) await wx.navigateTo({ url })
    else await wx.redirectTo({ url })
    opened = { url, page: topPage() }
  } finally {
    opening = false
  }
}

function topPage(): unknown {
  const pages = getCurrentPages()
  return pages[pages.length - 1]
}
