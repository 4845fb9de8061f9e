import { routes } from '../../config/routes'
import { controlWords } from '../../locales/controls'

/**
 * A list or page that couldn't be loaded: why, and 重试, which fires `retry`. `missing`: asking again is of no use, so it shows
 * the way home instead of a broken network.
 */
Component({
  properties: {
    sentence: { type: String, value: '' },
    waiting: { type: Boolean, value: false },
    missing: { type: Boolean, value: false },
    advice: { type: String, value: '' },
  },
  data: { words: controlWords() },
  methods: {
    onHome() {
      void wx.switchTab({ url: routes.home() })
    },
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})
