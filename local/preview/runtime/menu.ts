import { chooseFrom } from './overlay'
import { topPage } from './page-stack'
import { restart } from './launch'
import { shareFrom } from './share'
import { openSettings } from './wx/settings'

/** What the capsule's three dots offer. */
export async function openMenu(): Promise<void> {
  const canShare = 'onShareAppMessage' in topPage().caller
  const entries: [string, () => unknown][] = [
    ...(canShare ? [['转发给朋友', () => shareFrom('menu')] as [string, () => unknown]] : []),
    ['设置', openSettings],
    ['重新进入小程序', () => restart({ url: '', scene: 1001 })],
  ]
  const chosen = entries[await chooseFrom(entries.map(([label]) => label))]
  await chosen?.[1]()
}
