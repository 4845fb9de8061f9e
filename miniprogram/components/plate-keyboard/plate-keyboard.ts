import {
  keysOf,
  nextKeySet,
  plateBoxes,
  withKey,
  withoutLast,
  type KeySet,
  type PlateBox,
} from './plate-keys'
import { controlWords } from '../../locales/controls'

/**
 * A keyboard for number plates, from the bottom of the screen. `value` is the plate without dot or blanks.
 * Fires `type` {value} on every key and `done` {finished} when it is put away, by its
 * button or (not finished) by a tap beside it.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    value: { type: String, value: '' },
  },
  data: {
    words: controlWords(),
    set: 'provinces' as KeySet,
    keys: [] as Array<{ key: string }>,
    boxes: [] as PlateBox[],
  },
  observers: {
    'visible, value'() {
      this.show(nextKeySet(this.data.value))
    },
  },
  methods: {
    onKey(event: WechatMiniprogram.BaseEvent) {
      this.report(withKey(this.data.value, event.currentTarget.dataset.key as string))
    },
    onBack() {
      this.report(withoutLast(this.data.value))
    },
    /** For the rare plates that begin with a digit, and to correct a province. */
    onTurn() {
      this.show(this.data.set === 'provinces' ? 'characters' : 'provinces')
    },
    onDone() {
      this.triggerEvent('done', { finished: true })
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('done', { finished: false })
    },
    report(value: string) {
      this.triggerEvent('type', { value })
    },
    show(set: KeySet) {
      const { value } = this.data
      this.setData({ set, boxes: plateBoxes(value), keys: keysOf(set, value).map((key) => ({ key })) })
    },
  },
})
