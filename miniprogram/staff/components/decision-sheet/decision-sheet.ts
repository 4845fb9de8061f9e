import { reasonFieldError, type ReasonedDecision } from '../../approvals/visit/reasons'
import { initialSheet, sheetView, type SheetState } from './decision-sheet.view'

/**
 * Asks for the reason of a return or a revoke. Fires `decide` with {kind, reason} and `close`. What was picked and
 * typed stays through a failed try and a closed sheet; only another `kind` begins anew.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    kind: { type: String, value: 'return' },
    /** The server's answer is on its way. */
    waiting: { type: Boolean, value: false },
    /** Why the last try failed; empty: it didn't. */
    failure: { type: String, value: '' },
  },
  data: {
    sheet: initialSheet('return'),
    view: sheetView(initialSheet('return')),
  },
  observers: {
    kind(kind: ReasonedDecision) {
      if (kind !== this.data.sheet.kind) this.show(initialSheet(kind))
    },
  },
  methods: {
    onReason(event: WechatMiniprogram.CustomEvent<{ reason: string; asks: boolean }>) {
      const { reason, asks } = event.detail
      this.show({ ...this.data.sheet, reason, asks })
    },
    onDecide() {
      if (this.data.waiting) return
      const { kind, reason } = this.data.sheet
      this.show({ ...this.data.sheet, tried: true })
      if (reasonFieldError(reason) === '') this.triggerEvent('decide', { kind, reason })
    },
    onClose() {
      if (!this.data.waiting) this.triggerEvent('close')
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose()
    },
    show(sheet: SheetState) {
      this.setData({ sheet, view: sheetView(sheet) })
    },
  },
})
