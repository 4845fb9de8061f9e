import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import type { OpenPasses } from '../../../domain/emergency/emergency'
import { formatMoment } from '../../../locales/days'
import type { ReasonQuestion } from '../../locales/picked-reasons'
import { emergencyModeWords } from '../../locales/emergency-mode'

export type Mode = Output<'emergency.get'>

export interface ModeState {
  mode: Mode | null
  /** Why the mode couldn't be loaded; empty otherwise. */
  failure: LoadFailure | null
  loading: boolean
  sheetOpen: boolean
  /** What becomes of the open passes on switching off. */
  openPasses: OpenPasses
  sending: boolean
  /** Why the last try was refused; empty otherwise. */
  refused: string
  now: number
}

export interface ModeView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
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
    question: ReasonQuestion
    action: string
    theme: string
    waiting: boolean
    failure: string
  }
}

export const initialMode = (): ModeState => ({
  mode: null,
  failure: null,
  loading: true,
  sheetOpen: false,
  openPasses: 'keep',
  sending: false,
  refused: '',
  now: 0,
})

/** The office's switch of the phone reports: how it stands, who did it when and why (spec 5.6). */
export function modeView(state: ModeState): ModeView {
  const { mode, failure, now } = state
  const on = mode !== null && mode.on
  return {
    stage: mode !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure: mode === null ? failure : null,
    waiting: state.loading,
    on,
    icon: on ? 'call' : 'lock-on',
    title: on ? emergencyModeWords.emergencyIsOn : emergencyModeWords.emergencyIsOff,
    explanation: on ? emergencyModeWords.explanation : emergencyModeWords.modeViewExplanation,
    facts: mode === null ? [] : factsOf(mode, now),
    action: on ? emergencyModeWords.modeViewAction : emergencyModeWords.openEmergency,
    history: (mode === null ? [] : mode.history).map((step) => ({
      key: String(step.at),
      icon: step.on ? 'call' : 'lock-on',
      on: step.on,
      word: `${step.byName}${step.on ? emergencyModeWords.historyWord : emergencyModeWords.modeViewHistoryWord}`,
      moment: formatMoment(step.at, now),
      reason: step.reason,
    })),
    sheet: sheetOf(state, on),
  }
}

function factsOf({ on, since, byName, reason }: Mode, now: number): Fact[] {
  if (since === null) return []
  const fact = (label: string, words: string): Fact => ({ label, words })
  return [
    fact(
      on ? emergencyModeWords.historyWord : emergencyModeWords.modeViewHistoryWord,
      `${formatMoment(since, now)} ${byName}`,
    ),
    fact(emergencyModeWords.reason, reason),
  ]
}

const sheetOf = (state: ModeState, on: boolean): ModeView['sheet'] => ({
  visible: state.sheetOpen,
  subject: on ? 'off' : 'on',
  heading: on ? emergencyModeWords.modeViewAction : emergencyModeWords.openEmergency,
  explanation: on ? emergencyModeWords.closing[state.openPasses] : emergencyModeWords.openExplanation,
  question: on ? 'closeEmergency' : 'openEmergency',
  action: on ? emergencyModeWords.sheetOfAction : emergencyModeWords.confirmOpening,
  theme: on ? 'primary' : 'danger',
  waiting: state.sending,
  failure: state.refused,
})
