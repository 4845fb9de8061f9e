import { readCount } from '../../../domain/values/counts'
import type { LoadFailure } from '../../../api/api-error'
import type { BookingOptions, Gate, Input } from '../../../../contract'
import { checkPlan, MAX_QUESTION_LENGTH, MAX_TITLE_LENGTH } from '../../../domain/activity/activity'
import { addDays, MAX_VISIT_DAYS, type Day } from '../../../domain/values/days'
import { hoursBetween } from '../../../domain/values/validity'
import type { PurposeId } from '../../../domain/visit/purposes'
import { formatDay, formatRange } from '../../../locales/days'
import { translate } from '../../../locales/errors'
import { purposePicker } from '../../../locales/purposes'
import { activityWords } from '../../locales/activities'
import { timeOf } from '../activity-words'

type Plan = Input<'activity.apply'>['plan']

export interface MakeState {
  title: string
  purpose: PurposeId
  /** What is offered; empty: not known yet. */
  purposes: BookingOptions['purposes']
  firstDay: Day
  lastDay: Day
  allDay: boolean
  from: number
  until: number
  gates: Gate[]
  gateIds: readonly string[]
  units: readonly { unitId: string; name: string }[]
  unitIndex: number
  quota: string
  asksPlate: boolean
  question: string
  failure: LoadFailure | null
  tried: boolean
  sending: 'no' | 'sending' | 'confirming'
  refused: string
  today: Day
}

const EIGHT = 8 * 60
const SIX_PM = 18 * 60

export const initialMake = (today: Day): MakeState => ({
  ...{ title: '', purpose: '', purposes: [], firstDay: today, lastDay: today },
  ...{ allDay: true, from: EIGHT, until: SIX_PM, gates: [], gateIds: [], units: [], unitIndex: 0 },
  ...{ quota: '', asksPlate: true, question: '', failure: null, tried: false, sending: 'no', refused: '' },
  today,
})

/** Under which name an activity that wasn't sent is kept on the phone. */
export const DRAFT = 'activity'

const TYPED = [
  ...(['title', 'purpose', 'firstDay', 'lastDay', 'allDay', 'from', 'until'] as const),
  ...(['gateIds', 'quota', 'asksPlate', 'question'] as const),
]

/** What of the page is typed. */
export type Typed = Pick<MakeState, (typeof TYPED)[number]>

export function typedOf(state: MakeState): Typed {
  const typed: Partial<Record<keyof Typed, unknown>> = {}
  for (const field of TYPED) typed[field] = state[field]
  return typed as Typed
}

/** As it was typed, from today on. */
export const recalled = (typed: Typed, today: Day): Typed => ({
  ...typed,
  firstDay: typed.firstDay < today ? today : typed.firstDay,
  lastDay: typed.lastDay < today ? today : typed.lastDay,
})

export interface MakeView {
  title: string
  maxTitle: number
  purposes: string[]
  purposeAt: number
  purpose: string
  today: Day
  latest: Day
  firstDay: Day
  lastDay: Day
  first: string
  last: string
  range: string
  allDay: boolean
  from: string
  until: string
  nextDay: boolean
  gates: Array<{ id: string; name: string; chosen: boolean }>
  units: string[]
  unitIndex: number
  unit: string
  quota: string
  asksPlate: boolean
  question: string
  maxQuestion: number
  fieldErrors: Readonly<Record<string, string>>
  failure: LoadFailure | null
  sending: boolean
  waitingWords: string
  refused: string
}

/** The plan as the server takes it. */
export function planOf(state: MakeState): Plan {
  const { title, purpose, firstDay, lastDay, allDay, from, until, gateIds, quota, asksPlate } = state
  return {
    ...{ title, purpose, firstDay, lastDay, gateIds: [...gateIds], asksPlate, question: state.question },
    hours: allDay ? null : hoursBetween(from, until),
    quota: readCount(quota),
  }
}

/** What is wrong with the plan, by field, in the server's words. */
export function makeFieldErrors(state: MakeState): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { field, code, details } of checkPlan(planOf(state), state.today, state.purposes, state.gates))
    errors[field] = translate(code, details)
  return errors
}

/** An application for an activity (spec 4.2). */
export function makeView(state: MakeState): MakeView {
  const { title, purpose, firstDay, lastDay, today, from, until, gates, gateIds, units, sending } = state
  return {
    title,
    maxTitle: MAX_TITLE_LENGTH,
    ...purposePicker(state.purposes, purpose),
    ...{ today, firstDay, lastDay, latest: addDays(firstDay, MAX_VISIT_DAYS - 1) },
    first: formatDay(firstDay, today),
    last: formatDay(lastDay, today),
    range: lastDay > firstDay ? formatRange(firstDay, lastDay, today) : '',
    allDay: state.allDay,
    from: timeOf(from),
    until: timeOf(until),
    nextDay: !state.allDay && until <= from && until > 0,
    gates: gates.map(({ id, name }) => ({ id, name, chosen: gateIds.indexOf(id) >= 0 })),
    units: units.map(({ name }) => name),
    unitIndex: state.unitIndex,
    unit: units[state.unitIndex]?.name ?? '',
    quota: state.quota,
    asksPlate: state.asksPlate,
    question: state.question,
    maxQuestion: MAX_QUESTION_LENGTH,
    fieldErrors: state.tried ? makeFieldErrors(state) : {},
    failure: state.failure,
    sending: sending !== 'no',
    waitingWords: sending === 'confirming' ? activityWords.confirming : activityWords.sending,
    refused: state.refused,
  }
}
