import { serverNow } from '../../api/clock'
import { dayOf } from '../../domain/values/days'
import { controlWords } from '../../locales/controls'
import { dayIn, monthId, monthsOf } from './day-picker.view'

/**
 * A sheet of months around a line that shows the chosen day. Days from `start` to `end` are lit, the others grey. Fires
 * `change` {value} with the day, as the platform's picker does.
 */
Component({
  properties: {
    heading: { type: String, value: '' },
    value: { type: String, value: '' },
    /** Empty: today. */
    start: { type: String, value: '' },
    /** Empty: as far as is shown. */
    end: { type: String, value: '' },
  },
  data: {
    words: controlWords(),
    weekdays: controlWords().weekdays.map((word) => ({ word })),
    open: false,
    months: [] as ReturnType<typeof monthsOf>,
    at: '',
  },
  methods: {
    onOpen() {
      const { value, end } = this.data
      const today = dayOf(serverNow())
      const start = this.data.start === '' ? today : this.data.start
      this.setData({
        open: true,
        months: monthsOf({ start, end, today }, value),
        at: monthId(value > start ? value : start),
      })
    },
    onDay(event: WechatMiniprogram.BaseEvent) {
      const { month, number, off } = event.currentTarget.dataset as {
        month: string
        number: number
        off: boolean
      }
      if (off) return
      this.onClose()
      this.triggerEvent('change', { value: dayIn(month, number) })
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose()
    },
    onClose() {
      this.setData({ open: false })
    },
  },
})
