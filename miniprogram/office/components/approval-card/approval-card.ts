import type { ApprovalCardView } from './approval-card.view'

/** One booking in the approver's list. `card` comes from approval-card.view.ts. Fires `open` with {visitId}. */
Component({
  properties: {
    card: { type: Object, value: {} as ApprovalCardView },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open', { visitId: this.data.card.id })
    },
  },
})
