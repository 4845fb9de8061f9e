import {
  isFull,
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
    at: 0,
    keys: [] as Array<{ key: string }>,
    boxes: [] as PlateBox[],
    written: '',
    /** As the cursor stands in it: what is being typed is never written back, or nobody could type Chinese there. */
    typed: '',
  },
  options: { pureDataPattern: /^typed$/ },
  observers: {
    'visible, value'() {
      this.turnTo(this.data.value.length)
    },
  },
  methods: {
    /** At the last place there is nothing more to press. */
    onKey(event: WechatMiniprogram.BaseEvent) {
      const { value, at } = this.data
      const typed = withKey(value, event.currentTarget.dataset.key as string, at)
      this.report(typed)
      if (isFull(typed) && at === value.length) this.onDone()
    },
    /** Any place can be corrected; behind the plate there is only its next one. */
    onPlace(event: WechatMiniprogram.BaseEvent) {
      this.turnTo(Math.min(event.currentTarget.dataset.place as number, this.data.value.length))
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
      this.data.typed = event.detail.value
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
    /** `written` may lag behind the input: bring it level first, or setting an equal value would change nothing. */
    write(written: string) {
      if (this.data.written !== this.data.typed) this.setData({ written: this.data.typed })
      this.data.typed = written
      this.setData({ written })
    },
    /** The next key goes to this place. */
    turnTo(at: number) {
      this.data.at = at
      this.show(nextKeySet(this.data.value, at))
    },
    show(set: KeySet) {
      const { value, at } = this.data
      if (set === 'other') {
        this.setData({ set, keys: [], boxes: [] })
        if (otherPlate(this.data.typed) !== value || !this.data.visible) this.write(writtenOf(value))
        return
      }
      const keys = keysOf(set, value, at).map((key) => ({ key }))
      this.setData({ set, boxes: plateBoxes(value, at), keys })
    },
  },
})
