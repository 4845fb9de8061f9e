import { statefulPage } from '../../behaviors/stateful-page'
import { call } from '../../api/call'
import { clockOffset, serverNow } from '../../api/clock'
import { asApiError, isUnsettled } from '../../api/api-error'
import { routes } from '../../config/routes'
import { fromBase64Url, toBase64Url } from '../../domain/values/bytes'
import { dayOf } from '../../domain/values/days'
import { stepOf } from '../../domain/pass/pass'
import { holderKey, type HolderKey } from '../../device-storage/holder-key'
import { removePass, savePass, loadPass } from '../../device-storage/issued-pass'
import { brightenScreen, restoreScreen } from './bright-screen'
import { codePicture, liveCode } from './live-code'
import { passView, type PassState } from './pass.view'

const TICK_MS = 1000
const untouched = (): PassState => ({
  pass: null,
  picture: '',
  refusal: null,
  loading: true,
  now: serverNow(),
})
const noKey = (): HolderKey | null => null

Page(
  statefulPage(
    {
      initial: untouched,
      view: passView,
      moment: () => ({ clockOffset: clockOffset() }),
    },
    {
      visitId: '',
      key: noKey(),
      ticking: 0,
      /** Statement and step of the picture that is shown: another of either needs another picture. */
      drawn: '',

      onLoad({ id = '' }: { id?: string }) {
        this.visitId = id
        this.drawn = ''
      },

      onShow() {
        void brightenScreen()
        this.ticking = setInterval(() => this.tick(), TICK_MS)
        void this.load()
      },

      onHide() {
        this.rest()
      },

      onUnload() {
        this.rest()
      },

      onRetry() {
        void this.load()
      },

      onSeeVisit() {
        void wx.redirectTo({ url: routes.visit(this.visitId) })
      },

      /** The kept pass at once, a fresh one when the network gives it. */
      async load() {
        this.render({ loading: true })
        try {
          this.key = await holderKey()
          const kept = this.state.pass ?? (await loadPass(this.visitId))
          if (kept !== null) this.render({ pass: kept })
          this.tick()
          const pass = await call('pass.issue', {
            visitId: this.visitId,
            holderKey: toBase64Url(this.key.publicKey),
          })
          await savePass(pass, dayOf(serverNow()))
          this.render({ pass, refusal: null, loading: false })
        } catch (thrown) {
          const refusal = asApiError(thrown)
          // No longer approved: a pass kept from before must not be shown either.
          if (!isUnsettled(refusal)) await removePass(this.visitId)
          this.render({ refusal, loading: false })
        }
        this.tick()
      },

      /** Draws a new code when the step has changed, else only moves the bar. */
      tick() {
        const now = serverNow()
        const { pass } = this.state
        const signed = pass === null ? null : fromBase64Url(pass.statement)
        if (pass === null || signed === null || this.key === null) return
        const wanted = `${pass.statement}:${stepOf(now)}`
        if (wanted === this.drawn) {
          this.render({ now })
          return
        }
        this.drawn = wanted
        this.render({ picture: codePicture(liveCode(signed, this.key, now)), now })
      },

      rest() {
        clearInterval(this.ticking)
        void restoreScreen()
      },
    },
  ),
)
