import { personFieldErrors } from './person-sheet.view'

const NO_FAULTS = { tail: '', name: '' }

/** Asks for the last six of the ID and the name. Fires `check` {tail, name} and `close`; opens empty each time. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { tail: '', name: '', fieldErrors: NO_FAULTS },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ tail: '', name: '', fieldErrors: NO_FAULTS })
    },
  },
  methods: {
    onType(event: WechatMiniprogram.CustomEvent<{ field: string; value: string }>) {
      this.setData({ [event.detail.field]: event.detail.value, fieldErrors: NO_FAULTS })
    },
    onCheck() {
      const { tail, name } = this.data
      const fieldErrors = personFieldErrors({ tail, name })
      if (fieldErrors !== null) this.setData({ fieldErrors })
      else this.triggerEvent('check', { tail: tail.trim(), name: name.trim() })
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
  },
})
