import { controlWords } from '../../locales/controls'
import { groupTyped, type Grouping } from './grouping'

/** Some number keyboards take digits alone: written again and again, the groups would only move the cursor. */
const MAX_REFUSED = 3

/**
 * A line to type in, or several (`long`), with label, field error and a clear button. Fires `type` {field, value} on every change and
 * `leave` {field} when the cursor goes elsewhere.
 *
 * The value is written back into the input only when it differs from what was typed: an echo that arrives late
 * swallows characters and moves the cursor on slow phones. So a number is written in its groups (`grouping`) where one begins,
 * and told without them.
 */
Component({
  options: { multipleSlots: true, pureDataPattern: /^(typed|told|refused)$/ },
  properties: {
    field: { type: String, value: '' },
    label: { type: String, value: '' },
    required: { type: Boolean, value: false },
    value: { type: String, value: '' },
    fieldError: { type: String, value: '' },
    hint: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** Keyboard: text, number or idcard. */
    keyboard: { type: String, value: 'text' },
    /** As high as what is typed. */
    long: { type: Boolean, value: false },
    maxlength: { type: Number, value: 60 },
    /** A phone or the kind of a document, whose number is shown in groups (grouping.ts); empty: as it is typed. */
    grouping: { type: String, value: '' },
  },
  data: {
    words: controlWords(),
    shown: '',
    /** Where the cursor goes with `shown`; -1: where it is. */
    cursor: -1,
    /** What stands in the input, and what of it was told. */
    typed: '',
    told: '',
    /** How often in a row the keyboard took the groups apart again. */
    refused: 0,
    /** The number in groups beneath a field that can't hold them; empty: it does. */
    groups: '',
    typing: false,
  },
  observers: {
    value(value: string) {
      if (value !== this.data.told) this.write(value)
    },
    grouping() {
      this.write(this.data.told)
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      const { value: raw, cursor } = event.detail
      const { shown, bare, cursor: place } = this.grouped(raw, cursor)
      this.setData({ typed: raw })
      if (this.holdsNoGroups(raw, shown)) this.setData({ groups: shown === raw ? '' : shown })
      else if (shown !== raw) this.show(shown, place)
      this.report(bare)
    },
    onFocus() {
      this.setData({ typing: true })
    },
    onBlur() {
      // The next time the cursor goes where it is put by a finger.
      this.setData({ typing: false, cursor: -1 })
      this.triggerEvent('leave', { field: this.data.field })
    },
    onClear() {
      this.write('')
      this.report('')
    },
    /** Whether the input has taken the groups apart as often as they were written. */
    holdsNoGroups(raw: string, shown: string) {
      const { refused } = this.data
      if (refused >= MAX_REFUSED) return true
      const isTorn = this.data.shown.includes(' ') && shown.includes(' ') && !raw.includes(' ')
      this.setData({ refused: isTorn ? refused + 1 : 0 })
      return this.data.refused >= MAX_REFUSED
    },
    grouped(text: string, cursor?: number) {
      return groupTyped(this.data.grouping as Grouping, text, cursor)
    },
    write(value: string) {
      this.show(this.grouped(value).shown, -1)
      this.setData({ told: value, groups: '' })
    },
    /** `shown` may lag behind the input: bring it level first where setting an equal value would change nothing. */
    show(shown: string, cursor: number) {
      const { typed, shown: before, cursor: placed } = this.data
      const changesNothing = before === shown && typed !== shown
      if (changesNothing || placed === cursor) this.setData({ shown: typed, cursor: -1 })
      this.setData({ shown, cursor, typed: shown })
    },
    report(value: string) {
      this.setData({ told: value })
      this.triggerEvent('type', { field: this.data.field, value })
    },
  },
})
