import { controlWords } from '../../locales/controls'

/** One question of a form: label, the control in the default slot, and its field error right beneath. */
Component({
  options: { multipleSlots: true },
  properties: {
    label: { type: String, value: '' },
    required: { type: Boolean, value: false },
    /** No box around the control: it draws its own (chips). */
    bare: { type: Boolean, value: false },
    hint: { type: String, value: '' },
    /** Sentence of the field error; empty: none. */
    fieldError: { type: String, value: '' },
  },
  data: { words: controlWords() },
})
