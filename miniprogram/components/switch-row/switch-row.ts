/** A line with a switch at its end. The whole line turns it: the switch alone is too small for a finger. */
Component({
  properties: {
    heading: { type: String, value: '' },
    note: { type: String, value: '' },
    /** The heading is what the card asks. */
    strong: { type: Boolean, value: false },
    value: { type: Boolean, value: false },
  },
  methods: {
    onTurn() {
      this.triggerEvent('change', { value: !this.data.value })
    },
  },
})
