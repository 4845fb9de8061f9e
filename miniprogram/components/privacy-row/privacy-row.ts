import { serverNow } from '../../api/clock'
import { openPrivacyGuide } from '../../api/privacy-guide'
import { dayOf } from '../../domain/values/days'
import { isTicked, tickedAt, type PrivacyTick } from '../../domain/visit/privacy'
import { controlWords } from '../../locales/controls'
import { formatFullDay } from '../../locales/days'

/**
 * The row above a form's button (spec 2, Privacy): names what is collected, why and for how long, and leads to the guide.
 * Fires `tick` {value}: the tick of this moment, or none.
 */
Component({
  properties: {
    /** What was ticked, also for an earlier form; null: nothing. */
    value: { type: Object, value: null as unknown as Record<string, unknown> },
    /** How many days after a visit its person is kept. */
    keptDays: { type: Number, value: 0 },
    fieldError: { type: String, value: '' },
  },
  data: { words: controlWords().privacy, ticked: false, agreed: '', collected: '' },
  observers: {
    value(value: PrivacyTick | null) {
      const ticked = isTicked(value ?? undefined, dayOf(serverNow()))
      const agreed = value !== null && ticked ? controlWords().agreedOn(formatFullDay(dayOf(value.at))) : ''
      this.setData({ ticked, agreed })
    },
    keptDays(days: number) {
      this.setData({ collected: controlWords().collected(days) })
    },
  },
  methods: {
    onTick() {
      this.triggerEvent('tick', { value: this.data.ticked ? undefined : tickedAt(serverNow()) })
    },
    onGuide() {
      openPrivacyGuide()
    },
  },
})
