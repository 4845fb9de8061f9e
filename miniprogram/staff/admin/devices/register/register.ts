import { statefulPage } from '../../../../behaviors/stateful-page'
import { call } from '../../../../api/call'
import { idempotencyKey, newRequestId } from '../../../../api/idempotency-key'
import { asApiError, failureOf } from '../../../../api/api-error'
import { jumpTo } from '../../../../api/jump-to'
import type { DeviceKind, Lane } from '../words'
import { deviceOf, firstFieldError, initialRegister, registerView } from './register.view'
import { leavePage } from '../../../../api/leave-page'
import { routes } from '../../../../config/routes'

/** The office registers a piece of gate hardware, and is shown its secret once (docs/decisions/0007). */
Page(
  statefulPage(
    {
      initial: initialRegister,
      view: registerView,
    },
    {
      key: idempotencyKey(),

      async onLoad() {
        this.key = idempotencyKey()
        void this.load()
        this.render({ deviceId: `gate-${(await newRequestId()).slice(0, 12)}` })
      },

      onRetry() {
        void this.load()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: 'name' | 'addresses'; value: string }>) {
        this.render({ [event.detail.field]: event.detail.value })
      },

      onGate(event: WechatMiniprogram.BaseEvent) {
        this.render({ gateId: event.currentTarget.dataset.id as string })
      },

      onKind(event: WechatMiniprogram.BaseEvent) {
        this.render({ kind: event.currentTarget.dataset.id as DeviceKind })
      },

      onLane(event: WechatMiniprogram.BaseEvent) {
        this.render({ direction: event.currentTarget.dataset.id as Lane })
      },

      onOverride(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ mayOverride: event.detail.value })
      },

      onUnsigned(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ unsigned: event.detail.value })
      },

      async onRegister() {
        if (this.state.sending !== 'no' || this.state.deviceId === '') return
        const wrong = firstFieldError(this.state)
        if (wrong !== null) {
          this.render({ tried: true })
          jumpTo(wrong)
          return
        }
        this.render({ sending: 'sending', refused: '' })
        try {
          const made = await call('device.save', deviceOf(this.state), {
            idempotencyKey: this.key,
            onRetry: () => this.render({ sending: 'confirming' }),
          })
          this.render({ sending: 'no', made })
        } catch (thrown) {
          this.render({ sending: 'no', refused: asApiError(thrown).message })
        }
      },

      onSecretDone() {
        void leavePage(routes.devices())
      },

      async load() {
        this.render({ failure: null })
        try {
          const { gates } = await call('visit.options', {})
          this.render({ gates })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
