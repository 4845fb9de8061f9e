/** A white card with an optional heading; slot `aside` stands at the right of the heading. */
Component({
  options: { multipleSlots: true },
  properties: {
    heading: { type: String, value: '' },
  },
})
