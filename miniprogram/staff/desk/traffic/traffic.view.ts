import type { LoadFailure } from '../../../api/api-error'
import type { Gate, Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { addDays, dayOf, formatTime, startOfDay } from '../../../domain/values/days'
import { controlErrors } from '../../../domain/vehicle/traffic-control'
import { formatDay, formatMoment } from '../../../locales/days'
import { sentenceOf } from '../../../locales/errors'
import { deskTrafficWords } from '../../../locales/zh/pages/desk-traffic'

type Control = Output<'traffic.list'>['controls'][number]

export interface TrafficState {
  /** Gates with a barrier; null until loaded. */
  gates: Gate[] | null
  controls: Control[]
  failure: LoadFailure | null
  gateIds: readonly string[]
  from: number
  until: number
  reason: string
  tried: boolean
  sending: 'no' | 'closing' | 'confirming'
  /** Id of the control being ended; empty: none. */
  opening: string
  /** Why the last try was refused; empty otherwise. */
  refused: string
  now: number
}

export interface TrafficView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  controls: Array<{ id: string; gates: string; state: string; on: boolean; facts: Fact[]; opening: boolean }>
  gates: Array<{ id: string; name: string; chosen: boolean }>
  from: Moment
  until: Moment
  firstDay: string
  lastDay: string
  reason: string
  fieldErrors: FieldErrors
  sending: boolean
  waitingWords: string
  busy: boolean
  refused: string
}

interface Moment {
  /** For the picker; `dayWords` is what people read. */
  day: string
  dayWords: string
  time: string
}

interface FieldErrors {
  gates: string
  times: string
  reason: string
}

const HOUR_MS = 3_600_000

/** A control that begins with the next full hour and lasts two. */
export function initialTraffic(now = 0): TrafficState {
  const from = Math.ceil(now / HOUR_MS) * HOUR_MS
  return {
    gates: null,
    controls: [],
    failure: null,
    gateIds: [],
    from,
    until: from + 2 * HOUR_MS,
    reason: '',
    tried: false,
    sending: 'no',
    opening: '',
    refused: '',
    now,
  }
}

/** Gates that are closed to vehicles, and closing more (spec 5.5). */
export function trafficView(state: TrafficState): TrafficView {
  const { gates, controls, failure, from, until, now, sending, opening } = state
  return {
    stage: gates !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    controls: controls.map((control) => ({
      id: control.id,
      gates: control.gateNames.join(deskTrafficWords.listComma),
      state: control.from <= now ? deskTrafficWords.state : deskTrafficWords.controlsState,
      on: control.from <= now,
      facts: factsOf(control, now),
      opening: opening === control.id,
    })),
    gates: (gates ?? []).map(({ id, name }) => ({ id, name, chosen: state.gateIds.includes(id) })),
    from: momentOf(from, now),
    until: momentOf(until, now),
    firstDay: dayOf(now),
    lastDay: addDays(dayOf(now), 365),
    reason: state.reason,
    fieldErrors: state.tried ? fieldErrorsOf(state) : { gates: '', times: '', reason: '' },
    sending: sending !== 'no',
    waitingWords: sending === 'confirming' ? deskTrafficWords.confirming : deskTrafficWords.waitingWords,
    busy: sending !== 'no' || opening !== '',
    refused: state.refused,
  }
}

function factsOf({ from, until, reason }: Control, now: number): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words })
  return [
    fact(deskTrafficWords.factsOfLabel, formatMoment(from, now)),
    fact(deskTrafficWords.onOpenConfirmText, formatMoment(until, now)),
    ...(reason === '' ? [] : [fact(deskTrafficWords.reason, reason)]),
  ]
}

/** What keeps the control from being sent; all empty when nothing does. */
export function fieldErrorsOf(state: TrafficState): FieldErrors {
  const errors = controlErrors(state, state.now)
  const sentenceIf = (code: (typeof errors)[number]): string =>
    errors.includes(code) ? sentenceOf(code) : ''
  return {
    gates: sentenceIf('GATES_REQUIRED'),
    times: sentenceIf('CONTROL_TIME'),
    reason: state.reason.trim() === '' ? deskTrafficWords.fieldErrorsOfReason : '',
  }
}

export const isComplete = (state: TrafficState): boolean => {
  const { gates, times, reason } = fieldErrorsOf(state)
  return gates === '' && times === '' && reason === ''
}

export const withGate = (gateIds: readonly string[], id: string): string[] =>
  gateIds.includes(id) ? gateIds.filter((each) => each !== id) : [...gateIds, id]

const momentOf = (moment: number, now: number): Moment => ({
  day: dayOf(moment),
  dayWords: formatDay(dayOf(moment), dayOf(now)),
  time: formatTime(moment),
})

/** The same time on another day, and another time on the same day, in Shanghai. */
export const onDay = (moment: number, day: string): number =>
  startOfDay(day) + (moment - startOfDay(dayOf(moment)))
export function atTime(moment: number, time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return startOfDay(dayOf(moment)) + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
}
