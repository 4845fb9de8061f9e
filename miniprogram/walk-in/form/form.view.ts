import type { LoadFailure } from '../../api/api-error'
import type { Input, Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import { dayOf, formatTime } from '../../domain/values/days'
import type { FieldError } from '../../domain/errors'
import type { GateRights } from '../../domain/visit/purposes'
import { asksWhatFor, checkWalkIn, walkInVisitForm } from '../../domain/walk-in/walk-in'
import { formatMoment } from '../../locales/days'
import { purposePicker } from '../../locales/purposes'
import {
  NOBODY_YET,
  openedForm,
  shortFormView,
  type ShortFormState,
  type ShortFormView,
} from '../../pages/booking/form/short-form'
import { walkInFormWords } from '../locales/form'

export type ReadCode = Output<'walkIn.read'>
export type WalkInFields = Input<'walkIn.submit'>['form']

export interface FormState extends ShortFormState<WalkInFields> {
  read: ReadCode | null
  /** Until when the code that was scanned is taken, epoch milliseconds; null: it wasn't read yet. */
  codeUntil: number | null
  failure: LoadFailure | null
  /** Epoch milliseconds. */
  now: number
}

export const initialForm = (now: number): FormState => ({
  ...openedForm<WalkInFields>({ ...NOBODY_YET, purpose: '', note: '' }),
  ...{ read: null, codeUntil: null, failure: null, now },
})

export interface FormView extends ShortFormView {
  /** `later`: full, and only a code that is scanned anew says more. */
  stage: 'loading' | 'failed' | 'full' | 'later' | 'held' | 'form'
  failure: LoadFailure | null
  title: string
  facts: Fact[]
  standing: string
  /** The page's own texts, in the current language. */
  own: ReturnType<typeof walkInFormWords>['labels']
  purposes: string[]
  purposeAt: number
  purpose: string
  noteLabel: string
  note: string
  noteRequired: boolean
  takesCars: boolean
  keptDays: number
  action: string
}

/** The form of somebody at a gate without a booking (spec 4.3): what is asked, or when to come again. */
export function formView(state: FormState): FormView {
  const { read, form } = state
  const words = walkInFormWords()
  const noteRequired = asksWhatFor(form.purpose)
  return {
    ...shortFormView(state, formFieldErrors(state), dayOf(state.now)),
    stage: stageOf(state),
    failure: state.failure,
    title: read === null ? '' : words.at(read.gateName),
    facts: read === null ? [] : factsOf(read),
    standing: read === null ? '' : standingOf(read, state.now),
    own: words.labels,
    ...purposePicker(read?.purposes ?? [], form.purpose),
    ...{ noteLabel: noteRequired ? words.note : words.noteOptional, note: form.note, noteRequired },
    takesCars: read?.takesCars === true,
    keptDays: read?.keptDays ?? 0,
    action: read?.visitId == null ? words.submit : words.showPass,
  }
}

function stageOf({ read, failure, codeUntil, now }: FormState): FormView['stage'] {
  if (read === null) return failure === null ? 'loading' : 'failed'
  if (read.visitId !== null) return 'held'
  if (!isFull(read)) return 'form'
  return now < (codeUntil ?? now) ? 'full' : 'later'
}

/** No place is left: nothing was begun for whoever scanned the code. */
export const isFull = ({ visitId, until }: ReadCode): boolean => visitId === null && until === null

function factsOf({ campusName, hours, left, until }: ReadCode): Fact[] {
  const words = walkInFormWords()
  const fact = (label: string, text: string): Fact => ({ label, words: text })
  return [
    fact(words.campus, campusName),
    fact(words.valid, words.hours(hours)),
    ...(until === null ? [] : [fact(words.places, words.left(left))]),
  ]
}

function standingOf({ visitId, until, nextAt }: ReadCode, now: number): string {
  const words = walkInFormWords()
  if (visitId !== null) return words.held
  if (until !== null) return words.until(formatTime(until))
  return words.full(nextAt === null ? words.noNext : words.nextAt(formatMoment(nextAt, now)))
}

/** A gate as far as the form asks: whether a car may come in there. */
const gateOf = ({ takesCars }: ReadCode): GateRights => ({
  pedestrian: true,
  vehicleBarrier: takesCars,
  privateVehicles: takesCars ? 'both' : 'none',
})

/** The booking form that it becomes, by the same rules as on the server. */
export const visitFormOf = (read: ReadCode, form: WalkInFields, now: number) =>
  walkInVisitForm(form, gateOf(read), dayOf(now))

/** What keeps the form from being sent, in the order of its fields. */
export const formFieldErrors = ({ read, form, now }: FormState): FieldError[] =>
  read === null ? [] : checkWalkIn(visitFormOf(read, form, now), dayOf(now), read.purposes)

/** The cursor left a field: what stands there takes its one spelling, and what is wrong with it may show. */
export function leftField(state: FormState, field: keyof WalkInFields): Pick<FormState, 'form' | 'progress'> {
  const { read, form, now, progress } = state
  const whole = read === null ? form : visitFormOf(read, form, now)
  return {
    form: { ...form, [field]: whole[field] },
    progress: { ...progress, left: [...progress.left, field] },
  }
}
