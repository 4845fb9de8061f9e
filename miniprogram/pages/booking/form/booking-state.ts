import type { LoadFailure } from '../../../api/api-error'
import type { BookingOptions, HostRow, VisitForm } from '../../../../contract'
import type { ApiError } from '../../../api/api-error'
import type { UnitName } from '../../../config/routes'
import type { Day } from '../../../domain/values/days'
import { BLANK_FORM } from '../../../domain/visit/form-fields'
import type { PhoneKind } from '../../../domain/values/phones'
import { checkForm, MAX_COMPANIONS, normaliseForm, type FormRules } from '../../../domain/visit/visit-form'
import type { FieldError } from '../../../domain/errors'
import type { OwnValues } from '../../../device-storage/own-values'
import { translate } from '../../../locales/errors'

/** Everything the booking page knows. Functions here are pure: state in, state out. */
export interface BookingState {
  options: (BookingOptions & Pick<FormRules, 'vouched'>) | null
  /** Why the page couldn't be loaded; empty otherwise. */
  failure: LoadFailure | null
  form: VisitForm
  host: HostRow | null
  /** The host has moved since they were picked: says where to; sending again confirms it. Empty: not so. */
  hostMoved?: string
  /** Among whose people the host is picked; null: everybody. */
  unit: UnitName | null
  /** Fields the cursor has left: only those show their field errors before the first try to submit. */
  left: string[]
  tried: boolean
  /** FieldErrors only the server could find, each with the value it is about. */
  serverFieldErrors: Array<FieldError & { value: string }>
  sending: 'no' | 'sending' | 'confirming'
  refusal: ApiError | null
  /** `first`: nothing had been sent from this phone before. */
  done: { visitId: string; approvers: number; first?: boolean } | null
  /** `approved`: it has a pass, which stops once the change is sent. */
  revising: { visitId: string; rev: number; reason: string; approved: boolean } | null
  /** The card this booking answers: host, purpose and days are the inviter's. */
  invitation: { invitationId: string; inviterName: string } | null
  /** Values of the last booking, offered for one tap. */
  offer: OwnValues | null
  restored: boolean
  plateOpen: boolean
  /** The number that WeChat gave for this form, in its one spelling; empty: none. */
  provedPhone: string
  proving: boolean
  /** Where the face photo of this form lies on the phone; empty after the program was closed. */
  photoPath: string
}

export const newBooking = (): BookingState => ({
  options: null,
  failure: null,
  form: BLANK_FORM,
  host: null,
  unit: null,
  left: [],
  tried: false,
  serverFieldErrors: [],
  sending: 'no',
  refusal: null,
  done: null,
  revising: null,
  invitation: null,
  offer: null,
  restored: false,
  plateOpen: false,
  provedPhone: '',
  proving: false,
  photoPath: '',
})

/** The form with one field changed; of a companion `companions.0.name`. */
export function withField(state: BookingState, field: string, value: unknown): BookingState {
  const [key = '', at, part = ''] = field.split('.')
  if (at === undefined) return { ...state, form: { ...state.form, [key]: value } }
  const companions = state.form.companions.map((companion, index) =>
    index === Number(at) ? { ...companion, [part]: value } : companion,
  )
  return { ...state, form: { ...state.form, companions } }
}

/** The cursor left a field: its value takes its one spelling, and its field error may show. */
export function leaveField(state: BookingState, field: string): BookingState {
  const value = valueAt(normaliseForm(state.form), field)
  return { ...withField(state, field, value), left: [...state.left, field] }
}

export function chooseHost(state: BookingState, host: HostRow): BookingState {
  return { ...withField(state, 'hostId', host.hostId), host, hostMoved: '' }
}

/** A new first day takes the last one along when it would lie before it. */
export function chooseFirstDay(state: BookingState, day: Day): BookingState {
  const { lastDay } = state.form
  const form = { ...state.form, firstDay: day, lastDay: lastDay < day ? day : lastDay }
  return { ...state, form, left: [...state.left, 'firstDay', 'lastDay'] }
}

export function chooseLastDay(state: BookingState, day: Day): BookingState {
  return { ...withField(state, 'lastDay', day), left: [...state.left, 'lastDay'] }
}

/** 今天, 明天: a visit of one day. */
export const chooseOneDay = (state: BookingState, day: Day): BookingState =>
  chooseLastDay(chooseFirstDay(state, day), day)

/** A face photo that the server has kept goes with the form; null: none. */
export function choosePhoto(
  state: BookingState,
  photo: { photoId: string; path: string } | null,
): BookingState {
  const { photoId: _, ...form } = state.form
  if (photo === null) return { ...state, form, photoPath: '' }
  return { ...state, form: { ...form, photoId: photo.photoId }, photoPath: photo.path }
}

/** The visitor's own number, as WeChat gave it. */
export function chooseProvedPhone(state: BookingState, phone: string, phoneKind: PhoneKind): BookingState {
  const form = { ...state.form, phone, phoneKind }
  return { ...state, form, provedPhone: phone, left: [...state.left, 'phone'] }
}

export function addCompanion(state: BookingState): BookingState {
  const { companions } = state.form
  if (companions.length >= MAX_COMPANIONS) return state
  return withField(state, 'companions', [
    ...companions,
    { name: '', documentKind: 'mainlandId', document: '' },
  ])
}

/** FieldErrors stand at places, so those of all companions are forgotten with the one that goes. */
export function removeCompanion(state: BookingState, at: number): BookingState {
  const companions = state.form.companions.filter((_, index) => index !== at)
  const left = state.left.filter((field) => !field.startsWith('companions.'))
  return { ...withField(state, 'companions', companions), left }
}

export function fillOwnValues(state: BookingState): BookingState {
  if (state.offer === null) return state
  const { privacy } = state.form
  return { ...state, form: { ...state.form, ...state.offer, privacy }, offer: null }
}

/** All field errors of the form as it stands, whether shown or not. None while the rules aren't known. */
export function allFieldErrors({ form, options, serverFieldErrors }: BookingState): FieldError[] {
  if (options === null) return []
  const own = checkForm(form, options)
  const faulty = new Set(own.map((fieldError) => fieldError.field))
  const still = serverFieldErrors.filter(
    (fieldError) =>
      !faulty.has(fieldError.field) && String(valueAt(form, fieldError.field)) === fieldError.value,
  )
  return [...own, ...still]
}

/** FieldErrors that may show now: of fields that were left, all at once by a try to submit. */
export function shownFieldErrors(state: BookingState): FieldError[] {
  const serverSaid = new Set(state.serverFieldErrors.map((fieldError) => fieldError.field))
  return allFieldErrors(state).filter(({ field }) => state.left.indexOf(field) >= 0 || serverSaid.has(field))
}

/** A try to submit shows every field error there is; a companion added later is again left alone until left. */
export function tryToSubmit(state: BookingState): BookingState {
  return {
    ...state,
    tried: true,
    left: [...state.left, ...allFieldErrors(state).map((fieldError) => fieldError.field)],
  }
}

/** The server found field errors (code FORM): each lands beside its field until the value there changes. */
export function withServerFieldErrors(before: BookingState, errors: FieldError[]): BookingState {
  const moved = errors.find(({ code }) => code === 'HOST_MOVED')
  const state = moved === undefined ? before : hostMoved(before, moved)
  const fieldErrors = errors.filter((error) => error !== moved)
  const serverFieldErrors = fieldErrors.map((fieldError) => ({
    ...fieldError,
    value: String(valueAt(state.form, fieldError.field)),
  }))
  return { ...state, serverFieldErrors, tried: true }
}

/** The host's unit as the row says that was picked; of a card that names the host nobody picked one. */
export const hostPicked = ({ host, invitation }: BookingState): Pick<VisitForm, 'hostUnit'> =>
  host === null || invitation !== null ? {} : { hostUnit: host.unitName }

/** The row as it is now, to be confirmed by sending once more. */
function hostMoved(state: BookingState, { code, details }: FieldError): BookingState {
  const unitName = typeof details.unitName === 'string' ? details.unitName : ''
  const host = state.host === null ? null : { ...state.host, unitName }
  return { ...state, host, hostMoved: translate(code, details) }
}

function valueAt(form: VisitForm, field: string): unknown {
  const [key = '', at, part = ''] = field.split('.')
  const value = (form as Record<string, unknown>)[key]
  if (at === undefined) return value
  return (value as Array<Record<string, unknown>> | undefined)?.[Number(at)]?.[part]
}

/**
 * What changes in a form that stays open over midnight. A day that passed shows its field error; one that nobody chose moves
 * along, as does that of a card, which its guest can't change.
 */
export function asOf(state: BookingState, today: Day): Partial<BookingState> {
  const { form, options, invitation, left } = state
  if (options === null || options.today >= today) return {}
  const changed = { options: { ...options, today } }
  const { firstDay, lastDay } = form
  if (firstDay === '' || firstDay >= today) return changed
  if (isBlank(form, options.today) || (invitation !== null && lastDay >= today))
    return { ...changed, form: { ...form, firstDay: today, lastDay: lastDay < today ? today : lastDay } }
  return { ...changed, left: [...left, 'firstDay', 'lastDay'] }
}

/** The day that stands there until another is chosen: today, as long as the form names none. */
export const fromToday = (form: VisitForm, today: Day): VisitForm =>
  form.firstDay === '' && form.lastDay === '' ? { ...form, firstDay: today, lastDay: today } : form

/** True when nothing has been entered that would be worth keeping. */
export const isBlank = ({ privacy: _, ...form }: VisitForm, today: Day): boolean =>
  JSON.stringify(fromToday(form, today)) === JSON.stringify(fromToday(BLANK_FORM, today))
