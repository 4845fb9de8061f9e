/** Nothing here, and what to do about it. Fires `act` when the offered button is tapped. */
Component({
  properties: {
    icon: { type: String, value: 'root-list' },
    sentence: { type: String, value: '' },
    advice: { type: String, value: '' },
    /** Words of the button; empty: none. */
    action: { type: String, value: '' },
  },
  methods: {
    onAct() {
      this.triggerEvent('act')
    },
  },
})
