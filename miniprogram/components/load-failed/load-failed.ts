/** A list or page that couldn't be loaded: why, and 重试. Fires `retry`. */
Component({
  properties: {
    sentence: { type: String, value: '' },
    waiting: { type: Boolean, value: false },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})
