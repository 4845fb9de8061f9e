import { normaliseEmergencyNumber } from '../../../domain/emergency/emergency'
import { numberFieldErrors } from './number-sheet.view'

const NO_FAULTS = { number: '', name: '' }

/**
 * Asks for the number of an emergency pass and the visitor's name. `number`: what was scanned already. Fires `check`
 * {code, name} and `close`; opens without a name each time.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    number: { type: String, value: '' },
  },
  data: { typed: '', name: '', fieldErrors: NO_FAULTS },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ typed: this.data.number, name: '', fieldErrors: NO_FAULTS })
    },
  },
  methods: {
    onType(event: WechatMiniprogram.CustomEvent<{ field: string; value: string }>) {
      this.setData({ [event.detail.field]: event.detail.value, fieldErrors: NO_FAULTS })
    },
    onCheck() {
      const { typed, name } = this.data
      const fieldErrors = numberFieldErrors({ number: typed, name })
      if (fieldErrors !== null) this.setData({ fieldErrors })
      else this.triggerEvent('check', { code: normaliseEmergencyNumber(typed), name: name.trim() })
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
  },
})
