import type { ApiError, LoadFailure } from '../../api/api-error'
import type { BookingOptions, Input, Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import type { RefusalCardView } from '../../components/refusal-card/refusal-card.view'
import type { OwnValues } from '../../device-storage/own-values'
import { dayOf, formatTime } from '../../domain/values/days'
import { DOCUMENT_KINDS } from '../../domain/values/documents'
import { formatPlate } from '../../domain/values/plates'
import type { FieldError } from '../../domain/errors'
import type { PrivacyTick } from '../../domain/visit/privacy'
import type { GateRights } from '../../domain/visit/purposes'
import { asksWhatFor, checkWalkIn, walkInVisitForm } from '../../domain/walk-in/walk-in'
import { bookingFormWords } from '../../locales/booking-form'
import { formatMoment } from '../../locales/days'
import { purposePicker } from '../../locales/purposes'
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
import { walkInFormWords } from '../locales/form'

export type ReadCode = Output<'walkIn.read'>
export type WalkInFields = Input<'walkIn.submit'>['form']

export interface FormState {
  read: ReadCode | null
  failure: LoadFailure | null
  /** Another try with the same code won't help. */
  form: WalkInFields
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
  /** Epoch milliseconds. */
  now: number
}

export const initialForm = (now: number): FormState => ({
  ...{ read: null, failure: null, offer: null, proved: '', proving: false, plateOpen: false },
  form: {
    ...{ purpose: '', name: '', phoneKind: 'mainland', phone: '' },
    ...{ documentKind: 'mainlandId', document: '', plate: '', note: '' },
  },
  ...{ progress: UNTRIED, sending: 'no', refusal: null, rules: null, now },
})

export interface FormView {
  stage: 'loading' | 'failed' | 'full' | 'held' | 'form'
  failure: LoadFailure | null
  title: string
  facts: Fact[]
  standing: string
  words: ReturnType<typeof bookingFormWords>['labels']
  /** The page's own texts, in the current language. */
  own: ReturnType<typeof walkInFormWords>['labels']
  offer: string
  purposes: string[]
  purposeAt: number
  purpose: string
  noteLabel: string
  note: string
  noteRequired: boolean
  name: string
  documentKinds: string[]
  document: DocumentView
  phone: PhoneView
  proving: boolean
  takesCars: boolean
  plate: string
  plateWords: string
  plateOpen: boolean
  privacy: PrivacyTick | null
  keptDays: number
  fieldErrors: Readonly<Record<string, string>>
  faults: string
  refusal: RefusalCardView | null
  action: string
  sending: boolean
  waitingWords: string
}

/** The form of somebody at a gate without a booking (spec 4.3): what is asked, or when to come again. */
export function formView(state: FormState): FormView {
  const { read, form, proved, sending } = state
  const words = walkInFormWords()
  const { progress } = state
  const fieldErrors = errorsBeside(formFieldErrors(state), form, progress)
  const count = progress.tried ? Object.keys(fieldErrors).length : 0
  const noteRequired = asksWhatFor(form.purpose)
  return {
    stage: stageOf(state),
    failure: state.failure,
    title: read === null ? '' : words.at(read.gateName),
    facts: read === null ? [] : factsOf(read),
    standing: read === null ? '' : standingOf(read, state.now),
    words: bookingFormWords().labels,
    own: words.labels,
    offer: offerWords(state.offer),
    ...purposePicker(read?.purposes ?? [], form.purpose),
    ...{ noteLabel: noteRequired ? words.note : words.noteOptional, note: form.note, noteRequired },
    name: form.name,
    documentKinds: DOCUMENT_KINDS.map((kind) => visitWords().documentKinds[kind]),
    document: documentView(form.documentKind, form.document),
    phone: phoneView(form, proved),
    proving: state.proving,
    takesCars: read?.takesCars === true,
    plate: form.plate,
    plateWords: form.plate === '' ? '' : formatPlate(form.plate),
    plateOpen: state.plateOpen,
    privacy: form.privacy ?? null,
    keptDays: read?.keptDays ?? 0,
    fieldErrors,
    faults: count === 0 ? '' : words.faults(count),
    refusal:
      state.refusal === null
        ? null
        : bookingRefusal(state.refusal, rulesKnown(state.rules, dayOf(state.now))),
    action: read?.visitId == null ? words.submit : words.showPass,
    sending: sending !== 'no',
    waitingWords: sending === 'confirming' ? words.confirming : words.sending,
  }
}

function stageOf({ read, failure }: FormState): FormView['stage'] {
  if (read === null) return failure === null ? 'loading' : 'failed'
  if (read.visitId !== null) return 'held'
  return read.until === null ? 'full' : 'form'
}

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

/** What the phone offers, put into the form; a car only where the gate takes one. */
export const withOffer = (form: WalkInFields, offer: OwnValues, takesCars: boolean): WalkInFields => ({
  ...form,
  ...{ name: offer.name, phoneKind: offer.phoneKind, phone: offer.phone },
  ...{ documentKind: offer.documentKind, document: offer.document },
  plate: takesCars && offer.driving ? offer.plate : '',
})
