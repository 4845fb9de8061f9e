/** What may be chosen. */
export interface Tab<Value extends string = string> {
  value: Value
  label: string
  /** How many there are; empty: not known, or none. */
  count?: string
}

/** Lists side by side, one of them open. Fires `change` with {value} when another one is tapped. */
Component({
  properties: {
    tabs: { type: Array, value: [] as Tab[] },
    value: { type: String, value: '' },
  },
  methods: {
    onTab(event: WechatMiniprogram.BaseEvent) {
      const { value } = event.currentTarget.dataset as { value: string }
      if (value !== this.data.value) this.triggerEvent('change', { value })
    },
  },
})
