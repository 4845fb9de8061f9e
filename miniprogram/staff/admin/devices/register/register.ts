import { call } from '../../../../api/call'
import { idempotencyKey, newRequestId } from '../../../../api/idempotency-key'
import { asApiError } from '../../../../api/api-error'
import type { DeviceKind, Lane } from '../words'
import { deviceOf, firstFieldError, initialRegister, registerView, type RegisterState } from './register.view'

/** The office registers a piece of gate hardware, and is shown its secret once (docs/decisions/0007). */
Page({
  data: registerView(initialRegister()),
  state: initialRegister(),
  key: idempotencyKey(),

  async onLoad() {
    this.state = initialRegister()
    this.key = idempotencyKey()
    void this.load()
    this.show({ deviceId: `gate-${(await newRequestId()).slice(0, 12)}` })
  },

  onRetry() {
    void this.load()
  },

  onType(event: WechatMiniprogram.CustomEvent<{ field: 'name' | 'addresses'; value: string }>) {
    this.show({ [event.detail.field]: event.detail.value })
  },

  onGate(event: WechatMiniprogram.BaseEvent) {
    this.show({ gateId: event.currentTarget.dataset.id as string })
  },

  onKind(event: WechatMiniprogram.BaseEvent) {
    this.show({ kind: event.currentTarget.dataset.id as DeviceKind })
  },

  onLane(event: WechatMiniprogram.BaseEvent) {
    this.show({ direction: event.currentTarget.dataset.id as Lane })
  },

  onOverride(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.show({ mayOverride: event.detail.value })
  },

  onUnsigned(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.show({ unsigned: event.detail.value })
  },

  async onRegister() {
    if (this.state.sending !== 'no' || this.state.deviceId === '') return
    const wrong = firstFieldError(this.state)
    if (wrong !== null) {
      this.show({ tried: true })
      void wx.pageScrollTo({ selector: `#at-${wrong}`, offsetTop: -16 })
      return
    }
    this.show({ sending: 'sending', refused: '' })
    try {
      const made = await call('device.save', deviceOf(this.state), {
        idempotencyKey: this.key,
        onRetry: () => this.show({ sending: 'confirming' }),
      })
      this.show({ sending: 'no', made })
    } catch (thrown) {
      this.show({ sending: 'no', refused: asApiError(thrown).message })
    }
  },

  onSecretDone() {
    void wx.navigateBack()
  },

  async load() {
    this.show({ failure: '' })
    try {
      const { gates } = await call('visit.options', {})
      this.show({ gates })
    } catch (thrown) {
      this.show({ failure: asApiError(thrown).message })
    }
  },

  show(change: Partial<RegisterState>) {
    this.state = { ...this.state, ...change }
    this.setData(registerView(this.state))
  },
})
