import { controlWords } from '../../locales/controls'

/** A list or page that couldn't be loaded: why, and 重试. Fires `retry`. */
Component({
  properties: {
    sentence: { type: String, value: '' },
    waiting: { type: Boolean, value: false },
  },
  data: { words: controlWords() },
  methods: {
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})
