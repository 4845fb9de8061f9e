import { controlWords } from '../../locales/controls'

/** A row that leads somewhere: mark, title, one line of explanation, a number. Fires `open`. */
Component({
  properties: {
    icon: { type: String, value: '' },
    /** Not `title`: that is an attribute of its own on some hosts. */
    heading: { type: String, value: '' },
    note: { type: String, value: '' },
    /** Shown when not empty. */
    count: { type: String, value: '' },
    /** Something waits: the mark and the number stand out. */
    urgent: { type: Boolean, value: false },
  },
  data: { words: controlWords() },
  methods: {
    onOpen() {
      this.triggerEvent('open')
    },
  },
})
