import type { Checked } from '../../../../contract'
import type { Refusal } from '../../../cloud/refusal'
import { dayOf, formatRange } from '../../../domain/days'
import { formatShortCode } from '../../../domain/pass'
import type { GateCheck, Signal } from '../gate-check'

/** How long a plain green stays (look: back to scanning by itself). */
export const GREEN_SECONDS = 3

/**
 * Where a check stands. `repeating`: no answer yet and it is being sent again by itself. `failed`: given up, or the
 * server refused to look at all.
 */
export type ResultState = { check: GateCheck } & (
  | { phase: 'checking' }
  | { phase: 'repeating' }
  | { phase: 'failed'; refusal: Refusal }
  | { phase: 'answered'; answer: Checked; secondsLeft: number | null }
)

export interface ResultView {
  tone: 'wait' | 'pass' | 'stop' | 'unsure'
  icon: string
  /** 放行 / 不放行: the one word. */
  word: string
  /** Plate or masked name, the largest after the word; empty when unknown. */
  subject: string
  /** The name when the plate is the subject. */
  beneath: string
  sentence: string
  nextStep: string
  unit: string
  days: string
  headCount: string
  /** Where and which way, so that a wrong setting is seen. */
  place: string
  action: string
  /** Second, quiet way out; empty: none. */
  leave: string
  /** The tap (anywhere) goes on to the next visitor; otherwise only buttons act. */
  tapGoesOn: boolean
  busy: boolean
  /** Share of the countdown still to run as a percentage; -1: none runs. */
  countdown: number
}

const NOTHING = { subject: '', beneath: '', nextStep: '', unit: '', days: '', headCount: '', leave: '' }

export function resultView(state: ResultState): ResultView {
  const { check } = state
  const place = `${check.gateName} · ${check.direction === 'in' ? '进' : '出'}`
  switch (state.phase) {
    case 'checking':
      return {
        ...NOTHING,
        place,
        tone: 'wait',
        icon: 'loading',
        word: '正在核验',
        sentence: '请稍候',
        action: '',
        tapGoesOn: false,
        busy: true,
        countdown: -1,
      }
    case 'repeating':
      return { ...unanswered(check, place), sentence: '网络不通，正在自动重试…', action: '', busy: true }
    case 'failed':
      return state.refusal.code === 'NETWORK'
        ? { ...unanswered(check, place), sentence: '网络不通，请重试或登记短码', action: '重试', busy: false }
        : notChecked(state.refusal, place)
    case 'answered':
      return answered(check, place, state.answer, state.secondsLeft)
  }
}

type Unanswered = Omit<ResultView, 'sentence' | 'action' | 'busy'>

/** Nobody knows whether the visitor may pass: neither green nor red, but a state of its own. */
function unanswered(check: GateCheck, place: string): Unanswered {
  return {
    ...NOTHING,
    place,
    tone: 'unsure',
    icon: 'wifi-off',
    word: '未能核验',
    nextStep:
      check.by === 'keypad'
        ? `请记下短码 ${formatShortCode(check.code)} 和时间`
        : '请访客出示二维码下方的短码，记下备查',
    leave: '返回',
    tapGoesOn: false,
    countdown: -1,
  }
}

/** The server answered, but not about the visitor: no right to this gate, too busy. */
function notChecked(refusal: Refusal, place: string): ResultView {
  return {
    ...NOTHING,
    place,
    tone: 'unsure',
    icon: 'error',
    word: '未能核验',
    sentence: refusal.message,
    action: '重试',
    leave: '返回',
    tapGoesOn: false,
    busy: false,
    countdown: -1,
  }
}

function answered(check: GateCheck, place: string, answer: Checked, secondsLeft: number | null): ResultView {
  const { visit } = answer
  const next = check.by === 'scan' ? '扫下一位' : '下一位'
  return {
    place,
    tone: answer.allowed ? 'pass' : 'stop',
    icon: answer.allowed ? 'check' : 'close',
    word: answer.allowed ? '放行' : '不放行',
    subject: visit === null ? '' : (visit.plate ?? visit.name),
    beneath: visit === null || visit.plate === null ? '' : visit.name,
    sentence: answer.sentence,
    nextStep: answer.nextStep,
    unit: visit === null ? '' : visit.unitName,
    days: visit === null ? '' : formatRange(visit.firstDay, visit.lastDay, dayOf(answer.at)),
    headCount: visit === null ? '' : `共${visit.headCount}人`,
    action: secondsLeft === null ? next : `${next}（${secondsLeft}）`,
    leave: '',
    tapGoesOn: true,
    busy: false,
    countdown: secondsLeft === null ? -1 : Math.round((secondsLeft / GREEN_SECONDS) * 100),
  }
}

/**
 * Whether the answer leaves by itself, and when: a plain green does. A green with something left to do (the car must
 * use another gate) stays like a red until the guard has read it.
 */
export function secondsShown(answer: Checked): number | null {
  return answer.allowed && answer.nextStep === '' ? GREEN_SECONDS : null
}

export const signalOf = (state: ResultState): Signal | null => {
  if (state.phase === 'answered') return state.answer.allowed ? 'allowed' : 'refused'
  return state.phase === 'failed' ? 'unsure' : null
}
