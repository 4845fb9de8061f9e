import type { ApiError, LoadFailure } from '../../api/api-error'
import type { BookingOptions, Input, Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import { daysFact } from '../../components/fact-list/fact-list.view'
import { gateGroups, type GateGroup } from '../../components/gate-list/gate-list.view'
import type { RefusalCardView } from '../../components/refusal-card/refusal-card.view'
import type { OwnValues } from '../../device-storage/own-values'
import { checkGuest, guestVisitForm } from '../../domain/activity/guest'
import { formatMinute, type Day } from '../../domain/values/days'
import { DOCUMENT_KINDS } from '../../domain/values/documents'
import { formatPlate } from '../../domain/values/plates'
import type { FieldError } from '../../domain/errors'
import type { PrivacyTick } from '../../domain/visit/privacy'
import { bookingFormWords } from '../../locales/booking-form'
import { formatRange } from '../../locales/days'
import { sentenceOf } from '../../locales/errors'
import { visitWords } from '../../locales/visit'
import { bookingRefusal, rulesKnown } from '../../pages/booking/form/booking-refusal.view'
import {
  documentView,
  offerWords,
  phoneView,
  type DocumentView,
  type PhoneView,
} from '../../pages/booking/form/person.view'
import { errorsBeside, UNTRIED, type FormProgress } from '../../pages/booking/form/short-form'
import { joinWords } from '../locales/join'

export type OpenedActivity = Output<'activity.open'>
export type GuestFields = Input<'activity.join'>['form']

export interface JoinState {
  activity: OpenedActivity | null
  failure: LoadFailure | null
  form: GuestFields
  /** What this phone knows of its user; null: nothing, or it was taken. */
  offer: OwnValues | null
  /** The number that WeChat gave. */
  proved: string
  proving: boolean
  plateOpen: boolean
  progress: FormProgress
  sending: 'no' | 'sending' | 'confirming'
  refusal: ApiError | null
  /** What the card of a refusal says besides; null: it isn't known. */
  rules: BookingOptions | null
  done: Output<'activity.join'> | null
  willTell: boolean
  today: Day
}

export const initialJoin = (today: Day): JoinState => ({
  activity: null,
  failure: null,
  form: {
    name: '',
    phoneKind: 'mainland',
    phone: '',
    documentKind: 'mainlandId',
    document: '',
    plate: '',
    answer: '',
  },
  offer: null,
  proved: '',
  proving: false,
  plateOpen: false,
  progress: UNTRIED,
  sending: 'no',
  refusal: null,
  rules: null,
  done: null,
  willTell: false,
  today,
})

export interface JoinView {
  stage: 'loading' | 'failed' | 'closed' | 'mine' | 'form' | 'done'
  failure: LoadFailure | null
  title: string
  facts: Fact[]
  gates: GateGroup[]
  message: string
  /** Why nobody joins, or how the own place stands. */
  standing: string
  words: ReturnType<typeof bookingFormWords>['labels']
  /** The page's own texts, in the current language. */
  own: ReturnType<typeof joinWords>['labels']
  offer: string
  name: string
  documentKinds: string[]
  document: DocumentView
  phone: PhoneView
  proving: boolean
  asksPlate: boolean
  plate: string
  plateWords: string
  plateOpen: boolean
  question: string
  answer: string
  privacy: PrivacyTick | null
  keptDays: number
  fieldErrors: Readonly<Record<string, string>>
  faults: string
  refusal: RefusalCardView | null
  action: string
  sending: boolean
  waitingWords: string
  done: { title: string; next: string; mayPass: boolean }
}

/** An activity as who scanned its code reads it, and the few things to fill in (spec 4.2). */
export function joinView(state: JoinState): JoinView {
  const { activity, form, proved, progress, sending } = state
  const fieldErrors = errorsBeside(joinFieldErrors(state), form, progress)
  const count = progress.tried ? Object.keys(fieldErrors).length : 0
  return {
    stage: stageOf(state),
    failure: state.failure,
    title: activity?.title ?? '',
    facts: activity === null ? [] : factsOf(activity, state.today),
    gates: activity === null ? [] : gateGroups(activity.gates, activity.purposeClass, form.plate !== ''),
    message: activity?.message?.text ?? '',
    standing: standingOf(state),
    words: bookingFormWords().labels,
    own: joinWords().labels,
    offer: offerWords(state.offer),
    name: form.name,
    documentKinds: DOCUMENT_KINDS.map((kind) => visitWords().documentKinds[kind]),
    document: documentView(form.documentKind, form.document),
    phone: phoneView(form, proved),
    proving: state.proving,
    asksPlate: activity?.asksPlate === true,
    plate: form.plate,
    plateWords: form.plate === '' ? '' : formatPlate(form.plate),
    plateOpen: state.plateOpen,
    question: activity?.question ?? '',
    answer: form.answer,
    privacy: form.privacy ?? null,
    keptDays: activity?.keptDays ?? 0,
    fieldErrors,
    faults: count === 0 ? '' : joinWords().faults(count),
    refusal:
      state.refusal === null ? null : bookingRefusal(state.refusal, rulesKnown(state.rules, state.today)),
    action: actionOf(state),
    sending: sending !== 'no',
    waitingWords: sending === 'confirming' ? joinWords().confirming : joinWords().sending,
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

/** What the phone offers, put into the form; a car only where the activity asks for one. */
export const withOffer = (form: GuestFields, offer: OwnValues, asksPlate: boolean): GuestFields => ({
  ...form,
  name: offer.name,
  phoneKind: offer.phoneKind,
  phone: offer.phone,
  documentKind: offer.documentKind,
  document: offer.document,
  plate: asksPlate && offer.driving ? offer.plate : '',
})
