import { asApiError, failureOf } from '../../../api/api-error'
import { call } from '../../../api/call'
import { idempotencyKey } from '../../../api/idempotency-key'
import { statefulPage } from '../../../behaviors/stateful-page'
import { walkInStaffWords } from '../../locales/walk-in'
import { draftErrors, draftOf, initialQuotas, quotaOf, quotasView, type Draft } from './quotas.view'

/** The office says how many come in by each gate without a booking (spec 4.3). */
Page(
  statefulPage(
    { initial: initialQuotas, view: quotasView, longList: 'rows' },
    {
      key: idempotencyKey(),

      onLoad() {
        this.key = idempotencyKey()
      },

      onShow() {
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      onEdit(event: WechatMiniprogram.BaseEvent) {
        const draft = draftOf(this.state, event.currentTarget.dataset.id as string)
        this.key = idempotencyKey()
        this.render({ draft, tried: false, refused: '' })
      },

      onClose() {
        this.render({ draft: null })
      },

      onOpen(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.change({ open: event.detail.value })
      },

      onFrom(event: WechatMiniprogram.PickerChange) {
        this.change({ fromHour: Number(event.detail.value) })
      },

      onUntil(event: WechatMiniprogram.PickerChange) {
        this.change({ untilHour: Number(event.detail.value) + 1 })
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: 'perHour' | 'perDay'; value: string }>) {
        this.change({ [event.detail.field]: event.detail.value })
      },

      async onSave() {
        const { draft, sending } = this.state
        if (draft === null || sending !== 'no') return
        this.render({ tried: true, refused: '' })
        if (Object.keys(draftErrors(draft)).length > 0) return
        this.render({ sending: 'sending' })
        try {
          await call(
            'walkIn.saveQuota',
            { gateId: draft.gateId, quota: quotaOf(draft), seen: draft.seen },
            { idempotencyKey: this.key, onRetry: () => this.render({ sending: 'confirming' }) },
          )
          this.render({ sending: 'no', draft: null })
          void wx.showToast({ title: walkInStaffWords.saved, icon: 'none' })
          await this.load()
        } catch (thrown) {
          const { code, message } = asApiError(thrown)
          this.render({ sending: 'no', refused: message })
          if (code !== 'CHANGED_MEANWHILE') return
          // What is typed stays beside what a colleague has set; saving once more is then meant.
          await this.load()
          const stands = draftOf(this.state, draft.gateId)
          if (stands !== null) this.render({ draft: { ...draft, seen: stands.seen } })
        }
      },

      async load() {
        try {
          this.render({ quotas: await call('walkIn.quotas', {}), failure: null })
        } catch (thrown) {
          this.render({ quotas: null, failure: failureOf(thrown) })
        }
      },

      change(change: Partial<Draft>) {
        const { draft } = this.state
        if (draft !== null) this.render({ draft: { ...draft, ...change }, refused: '' })
      },
    },
  ),
)
