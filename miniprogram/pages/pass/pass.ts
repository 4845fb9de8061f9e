import { statefulPage } from '../../behaviors/stateful-page'
import { call } from '../../api/call'
import { idempotencyKey } from '../../api/idempotency-key'
import { clockOffset, serverNow } from '../../api/clock'
import { asApiError, isUnsettled, type ApiError } from '../../api/api-error'
import { routes } from '../../config/routes'
import { fromBase64Url, toBase64Url } from '../../domain/values/bytes'
import { dayOf } from '../../domain/values/days'
import { stepOf } from '../../domain/pass/pass'
import { holderKey, type HolderKey } from '../../device-storage/holder-key'
import { addEnded, type EndedVisit } from '../../device-storage/ended-visits'
import { removePass, savePass, loadPass, type IssuedPass } from '../../device-storage/issued-pass'
import { passWords } from '../../locales/pages/pass'
import { brightenScreen, restoreScreen } from './bright-screen'
import { codePicture, liveCode } from './live-code'
import { passView, type PassState } from './pass.view'

const TICK_MS = 1000
const PATIENCE_MS = 10_000
const untouched = (): PassState => ({
  pass: null,
  picture: '',
  refusal: null,
  loading: true,
  now: serverNow(),
})
const noKey = (): HolderKey | null => null

/** What is worth keeping anew when it has changed. */
const lasting = ({ statement, visit, controls, gates, directions }: IssuedPass): string =>
  JSON.stringify([statement, visit, controls, gates, typeof directions])

Page(
  statefulPage(
    {
      initial: untouched,
      view: passView,
      moment: () => ({ clockOffset: clockOffset() }),
    },
    {
      visitId: '',
      request: idempotencyKey(),
      key: noKey(),
      ticking: 0,
      /** Statement and step of the picture that is shown: another of either needs another picture. */
      drawn: '',
      /** The state is being asked for. */
      asking: false,
      /** The next question takes the pass to this phone: somebody has just opened it here. */
      taking: true,

      onLoad({ id = '' }: { id?: string }) {
        void wx.setNavigationBarTitle({ title: passWords().title })
        this.visitId = id
        this.request = idempotencyKey()
        this.drawn = ''
        this.taking = true
      },

      /** For the driver: the way in. The pass stays on this phone; one that was kept from before carries no card. */
      onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
        const { shareTitle, card } = this.data
        return { title: shareTitle, path: card === '' ? routes.help('gates') : routes.directions(card) }
      },

      onShow() {
        void brightenScreen()
        this.ticking = setInterval(() => this.tick(), TICK_MS)
        this.onNetwork = () => void this.ask()
        wx.onNetworkStatusChange(this.onNetwork)
        void this.load()
      },

      onHide() {
        this.rest()
      },

      onUnload() {
        this.rest()
      },

      /** A fresh word as soon as there can be one; made when the page is shown. */
      onNetwork: null as (() => void) | null,

      onCallUnit() {
        const { ended } = this.data
        if (ended !== null) wx.makePhoneCall({ phoneNumber: ended.phone }).catch(() => undefined)
      },

      onRetry() {
        void this.load()
      },

      /** Another phone had taken the pass; from now on it is shown here. */
      onTakeOver() {
        this.taking = true
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
          await this.ask()
        } catch (thrown) {
          this.render({ refusal: asApiError(thrown) })
        }
        this.render({ loading: false })
        this.tick()
      },

      /**
       * Asks whether it still holds: on show, at each step, and when the network returns (spec 3). Only the first question
       * takes the pass from another phone: two that are open would else take it from each other at every step.
       */
      async ask() {
        if (this.asking || this.key === null) return
        this.asking = true
        const renew = !this.taking && this.state.pass !== null
        this.taking = false
        try {
          const holderKey = toBase64Url(this.key.publicKey)
          const pass = await call(
            'pass.issue',
            { visitId: this.visitId, holderKey, renew },
            // One try: the next step asks again, and what is kept is shown meanwhile.
            { idempotencyKey: this.request, within: PATIENCE_MS },
          )
          if (this.state.pass === null || lasting(this.state.pass) !== lasting(pass))
            await savePass(pass, dayOf(serverNow()))
          this.render({ pass, refusal: null })
        } catch (thrown) {
          const refusal = asApiError(thrown)
          // No longer approved: a pass kept from before must not be shown either.
          if (!isUnsettled(refusal)) await this.end(refusal)
          this.render({ refusal })
        }
        this.asking = false
      },

      /** It holds no more: the phone forgets it, and home keeps what became of it until that was seen. */
      async end({ details }: ApiError) {
        const visit = this.state.pass?.visit
        await removePass(this.visitId)
        const { state, reason, unitPhone } = details as Partial<EndedVisit>
        if (visit !== undefined && state !== undefined)
          await addEnded({ ...visit, state, reason: reason ?? null, unitPhone: unitPhone ?? null })
      },

      /** Draws a new code when the step has changed, else only moves the bar. */
      tick() {
        const now = serverNow()
        const { pass, refusal } = this.state
        if (refusal !== null && !isUnsettled(refusal)) return
        const signed = pass === null ? null : fromBase64Url(pass.statement)
        if (pass === null || signed === null || this.key === null) return
        const wanted = `${pass.statement}:${stepOf(now)}`
        if (wanted === this.drawn) {
          this.render({ now })
          return
        }
        // The first is drawn while it is being asked for anyway.
        if (this.drawn !== '') void this.ask()
        this.drawn = wanted
        this.render({ picture: codePicture(liveCode(signed, this.key, now)), now })
      },

      rest() {
        clearInterval(this.ticking)
        if (this.onNetwork !== null) wx.offNetworkStatusChange(this.onNetwork)
        void restoreScreen()
      },
    },
  ),
)
