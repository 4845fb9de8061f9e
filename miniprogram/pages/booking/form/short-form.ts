import type { BookingOptions } from '../../../../contract'
import { asApiError, type ApiError } from '../../../api/api-error'
import type { RefusalCardView } from '../../../components/refusal-card/refusal-card.view'
import type { OwnValues } from '../../../device-storage/own-values'
import type { FieldError } from '../../../domain/errors'
import type { Day } from '../../../domain/values/days'
import { DOCUMENT_KINDS } from '../../../domain/values/documents'
import { formatPlate } from '../../../domain/values/plates'
import type { PrivacyTick } from '../../../domain/visit/privacy'
import { bookingFormWords } from '../../../locales/booking-form'
import { translate } from '../../../locales/errors'
import { visitWords } from '../../../locales/visit'
import { bookingRefusal, fieldErrorsOf, rulesKnown } from './booking-refusal.view'
import { documentView, offerWords, phoneView, type DocumentView, type PhoneView } from './person.view'

/** Who comes, as every short form (of a walk-in, of a guest of an activity) asks for it. */
export type PersonFields = Pick<
  OwnValues,
  'name' | 'phoneKind' | 'phone' | 'documentKind' | 'document' | 'plate'
> & { privacy?: PrivacyTick | undefined }

/** How far a short form has come: what is wrong shows beside a field once it was left, all of it once it was sent. */
export interface FormProgress {
  left: readonly string[]
  tried: boolean
  /** What only the server found, each with the value it is about. */
  answered: ReadonlyArray<FieldError & { value: string }>
}

export const UNTRIED: FormProgress = { left: [], tried: false, answered: [] }

/** What every page with a short form knows; what it is for is the page's own. */
export interface ShortFormState<Fields extends PersonFields> {
  form: Fields
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
}

export const NOBODY_YET: Omit<PersonFields, 'privacy'> = {
  ...{ name: '', phoneKind: 'mainland', phone: '' },
  ...{ documentKind: 'mainlandId', document: '', plate: '' },
}

/** A short form that was just opened. */
export const openedForm = <Fields extends PersonFields>(form: Fields): ShortFormState<Fields> => ({
  ...{ form, offer: null, proved: '', proving: false, plateOpen: false },
  ...{ progress: UNTRIED, sending: 'no', refusal: null, rules: null },
})

export interface ShortFormView {
  words: ReturnType<typeof bookingFormWords>['labels']
  offer: string
  name: string
  documentKinds: string[]
  document: DocumentView
  phone: PhoneView
  proving: boolean
  plate: string
  plateWords: string
  plateOpen: boolean
  privacy: PrivacyTick | null
  fieldErrors: Readonly<Record<string, string>>
  /** How much is left to do once it was sent; empty: nothing, or not yet sent. */
  faults: string
  refusal: RefusalCardView | null
  sending: boolean
  waitingWords: string
}

/** What every short form shows. @param own all that the form itself finds wrong */
export function shortFormView(
  state: ShortFormState<PersonFields>,
  own: readonly FieldError[],
  today: Day,
): ShortFormView {
  const { form, progress, refusal, sending } = state
  const words = bookingFormWords()
  const shown = shownErrors(own, form, progress)
  const missing = shown.filter(({ code }) => /_REQUIRED$/.test(code)).length
  return {
    words: words.labels,
    offer: offerWords(state.offer),
    name: form.name,
    documentKinds: DOCUMENT_KINDS.map((kind) => visitWords().documentKinds[kind]),
    document: documentView(form.documentKind, form.document),
    phone: phoneView(form, state.proved),
    proving: state.proving,
    plate: form.plate,
    plateWords: form.plate === '' ? '' : formatPlate(form.plate),
    plateOpen: state.plateOpen,
    privacy: form.privacy ?? null,
    fieldErrors: sentencesOf(shown),
    faults: progress.tried ? words.toChange(missing, shown.length - missing) : '',
    refusal: refusal === null ? null : bookingRefusal(refusal, rulesKnown(state.rules, today)),
    sending: sending !== 'no',
    waitingWords: sending === 'confirming' ? words.confirming : words.sending,
  }
}

/** What the phone offers, put into the form. @param takesCar whether there is a field for the plate */
export const withOffer = <Fields extends PersonFields>(
  form: Fields,
  offer: OwnValues,
  takesCar: boolean,
): Fields => ({
  ...form,
  ...{ name: offer.name, phoneKind: offer.phoneKind, phone: offer.phone },
  ...{ documentKind: offer.documentKind, document: offer.document },
  plate: takesCar && offer.driving ? offer.plate : '',
})

/** Somebody wrote something about themself. */
export const hasTyped = (form: Omit<PersonFields, 'privacy'>, ...further: readonly string[]): boolean =>
  [form.name, form.phone, form.document, form.plate, ...further].some((text) => text !== '')

const valueAt = (form: object, field: string): string =>
  JSON.stringify((form as Record<string, unknown>)[field] ?? '')

/** What the server found wrong with fields that stand on the form; none of any other refusal. */
export const answeredErrors = (thrown: unknown, form: object): FormProgress['answered'] =>
  fieldErrorsOf(asApiError(thrown))
    .filter(({ field }) => field in form || field === 'privacy')
    .map((each) => ({ ...each, value: valueAt(form, each.field) }))

/** The errors that may show now, one a field. @param own all that the form itself finds wrong */
function shownErrors(
  own: readonly FieldError[],
  form: object,
  { left, tried, answered }: FormProgress,
): FieldError[] {
  const shown = new Map<string, FieldError>()
  for (const error of answered) if (error.value === valueAt(form, error.field)) shown.set(error.field, error)
  for (const error of own) if (tried || left.indexOf(error.field) >= 0) shown.set(error.field, error)
  return [...shown.values()]
}

function sentencesOf(errors: readonly FieldError[]): Record<string, string> {
  const sentences: Record<string, string> = {}
  for (const { field, code, details } of errors) sentences[field] = translate(code, details)
  return sentences
}
