import type { ApprovalCardView } from './approval-card.view'

/**
 * One booking in the approver's list. `card` comes from approval-card.view.ts. A tap fires `open` with {visitId}, or
 * `choose` while many are being chosen.
 */
Component({
  properties: {
    card: { type: Object, value: {} as ApprovalCardView },
  },
  methods: {
    onTap() {
      const { id, choice } = this.data.card
      if (choice === null) this.triggerEvent('open', { visitId: id })
      else if (!choice.locked) this.triggerEvent('choose', { visitId: id })
    },
  },
})
