import { controlWords } from '../../locales/controls'

/** A white card with an optional heading; slot `aside` stands at the right of the heading. */
Component({
  options: { multipleSlots: true },
  properties: {
    heading: { type: String, value: '' },
    /** A star behind the heading: the card is one question and needs an answer. */
    required: { type: Boolean, value: false },
  },
  data: { words: controlWords() },
})
