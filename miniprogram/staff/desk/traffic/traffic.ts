import { statefulPage } from '../../../behaviors/stateful-page'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf } from '../../../api/api-error'
import { atTime, initialTraffic, isComplete, onDay, trafficView, withGate } from './traffic.view'
import { deskTrafficWords } from '../../../locales/zh/pages/desk-traffic'

/** The office closes gates to vehicles for a time, and opens them again (spec 5.5). */
Page(
  statefulPage(
    {
      initial: initialTraffic,
      view: trafficView,
      longList: 'controls',
      moment: () => ({ now: serverNow() }),
    },
    {
      send: idempotencyKey(),
      end: idempotencyKey(),

      onLoad() {
        this.state = initialTraffic(serverNow())
        this.send = idempotencyKey()
        this.end = idempotencyKey()
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      onGate(event: WechatMiniprogram.BaseEvent) {
        this.render({ gateIds: withGate(this.state.gateIds, event.currentTarget.dataset.id as string) })
      },

      /** `data-end` says which of the two moments. */
      onDay(event: WechatMiniprogram.PickerChange) {
        const end = event.currentTarget.dataset.end as 'from' | 'until'
        this.render({ [end]: onDay(this.state[end], event.detail.value as string) })
      },

      onTime(event: WechatMiniprogram.PickerChange) {
        const end = event.currentTarget.dataset.end as 'from' | 'until'
        this.render({ [end]: atTime(this.state[end], event.detail.value as string) })
      },

      onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        this.render({ reason: event.detail.reason })
      },

      async onClose() {
        if (this.state.sending !== 'no') return
        if (!isComplete(this.state)) {
          this.render({ tried: true })
          return
        }
        const { gateIds, from, until, reason } = this.state
        this.render({ sending: 'closing', refused: '' })
        try {
          await call(
            'traffic.close',
            { gateIds: [...gateIds], from, until, reason: reason.trim() },
            { idempotencyKey: this.send, onRetry: () => this.render({ sending: 'confirming' }) },
          )
          this.render({ sending: 'no', gateIds: [], reason: '', tried: false })
          void wx.showToast({ title: deskTrafficWords.onCloseTitle, icon: 'none' })
          void wx.pageScrollTo({ scrollTop: 0 })
          await this.load()
        } catch (thrown) {
          this.render({ sending: 'no', refused: asApiError(thrown).message })
        }
      },

      async onOpen(event: WechatMiniprogram.BaseEvent) {
        const controlId = event.currentTarget.dataset.id as string
        if (this.state.opening !== '') return
        const { confirm } = await ask({
          title: deskTrafficWords.onOpenTitle,
          content: deskTrafficWords.onOpenContent,
          confirmText: deskTrafficWords.onOpenConfirmText,
        })
        if (!confirm) return
        this.render({ opening: controlId, refused: '' })
        try {
          await call('traffic.open', { controlId }, { idempotencyKey: this.end })
          this.render({ opening: '' })
          void wx.showToast({ title: deskTrafficWords.controlEnded, icon: 'none' })
          await this.load()
        } catch (thrown) {
          this.render({ opening: '', refused: asApiError(thrown).message })
        }
      },

      async load() {
        this.render({ failure: null })
        try {
          const [{ gates }, { controls }] = await Promise.all([
            call('visit.options', {}),
            call('traffic.list', {}),
          ])
          this.render({ gates: gates.filter((gate) => gate.vehicleBarrier), controls })
        } catch (thrown) {
          const failure = failureOf(thrown)
          this.render(this.state.gates === null ? { failure } : { refused: failure.sentence })
        }
      },
    },
  ),
)
