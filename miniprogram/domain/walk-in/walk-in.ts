import { dayOf, startOfDay, type Day } from '../values/days'
import { fieldError, type FieldError } from '../errors'
import type { DocumentKind } from '../values/documents'
import type { PhoneKind } from '../values/phones'
import { readLine } from '../values/text'
import type { RightLimits } from '../values/validity'
import { BLANK_FORM, type VisitForm } from '../visit/form-fields'
import type { PrivacyTick } from '../visit/privacy'
import {
  choosablePurposes,
  vehicleGates,
  type GateRights,
  type Purpose,
  type PurposeId,
} from '../visit/purposes'
import { checkForm, normaliseForm } from '../visit/visit-form'

/** What somebody at a gate without a booking fills in (spec 4.3). */
export interface WalkInForm {
  purpose: PurposeId
  name: string
  phoneKind: PhoneKind
  phone: string
  documentKind: DocumentKind
  document: string
  /** Empty: on foot. */
  plate: string
  /** What for; wanted where the purpose says nothing. */
  note: string
  privacy?: PrivacyTick | undefined
}

/** What one comes for without a host: an official visit has somebody to vouch for it. */
export const walkInPurposes = (purposes: readonly Purpose[]): readonly Purpose[] =>
  choosablePurposes(purposes).filter((each) => each.class === 'private')

/** The one that says nothing. */
const OTHER: PurposeId = 'other'

/** Whether what for has to be said in words. */
export const asksWhatFor = (purpose: PurposeId): boolean => purpose === OTHER

/** Whether a car may come in by the gate without a booking. */
export const takesCars = (gate: GateRights): boolean =>
  vehicleGates('private', [gate], { direction: 'in' }).length > 0

/** The booking form that a walk-in's is: for today, without a host; its car only where the gate takes cars. */
export function walkInVisitForm(form: WalkInForm, gate: GateRights, today: Day): VisitForm {
  const plate = takesCars(gate) ? form.plate : ''
  const whole = { ...BLANK_FORM, ...form, plate, driving: plate.trim() !== '' }
  return normaliseForm({ ...whole, firstDay: today, lastDay: today })
}

/**
 * All that is wrong with it at once, each beside its field.
 * @param form as `walkInVisitForm` makes it
 * @param purposes of which one is chosen (walkInPurposes)
 */
export function checkWalkIn(
  form: VisitForm,
  today: Day,
  purposes: readonly { id: PurposeId }[],
): FieldError[] {
  const fieldErrors = checkForm(form, { today, latestFirstDay: null, purposes }).filter(
    ({ field }) => field !== 'hostId',
  )
  if (asksWhatFor(form.purpose) && readLine(form.note) === '')
    fieldErrors.push(fieldError('note', 'WALK_IN_NOTE_REQUIRED'))
  return fieldErrors
}

const MINUTE_MS = 60_000
const MINUTES_A_DAY = 24 * 60

/**
 * The right of who walks in at `now`, epoch milliseconds: from this minute on for `hours`, once (spec 4.5). Past midnight
 * it is that of the day on which it began. `endsAt`: when nobody comes in by it any more, and who is in has overstayed.
 */
export function walkInRight(now: number, hours: number): { right: RightLimits; endsAt: number } {
  const midnight = startOfDay(dayOf(now))
  const from = Math.floor((now - midnight) / MINUTE_MS)
  const end = from + hours * 60
  const until = end <= MINUTES_A_DAY ? end : end - MINUTES_A_DAY
  return { right: { hours: { from, until }, entries: 1 }, endsAt: midnight + end * MINUTE_MS }
}

/** Longer than most forms take, shorter than somebody waits at home for a picture of a code. */
export const TICKET_MS = 10 * MINUTE_MS

/**
 * Who has read the code at a gate may fill in one form there: a slow typer isn't refused, and the code can't be used from
 * elsewhere once its moment has passed.
 */
export interface WalkInTicket {
  gateId: string
  /** The code that was read. */
  code: string
  /** Epoch ms. */
  until: number
  /** A form was filled in by it. */
  spent: boolean
}

export const isTicketGood = ({ spent, until }: Pick<WalkInTicket, 'spent' | 'until'>, now: number): boolean =>
  !spent && now < until
