import type { Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { formatMoment } from '../../../locales/days'

export type Mode = Output<'emergency.get'>

export interface ModeState {
  mode: Mode | null
  /** Why the mode couldn't be loaded; empty otherwise. */
  failure: string
  loading: boolean
  sheetOpen: boolean
  sending: boolean
  /** Why the last try was refused; empty otherwise. */
  refused: string
  now: number
}

export interface ModeView {
  stage: 'loading' | 'failed' | 'ready'
  failure: string
  waiting: boolean
  on: boolean
  icon: string
  title: string
  explanation: string
  facts: Fact[]
  action: string
  history: Array<{ key: string; icon: string; on: boolean; word: string; moment: string; reason: string }>
  sheet: {
    visible: boolean
    subject: string
    heading: string
    explanation: string
    placeholder: string
    action: string
    theme: string
    waiting: boolean
    failure: string
  }
}

export const initialMode = (): ModeState => ({
  mode: null,
  failure: '',
  loading: true,
  sheetOpen: false,
  sending: false,
  refused: '',
  now: 0,
})

/** The office's switch of the phone reports: how it stands, who did it when and why (spec 5.6). */
export function modeView(state: ModeState): ModeView {
  const { mode, failure, now } = state
  const on = mode !== null && mode.on
  return {
    stage: mode !== null ? 'ready' : failure !== '' ? 'failed' : 'loading',
    failure: mode === null ? failure : '',
    waiting: state.loading,
    on,
    icon: on ? 'call' : 'lock-on',
    title: on ? '电话报备已开启' : '电话报备未开启',
    explanation: on
      ? '教职工可致电110指挥中心，由值班员登记后给出报备号，门岗凭号放行。'
      : '仅在系统故障、突发事件等情况下开启。关闭时，指挥中心不能登记来电。',
    facts: mode === null ? [] : factsOf(mode, now),
    action: on ? '关闭电话报备' : '开启电话报备',
    history: (mode === null ? [] : mode.history).map((step) => ({
      key: String(step.at),
      icon: step.on ? 'call' : 'lock-on',
      on: step.on,
      word: `${step.byName}${step.on ? '开启' : '关闭'}`,
      moment: formatMoment(step.at, now),
      reason: step.reason,
    })),
    sheet: sheetOf(state, on),
  }
}

function factsOf({ on, since, byName, reason }: Mode, now: number): Fact[] {
  if (since === null) return []
  const fact = (label: string, words: string): Fact => ({ label, words, figures: false })
  return [fact(on ? '开启' : '关闭', `${formatMoment(since, now)} ${byName}`), fact('原因', reason)]
}

const sheetOf = (state: ModeState, on: boolean): ModeView['sheet'] => ({
  visible: state.sheetOpen,
  subject: on ? 'off' : 'on',
  heading: on ? '关闭电话报备' : '开启电话报备',
  explanation: on
    ? '已给出的报备号在其日期内仍然有效；之后请逐条核对。'
    : '开启期间，每个来电都会登记并留痕，事后须逐条核对。',
  placeholder: on ? '例如：系统已恢复' : '例如：预约系统故障，正在抢修',
  action: on ? '确认关闭' : '确认开启',
  theme: on ? 'primary' : 'danger',
  waiting: state.sending,
  failure: state.refused,
})
