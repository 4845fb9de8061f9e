import { cloudEnvironment } from './config/environment'
import { routes } from './config/routes'

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
})
