import { serverNow } from './api/clock'
import { cloudEnvironment } from './config/environment'
import { routes } from './config/routes'
import { loadEvacuation } from './device-storage/evacuation'

App({
  onLaunch() {
    let env: string
    try {
      env = cloudEnvironment()
    } catch (missing) {
      console.error(missing)
      void wx.reLaunch({ url: routes.unavailable() })
      return
    }
    wx.cloud.init({ env })
  },

  /** Started or brought back: an evacuation list that is too old goes, though nobody opens it; it holds names. */
  onShow() {
    void loadEvacuation(serverNow())
  },
})
