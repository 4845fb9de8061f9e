import type { BookingOptions } from '../../../../contract'
import { ApiError, isUnsettled } from '../../../api/api-error'
import type { RefusalCardView } from '../../../components/refusal-card/refusal-card.view'
import type { HelpTopic } from '../../../config/help-topics'
import type { FieldError } from '../../../domain/errors'
import { isDay, type Day } from '../../../domain/values/days'
import { formatRange } from '../../../locales/days'
import type { VisitState } from '../../../domain/visit/visit-state'
import type { DuplicateRule } from '../../../domain/visit/duplicates'
import { formatMoney } from '../../../domain/values/money'
import { visitWords } from '../../../locales/visit'
import { bookingFormWords } from '../../../locales/booking-form'

/** What the card's button does; refusal-ways.ts carries it out. */
export type WayOut = 'records' | 'own' | 'retry' | 'reload' | 'askCheck'

/** Which way out a refusal of a booking offers with its button. */
export function wayOut(code: string, details: ApiError['details'] = {}): WayOut | null {
  if (ownOf(details) !== null || code === 'WALK_IN_HELD') return 'own'
  if (['NOT_REVISABLE', 'ALREADY_ENTERED', 'TOO_MANY_LIVE'].indexOf(code) >= 0) return 'records'
  if (code === 'CHANGED_MEANWHILE') return 'reload'
  if (code === 'VEHICLE_INSIDE') return 'askCheck'
  return isUnsettled({ code }) ? 'retry' : null
}

/** One's own booking in the way: its state, and whether its days can be changed; null: it is somebody else's. */
export function ownOf({ own }: ApiError['details']): { state: VisitState; mayRevise: boolean } | null {
  return typeof own === 'object' && own !== null ? (own as { state: VisitState; mayRevise: boolean }) : null
}

/** The fields that only the server could find wrong; none of any other refusal. */
export const fieldErrorsOf = ({ code, details }: ApiError): FieldError[] =>
  code === 'FORM' ? ((details.fieldErrors as FieldError[] | undefined) ?? []) : []

/** The booking in the way is somebody else's, and the visitor hasn't proved the number on the form. */
const isUnproved = ({ code, details }: Pick<ApiError, 'code' | 'details'>): boolean =>
  code === 'DUPLICATE' && details.known === 'others'

/** Which common question explains a refusal; null: none does. */
export function helpTopicFor(code: string): HelpTopic | null {
  if (code === 'DUPLICATE' || code === 'TOO_MANY_LIVE') return 'duplicate'
  if (code === 'VEHICLE_INSIDE') return 'inside'
  if (code === 'FEE_DUE') return 'fee'
  return code === 'NO_APPROVER' ? 'waiting' : null
}

/** What a card says of the office's rules; `duplicateRule` null: it isn't known. */
type RefusalRules = Pick<BookingOptions, 'contacts' | 'today'> & { duplicateRule: DuplicateRule | null }

/** The rules of a form that asks for them only once it is refused. */
export const rulesKnown = (rules: BookingOptions | null, today: Day): RefusalRules =>
  rules ?? { contacts: [], today, duplicateRule: null }

/** A refused booking as a card with its ways out (spec 2, What refuses a booking). */
export function bookingRefusal(refusal: ApiError, options: RefusalRules): RefusalCardView {
  const { contacts, today } = options
  const { code, message, details } = refusal
  const words = bookingFormWords().refusal
  const way = wayOut(code, details)
  const own = ownOf(details)
  return {
    title: own === null ? message : words.own,
    lines: code === 'DUPLICATE' ? conflictLines(details, today) : [],
    advice: adviceFor(refusal, options.duplicateRule),
    // Without an answer from the server there is nobody to call about it.
    calls:
      way === 'retry' || way === 'reload' || way === 'own'
        ? []
        : (deskOf(details) ?? [...unitOf(details), ...contactsOf(contacts)]),
    action: way === null || details.check === 'open' ? '' : words.ways[way],
    second: own?.mayRevise === true ? words.otherDays : mayAskRelease(refusal) ? words.askRelease : '',
    prove: isUnproved(refusal) ? words.prove : '',
    help: helpTopicFor(code) === null ? '' : words.help,
  }
}

const contactsOf = (contacts: BookingOptions['contacts']): RefusalCardView['calls'] =>
  contacts.map(({ name, phone }) => ({ name, phone }))

/** The desk of the campus that the refusal is about; null when it names none. */
function deskOf({ campusName, deskPhone }: ApiError['details']): RefusalCardView['calls'] | null {
  if (typeof campusName !== 'string' || typeof deskPhone !== 'string') return null
  return [{ name: bookingFormWords().refusal.deskOf(campusName), phone: deskPhone }]
}

/** The unit of the booking in the way, if it has a number. */
function unitOf({ unitName, unitPhone }: ApiError['details']): RefusalCardView['calls'] {
  if (typeof unitName !== 'string' || typeof unitPhone !== 'string') return []
  return [{ name: unitName, phone: unitPhone }]
}

/** The same refusal once the check was asked for. `willTell`: the answer can come as a message. */
export const withCheckAsked = ({ code, details }: ApiError, willTell: boolean): ApiError =>
  new ApiError(code, { ...details, check: 'open', willTell })

/** One's own phone or car, and another's ID: a family that shares them. */
const isForAnother = ({ fields }: ApiError['details']): boolean =>
  Array.isArray(fields) && fields.indexOf('document') < 0

/** Somebody else's unit can be asked to let its booking go, unless one may pass with it anyway. */
export const mayAskRelease = ({ code, details }: ApiError): boolean =>
  code === 'DUPLICATE' &&
  typeof details.visitId === 'string' &&
  ownOf(details) === null &&
  details.mayStillPass !== true &&
  details.release !== 'open'

/** The same refusal once the release was asked for. `willTell`: the answer can come as a message. */
export const withReleaseAsked = ({ code, details }: ApiError, willTell: boolean): ApiError =>
  new ApiError(code, { ...details, release: 'open', willTell })

/** The conflict card: all that matched, and as far as it is told the days, unit and state; never a name or number. */
function conflictLines(details: ApiError['details'], today: Day): RefusalCardView['lines'] {
  const { fields, firstDay, lastDay, unitName } = details
  const words = bookingFormWords().refusal
  const lines: RefusalCardView['lines'] = []
  const own = ownOf(details)
  if (own !== null) lines.push({ label: words.state, words: visitWords().states[own.state] })
  else if (Array.isArray(fields))
    lines.push({ label: words.matched, words: fieldWords(fields as readonly unknown[]) })
  if (isDay(firstDay) && isDay(lastDay))
    lines.push({ label: words.days, words: formatRange(firstDay, lastDay, today) })
  if (typeof unitName === 'string') lines.push({ label: words.unit, words: unitName })
  return lines
}

function fieldWords(fields: readonly unknown[]): string {
  const words: Readonly<Record<string, string>> = bookingFormWords().refusal.fields
  return fields.map((field) => words[String(field)] ?? String(field)).join(bookingFormWords().fieldComma)
}

function adviceFor(refusal: ApiError, duplicateRule: DuplicateRule | null): string {
  const { code, details } = refusal
  const rule = duplicateRule === null ? '' : visitWords().duplicateRules[duplicateRule]
  const words = bookingFormWords().refusal
  switch (code) {
    case 'TOO_MANY_LIVE':
      return words.tooManyLive
    case 'TOO_MANY_BOOKINGS':
      return words.tooManyBookings
    case 'DUPLICATE':
      if (ownOf(details) !== null)
        return details.mayStillPass === true
          ? words.mayStillPass
          : words.ownAdvice(rule) + (isForAnother(details) ? words.ownCompanion : '')
      if (details.release === 'open') return words.releaseAsked(details.willTell === true)
      if (details.release === 'kept') return words.releaseKept
      if (isUnproved(refusal))
        return Array.isArray(details.fields) && details.fields.indexOf('phone') >= 0
          ? words.unprovedPhone
          : words.unproved
      return details.mayStillPass === true
        ? words.mayStillPass
        : words.duplicate(rule, mayAskRelease(refusal))
    case 'VEHICLE_INSIDE':
      if (details.check === 'open') return words.checkAsked(details.willTell === true)
      return details.check === 'kept' ? words.checkKept : words.inside
    case 'FEE_DUE':
      return typeof details.fen === 'number' ? words.feeOf(formatMoney(details.fen)) : words.fee
    case 'NETWORK':
      return words.network
    case 'CHANGED_MEANWHILE':
      return words.changed
    default:
      return ''
  }
}
