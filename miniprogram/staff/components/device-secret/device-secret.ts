/**
 * What a device has to be told, shown this once: nobody can read it again, so only the button closes the sheet. Fires
 * `done`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** Name of the device. */
    name: { type: String, value: '' },
    /** {label, value}, each to be copied by itself. */
    rows: { type: Array, value: [] as Array<{ label: string; value: string }> },
  },
  methods: {
    onCopy(event: WechatMiniprogram.BaseEvent) {
      void wx.setClipboardData({ data: event.currentTarget.dataset.value as string })
    },
    onDone() {
      this.triggerEvent('done')
    },
  },
})
