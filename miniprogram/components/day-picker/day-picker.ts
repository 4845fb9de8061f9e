import { serverNow } from '../../api/clock'
import { addDays, dayOf } from '../../domain/values/days'
import { controlWords } from '../../locales/controls'
import { calendarOf, dayIn, firstOf, monthId } from './day-picker.view'

/** About thirty years. */
const FAR_DAYS = 30 * 365

/**
 * A sheet of months around a line that shows the chosen day. Days from `start` to `end` are lit, the others grey; a time of
 * many months is gone through by year and month. Fires `change` {value} with the day, as the platform's picker does.
 */
Component({
  properties: {
    heading: { type: String, value: '' },
    value: { type: String, value: '' },
    /** Empty: today. */
    start: { type: String, value: '' },
    /** Empty: as far as is shown. */
    end: { type: String, value: '' },
    /** Years ahead may be chosen, instead of an end: the last day of a certificate, or of a ban. */
    far: { type: Boolean, value: false },
    /** A tap on the line opens the sheet; without one `onOpen` does. */
    line: { type: Boolean, value: true },
  },
  data: {
    words: controlWords(),
    /** Over a sheet that opened it. */
    overlay: { zIndex: 11900 },
    weekdays: controlWords().weekdays.map((word) => ({ word })),
    open: false,
    ...({ months: [], jump: null } as ReturnType<typeof calendarOf>),
    monthNumbers: Array.from({ length: 12 }, (_, index) => index + 1),
    at: '',
  },
  methods: {
    onOpen() {
      const { value } = this.data
      const bounds = this.bounds()
      const { start } = bounds
      this.setData({
        open: true,
        ...calendarOf(bounds, value),
        at: monthId(value > start ? value : start),
      })
    },
    bounds() {
      const today = dayOf(serverNow())
      const start = this.data.start === '' ? today : this.data.start
      return { start, end: this.data.far ? addDays(start, FAR_DAYS) : this.data.end, today }
    },
    onYear(event: WechatMiniprogram.BaseEvent) {
      const { by } = event.currentTarget.dataset as { by: number }
      const { jump } = this.data
      if (jump !== null && (by < 0 ? jump.earlier : jump.later)) this.goTo(jump.year + by, jump.month)
    },
    onMonth(event: WechatMiniprogram.BaseEvent) {
      const { number, off } = event.currentTarget.dataset as { number: number; off: boolean }
      if (this.data.jump !== null && !off) this.goTo(this.data.jump.year, number)
    },
    goTo(year: number, month: number) {
      this.setData(calendarOf(this.bounds(), this.data.value, firstOf(year, month)))
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
