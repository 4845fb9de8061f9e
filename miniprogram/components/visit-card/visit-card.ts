import type { VisitCardView } from './visit-card.view'

/** One visit in a list. `card` comes from visit-card.view.ts. Fires `open` with {visitId}. */
Component({
  properties: {
    card: { type: Object, value: {} as VisitCardView },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open', { visitId: this.data.card.id })
    },
  },
})
