import { failureOf } from '../../../api/api-error'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { statefulPage } from '../../../behaviors/stateful-page'
import { codeView, initialCode } from './code.view'

const SECOND_MS = 1000
/** After a failure the page looks again by itself: it may stand beside the gate with nobody at it. */
const AGAIN_MS = 5000

/** The code for who comes without a booking, on the guard's phone or a tablet beside the gate (spec 4.3). */
Page(
  statefulPage(
    {
      initial: () => initialCode(serverNow()),
      view: codeView,
      moment: () => ({ now: serverNow() }),
    },
    {
      gateId: '',
      timer: 0,
      loading: false,
      failedAt: 0,

      onLoad(query: { gate?: string }) {
        this.gateId = query.gate ?? ''
      },

      onShow() {
        void wx.setKeepScreenOn({ keepScreenOn: true })
        void this.load()
        this.timer = setInterval(() => this.tick(), SECOND_MS)
      },

      onHide() {
        this.stop()
      },

      onUnload() {
        this.stop()
      },

      onRetry() {
        void this.load()
      },

      stop() {
        clearInterval(this.timer)
        void wx.setKeepScreenOn({ keepScreenOn: false })
      },

      tick() {
        this.render({})
        const { shown, failure, now } = this.state
        const due =
          failure === null ? shown !== null && now >= shown.changesAt : now - this.failedAt >= AGAIN_MS
        if (due) void this.load()
      },

      async load() {
        if (this.loading) return
        this.loading = true
        try {
          this.render({ shown: await call('walkIn.code', { gateId: this.gateId }), failure: null })
        } catch (thrown) {
          this.failedAt = serverNow()
          this.render({ failure: failureOf(thrown) })
        } finally {
          this.loading = false
        }
      },
    },
  ),
)
