import { asApiError, failureOf } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { askConsent } from '../../api/consent'
import { idempotencyKey } from '../../api/idempotency-key'
import { statefulPage } from '../../behaviors/stateful-page'
import type { FieldError } from '../../domain/errors'
import { changeWords } from '../locales/change'
import { changeView, initialChange } from './change.view'
import { leavePage } from '../../api/leave-page'
import { routes } from '../../config/routes'

/** 申请变更: more days or another plate after the first entry, for the unit to agree to (spec 3). */
Page(
  statefulPage(
    { initial: initialChange, view: changeView },
    {
      visitId: '',
      key: idempotencyKey(),

      onLoad({ id = '' }: { id?: string }) {
        void wx.setNavigationBarTitle({ title: changeWords().title })
        this.visitId = id
        this.key = idempotencyKey()
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      onLastDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ lastDay: event.detail.value, refused: '', fieldErrors: [] })
      },

      onOpenPlate() {
        this.render({ plateOpen: true })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ plate: event.detail.value, refused: '', fieldErrors: [] })
      },

      onPlateDone() {
        this.render({ plateOpen: false })
      },

      onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ reason: event.detail.value })
      },

      async onSend() {
        const { detail, sending, plate, reason } = this.state
        if (sending || detail === null) return
        const lastDay = this.state.lastDay || detail.visit.lastDay
        if (lastDay === detail.visit.lastDay && (plate === '' || plate === detail.visit.plate)) {
          this.render({ refused: changeWords().pickSomething })
          return
        }
        // Before anything is waited for: the platform lets a tap ask for messages only until then.
        await askConsent('decision')
        this.render({ sending: true, refused: '', fieldErrors: [] })
        try {
          const input = { visitId: this.visitId, lastDay, plate, reason }
          await call('visit.askChange', input, { idempotencyKey: this.key })
          void wx.showToast({ title: changeWords().sent, icon: 'none', duration: 2500 })
          await leavePage(routes.visit(this.visitId))
        } catch (thrown) {
          const { code, details, message } = asApiError(thrown)
          const isForm = code === 'FORM'
          this.render({
            sending: false,
            fieldErrors: isForm ? (details.fieldErrors as FieldError[]) : [],
            refused: isForm ? '' : message,
          })
        }
      },

      async load() {
        this.render({ failure: null })
        try {
          this.render({ detail: await call('visit.get', { visitId: this.visitId }), now: serverNow() })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
