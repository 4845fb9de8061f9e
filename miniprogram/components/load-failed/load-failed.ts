import type { LoadFailure } from '../../api/api-error'
import { routes } from '../../config/routes'
import { controlWords } from '../../locales/controls'
import { failedView, type FailedView, type WayOn } from './load-failed.view'
import { leavePage } from '../../api/leave-page'

const nothing: FailedView = { icon: '', sentence: '', advice: '', again: false, action: '' }

/**
 * A list or page that couldn't be loaded: why, and 重试, which fires `retry`, or where asking again is of no use the way on
 * (load-failed.view.ts).
 */
Component({
  properties: {
    /** What `failureOf` made of it. */
    failure: { type: Object, value: {} },
    waiting: { type: Boolean, value: false },
    advice: { type: String, value: '' },
    way: { type: String, value: 'home' },
  },
  data: { view: nothing, retry: controlWords().retry },
  observers: {
    'failure, advice, way'(failure: LoadFailure | null, advice: string, way: WayOn) {
      if (failure?.code !== undefined) this.setData({ view: failedView(failure, advice, way) })
    },
  },
  methods: {
    onWay() {
      const way = this.data.way as WayOn
      if (way === 'back') void leavePage(routes.home())
      else if (way === 'booking') void wx.redirectTo({ url: routes.booking() })
      else if (way !== 'none') void wx.switchTab({ url: routes[way]() })
    },
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})
