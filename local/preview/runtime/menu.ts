import { chooseFrom, showMessage } from './overlay'
import { topPage } from './page-stack'
import { restart } from './launch'
import { shareFrom } from './share'
import { openScanScreen, programPage } from './scan-screen'
import { openSettings } from './wx/settings'

/** Scene "Mini Program code scanned". */
const SCENE_CODE = 1047

/** What the capsule's three dots offer. */
export async function openMenu(): Promise<void> {
  const canShare = 'onShareAppMessage' in topPage().caller
  const entries: [string, () => unknown][] = [
    ...(canShare ? [['转发给朋友', () => shareFrom('menu')] as [string, () => unknown]] : []),
    ['微信扫一扫', scanFromWeChat],
    ['设置', openSettings],
    ['重新进入小程序', () => restart({ url: '', scene: 1001 })],
  ]
  const chosen = entries[await chooseFrom(entries.map(([label]) => label))]
  await chosen?.[1]()
}

/** WeChat's scanner, outside the program: a Mini Program code opens the program at its page. */
async function scanFromWeChat(): Promise<void> {
  const text = await openScanScreen(false).catch(() => null)
  if (text === null) return
  const page = programPage(text)
  if (page) restart({ url: page, scene: SCENE_CODE })
  else await showMessage('扫描结果', text)
}
