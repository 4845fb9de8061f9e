import { componentsReasonSheetWords } from '../../../locales/zh/pages/components-reason-sheet'
import {
  asksWords,
  choicesOf,
  composedReason,
  readReason,
  togglePick,
  type PickedReason,
  type ReasonQuestion,
} from '../../locales/picked-reasons'

const NOTHING: PickedReason = { picked: [], typed: '' }

/**
 * The reasons of one question to tap, and a field for 其他; without a question the field alone. Fires `change` {reason, asks} with what
 * it comes to, empty as long as there is none, and whether the field is there, which a sheet brings into sight. `value` is that reason again: a sheet that was closed shows it anew.
 */
Component({
  options: { pureDataPattern: /^(answer|shown)$/ },
  properties: {
    question: { type: String, value: '' },
    value: { type: String, value: '' },
    /** Several may be picked. */
    multiple: { type: Boolean, value: false },
    /** Read out before the choices. */
    label: { type: String, value: '' },
    placeholder: { type: String, value: componentsReasonSheetWords.giveReason },
    most: { type: Number, value: 100 },
    disabled: { type: Boolean, value: false },
  },
  data: {
    answer: NOTHING,
    /** The question whose choices are shown; null: none yet. */
    shown: null as string | null,
    options: [] as { words: string; chosen: boolean; icon: string }[],
    asks: false,
    typed: '',
  },
  observers: {
    'question, value, multiple'(question: ReasonQuestion | '', value: string, multiple: boolean) {
      const { answer, shown } = this.data
      const choices = choicesOf(question)
      if (shown === question && composedReason(choices, answer) === value) return
      this.show(readReason(choices, value, multiple))
    },
  },
  methods: {
    onPick(event: WechatMiniprogram.TouchEvent) {
      if (this.data.disabled) return
      const { answer, multiple } = this.data
      const words = event.currentTarget.dataset.words as string
      this.report({ ...answer, picked: togglePick(answer.picked, words, multiple) })
    },
    onType(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.report({ ...this.data.answer, typed: event.detail.value })
    },
    report(answer: PickedReason) {
      this.show(answer)
      const choices = choicesOf(this.data.question as ReasonQuestion | '')
      const asks = asksWords(choices, answer.picked)
      this.triggerEvent('change', { reason: composedReason(choices, answer), asks })
    },
    show(answer: PickedReason) {
      const { question, multiple } = this.data
      const choices = choicesOf(question as ReasonQuestion | '')
      this.setData({
        answer,
        shown: question,
        options: choices.map((words) => {
          const chosen = answer.picked.indexOf(words) >= 0
          return { words, chosen, icon: iconOf(chosen, multiple) }
        }),
        asks: asksWords(choices, answer.picked),
        typed: answer.typed,
      })
    },
  },
})

/** Of several square, of one round (and drawn on what is chosen alone). */
const iconOf = (chosen: boolean, multiple: boolean): string => {
  if (multiple) return chosen ? 'check-rectangle-filled' : 'rectangle'
  return chosen ? 'check' : ''
}
