import {
  keysOf,
  nextKeySet,
  otherPlate,
  plateBoxes,
  withKey,
  withoutLast,
  writtenOf,
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
    written: '',
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
    /** Between a plate of the keys and one that is typed freely; what stands there is of one kind alone. */
    onOther() {
      this.report(this.data.set === 'other' ? '' : otherPlate(''))
    },
    onWritten(event: WechatMiniprogram.Input) {
      this.report(otherPlate(event.detail.value))
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
      if (set === 'other') {
        this.setData({ set, written: writtenOf(value), keys: [], boxes: [] })
        return
      }
      this.setData({ set, boxes: plateBoxes(value), keys: keysOf(set, value).map((key) => ({ key })) })
    },
  },
})
