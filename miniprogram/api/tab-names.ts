import { controlWords } from '../locales/controls'
import { currentLocale } from '../locales/current'

/** Names the tabs in another language than that of app.json; only a tab page may. */
export function nameTabs(): void {
  if (currentLocale() === 'zh') return
  controlWords().tabs.forEach((text, index) => wx.setTabBarItem({ index, text, fail: () => undefined }))
}
