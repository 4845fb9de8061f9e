import type { LoadFailure } from '../../api/api-error'
import type { Input, Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import { daysFact } from '../../components/fact-list/fact-list.view'
import { gateGroups, type GateGroup } from '../../components/gate-list/gate-list.view'
import { gateWays, type GateWay } from '../../components/gate-ways/gate-ways.view'
import { checkGuest, guestVisitForm } from '../../domain/activity/guest'
import { formatMinute, type Day } from '../../domain/values/days'
import type { FieldError } from '../../domain/errors'
import { formatRange } from '../../locales/days'
import { sentenceOf } from '../../locales/errors'
import {
  NOBODY_YET,
  openedForm,
  shortFormView,
  type ShortFormState,
  type ShortFormView,
} from '../../pages/booking/form/short-form'
import { joinWords } from '../locales/join'

export type OpenedActivity = Output<'activity.open'>
export type GuestFields = Input<'activity.join'>['form']

export interface JoinState extends ShortFormState<GuestFields> {
  activity: OpenedActivity | null
  failure: LoadFailure | null
  done: Output<'activity.join'> | null
  willTell: boolean
  today: Day
}

export const initialJoin = (today: Day): JoinState => ({
  ...openedForm<GuestFields>({ ...NOBODY_YET, answer: '' }),
  ...{ activity: null, failure: null, done: null, willTell: false, today },
})

export interface JoinView extends ShortFormView {
  stage: 'loading' | 'failed' | 'closed' | 'mine' | 'form' | 'done'
  failure: LoadFailure | null
  title: string
  facts: Fact[]
  gates: GateGroup[]
  ways: GateWay[]
  message: string
  /** Why nobody joins, or how the own place stands. */
  standing: string
  /** The page's own texts, in the current language. */
  own: ReturnType<typeof joinWords>['labels']
  asksPlate: boolean
  question: string
  answer: string
  keptDays: number
  action: string
  done: { title: string; next: string; mayPass: boolean }
}

/** An activity as who scanned its code reads it, and the few things to fill in (spec 4.2). */
export function joinView(state: JoinState): JoinView {
  const { activity, form } = state
  return {
    ...shortFormView(state, joinFieldErrors(state), state.today),
    stage: stageOf(state),
    failure: state.failure,
    title: activity?.title ?? '',
    facts: activity === null ? [] : factsOf(activity, state.today),
    gates: activity === null ? [] : gateGroups(activity.gates, activity.purposeClass, form.plate !== ''),
    ways: activity === null ? [] : gateWays(activity.gates, activity.purposeClass, form.plate !== ''),
    message: activity?.message?.text ?? '',
    standing: standingOf(state),
    own: joinWords().labels,
    asksPlate: activity?.asksPlate === true,
    question: activity?.question ?? '',
    answer: form.answer,
    keptDays: activity?.keptDays ?? 0,
    action: actionOf(state),
    done: doneOf(state),
  }
}

function stageOf({ activity, failure, done }: JoinState): JoinView['stage'] {
  if (done !== null) return 'done'
  if (activity === null) return failure === null ? 'loading' : 'failed'
  if (activity.own !== null) return 'mine'
  return activity.state === 'open' && !activity.over ? 'form' : 'closed'
}

function factsOf(activity: OpenedActivity, today: Day): Fact[] {
  const { firstDay, lastDay, hours, unitName, organiserName, quota, left } = activity
  const fact = (label: string, words: string): Fact => ({ label, words })
  return [
    daysFact(joinWords().days, formatRange(firstDay, lastDay, today)),
    ...(hours === null ? [] : [fact(joinWords().hours, hoursWords(hours))]),
    fact(joinWords().unit, unitName),
    fact(joinWords().organiser, organiserName),
    fact(joinWords().places, left > 0 ? joinWords().left(quota, left) : joinWords().full(quota)),
  ]
}

function hoursWords({ from, until }: { from: number; until: number }): string {
  const span = until <= from ? joinWords().overnight : joinWords().span
  return span(formatMinute(from), formatMinute(until))
}

function standingOf({ activity }: JoinState): string {
  if (activity === null) return ''
  if (activity.own !== null) return activity.own.state === 'approved' ? joinWords().joined : joinWords().waits
  if (activity.state !== 'open') return sentenceOf('ACTIVITY_CLOSED', { state: activity.state })
  return activity.over ? joinWords().over : ''
}

function actionOf({ activity, done }: JoinState): string {
  const own = done ?? activity?.own ?? null
  if (own !== null) return own.state === 'approved' ? joinWords().showPass : joinWords().seeBooking
  return activity !== null && activity.left === 0 ? joinWords().wait : joinWords().join
}

const doneOf = ({ done, willTell }: JoinState): JoinView['done'] =>
  done === null || !done.waiting
    ? { title: joinWords().done, next: joinWords().doneNext, mayPass: done !== null }
    : { title: joinWords().doneWaiting, next: joinWords().doneWaitingNext(willTell), mayPass: false }

/** What keeps the form from being sent: the same rules answer on the server. */
export function joinFieldErrors({ activity, form, today }: JoinState): FieldError[] {
  if (activity === null) return []
  const inviting = { ...activity, hostId: '' }
  return checkGuest(inviting, form, guestVisitForm(inviting, form, today), today)
}

/** The cursor left a field: what stands there takes its one spelling, and what is wrong with it may show. */
export function leftField(state: JoinState, field: keyof GuestFields): Pick<JoinState, 'form' | 'progress'> {
  const { activity, form, today, progress } = state
  const whole = activity === null ? null : guestVisitForm({ ...activity, hostId: '' }, form, today)
  return {
    form: field === 'answer' || whole === null ? form : { ...form, [field]: whole[field] },
    progress: { ...progress, left: [...progress.left, field] },
  }
}
