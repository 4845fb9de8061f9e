import { serverNow } from './api/clock'
import { cloudEnvironment } from './config/environment'
import { routes } from './config/routes'
import { loadEvacuation } from './device-storage/evacuation'
import { loadOwnPassages } from './device-storage/own-passages'

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

  /**
   * Started or brought back: an evacuation list that is too old goes, and whom this phone let through long ago, though
   * nobody opens them; they hold names.
   */
  onShow() {
    const now = serverNow()
    void loadEvacuation(now)
    void loadOwnPassages(now)
  },
})
