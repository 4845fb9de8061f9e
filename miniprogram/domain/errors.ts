import type { OfficeErrorDetails } from './campus/office-errors'
import type { ActivityState } from './activity/activity-state'
import type { Hint } from './face/hints'
import type { StandingState } from './standing-pass/standing-state'
import type { Day } from './values/days'
import type { KnownConflict } from './visit/duplicates'
import type { TextField } from './visit/form-fields'
import type { VisitState } from './visit/visit-state'

/**
 * The one table of refusals: code → the details that come with it. The sentences stand in locales/, by code; who shows
 * one chooses the language. Match on `code`, never on class: refusals cross the wire. Details are plain values.
 */
export interface ErrorDetails extends OfficeErrorDetails {
  // The form itself: one field error per field (visit-form.ts), all at once.
  FORM: { fieldErrors: readonly FieldError[] }
  HOST_REQUIRED: None
  HOST_GONE: None
  /** The host is in another unit than the one picked: the row as it is now. */
  HOST_MOVED: { name: string; unitName: string }
  CAMPUS_WITHOUT_GATES: None
  PURPOSE_REQUIRED: None
  /** There is no such purpose, or it isn't offered any more. */
  PURPOSE_GONE: None
  NAME_REQUIRED: None
  NAME_INVALID: None
  PHONE_REQUIRED: None
  PHONE_INVALID: None
  PHONE_INTERNATIONAL_INVALID: None
  DOCUMENT_REQUIRED: None
  DOCUMENT_LENGTH: None
  DOCUMENT_FORM: None
  DOCUMENT_REGION: None
  DOCUMENT_BIRTH_DATE: None
  DOCUMENT_CHECK: None
  DOCUMENT_REPEATED: None
  FIRST_DAY_REQUIRED: None
  FIRST_DAY_PAST: None
  FIRST_DAY_TOO_FAR: { latest: Day }
  LAST_DAY_REQUIRED: None
  LAST_DAY_BEFORE_FIRST: None
  TOO_LONG: None
  PLATE_REQUIRED: None
  PLATE_INVALID: None
  TOO_MANY_COMPANIONS: None
  PRIVACY_REQUIRED: None
  TEXT_TOO_LONG: { field: TextField; limit: number }
  REASON_REQUIRED: None
  REASON_TOO_LONG: None

  // What refuses a booking (spec 2, What refuses a booking).
  BLACKLISTED: None
  /** `check`: of a vehicle that somebody said has left; `open` where the same person asked and waits. */
  VEHICLE_INSIDE: InCampus & { check?: 'open' | 'kept' }
  FEE_DUE: InCampus & { fen: number }
  DUPLICATE: KnownConflict
  TOO_MANY_LIVE: { max: number }
  TOO_MANY_BOOKINGS: { max: number }
  NO_APPROVER: { unitName: string }

  // Life of a booking (spec 3).
  NOT_FOUND: None
  ALREADY_DECIDED: { state: VisitState; byName: string; at: number }
  CHANGED_MEANWHILE: None
  EXISTS_ALREADY: None
  NOT_REVISABLE: { state: VisitState }
  NOTHING_ADDED: None
  NOT_CANCELLABLE: { state: VisitState }
  CANCEL_BY_APPROVER: None
  ALREADY_ENTERED: None
  DAYS_PAST: None
  /** Another phone shows it by now (spec 5.1). */
  PASS_ELSEWHERE: None
  /** Why it has none any more, and whom to call about it. */
  NO_PASS: { state: VisitState; reason?: string | null; unitName?: string; unitPhone?: string | null }

  // Who may (spec 1).
  NOT_ALLOWED: None
  FROZEN: { reason: string; since: number }
  WRONG_GATE_ACCOUNT: None
  /** The code of a sign-in to the console is over, used, or nobody's. */
  CONSOLE_CODE: None
  /** The console's session has ended, or there is none. */
  SIGNED_OUT: None
  OTHER_PERSON: None
  STAFF_NOT_FOUND: None
  STAFF_BOUND: None
  /** Nobody's WeChat is bound to the row yet: there is no one to give an account to. */
  STAFF_UNBOUND: None
  STAFF_ALREADY: { name: string }
  STAFF_PHONE_TAKEN: { name: string }
  PHONE_CODE: None
  ACCOUNT_EXISTS: None
  ACCOUNT_ASKED: None
  ACCOUNT_ANSWERED: None
  ACCOUNT_CHANGED: None
  ACCOUNT_REASON_REQUIRED: None
  LEADER_REQUIRED: None
  UNIT_REQUIRED: None
  DEPUTY_DAYS: None
  DEPUTY_UNFIT: None
  ACCOUNT_LEFT: None
  OWN_REQUEST: None
  LAST_OFFICE: None

  // Invitations and the host's word (spec 3, 4).
  INVITATION_USED: None
  INVITATION_CLOSED: None
  CLAIM_NOT_TAKEN: None
  CLAIM_KEPT: None
  INVITE_OWN_UNIT: None
  SELF_APPROVAL: None
  HOST_CONFIRMATION_LATE: None

  // Activities (spec 4.2).
  ACTIVITY_TITLE: None
  ACTIVITY_HOURS: None
  ACTIVITY_QUOTA: { max: number }
  ACTIVITY_QUESTION: None
  /** Nobody gets in by the gates that were chosen. */
  GATES_LET_NOBODY_IN: None
  ACTIVITY_ANSWERED: None
  ACTIVITY_CLOSED: { state: ActivityState }
  /** Nobody comes in beyond the quota: an approver either. */
  ACTIVITY_FULL: None
  ACTIVITY_JOINED: { visitId: string }
  ACTIVITY_ANSWER_REQUIRED: None

  // Standing passes (spec 4.4).
  STANDING_WHY: None
  STANDING_TOO_LONG: { latest: Day }
  STANDING_STATE: { state: StandingState }
  STANDING_FULL: { max: number }
  STANDING_EMPTY: None
  STANDING_WEEKDAYS: None
  /** These people get in by none of its gates. */
  STANDING_NO_WAY_IN: { names: readonly string[] }
  RENEWAL_NOT_YET: { from: Day }
  PAPER_NAME: None
  PAPER_UNTIL: None
  PAPERS_TOO_MANY: { max: number }
  PAPER_PHOTO: { name: string }
  PAPER_KEPT: { name: string }
  DOCUMENT_OR_PLATE: None
  PHONE_REPEATED: None
  PLATE_REPEATED: None

  // Walk-ins (spec 4.3).
  WALK_IN_HOURS: None
  WALK_IN_QUOTA: { max: number }
  WALK_IN_NOTE_REQUIRED: None
  /** The code isn't one that a gate shows now, whatever it once was. */
  WALK_IN_CODE: None
  /** No form is left to fill in: the code was read too long ago, or its form was sent. */
  WALK_IN_TICKET: None
  WALK_IN_CLOSED: { gateName: string }
  /** `nextAt`: when the next places come, epoch milliseconds; null: not known. */
  WALK_IN_FULL: { nextAt: number | null }
  /** The one that this WeChat user has already. */
  WALK_IN_HELD: { visitId: string }

  // Vehicles, desk, gates (spec 5).
  VEHICLE_NOT_INSIDE: None
  NOTHING_DUE: None
  DESK_REASON_REQUIRED: None
  OVERRIDE_REASON_REQUIRED: None
  OVERRIDE_REFUSED: None
  PASSAGE_TIME: None
  GATES_REQUIRED: None
  CONTROL_TIME: None
  CAMPUS_REQUIRED: None
  CONFLICT_SETTLED: { byName: string }

  // Blacklist (spec 5.4).
  BLACKLIST_SUBJECT: None
  BLACKLIST_DAYS: None
  BLACKLIST_REASON_REQUIRED: None
  BLACKLIST_REASON_TOO_LONG: None
  BLACKLIST_ANSWERED: { byName: string; state: string }
  SECOND_PERSON_NEEDED: None

  // Face photos (spec 6).
  FACE_OFF: None
  FILE_MISSING: None
  PICTURE_FORM: None
  FACE_FORM: None
  FACE_HINT: { hint: Hint }

  // Asking another booking to let go (spec 2, Conflict card).
  RELEASE_NOT_NEEDED: None
  RELEASE_ANSWERED: { byName: string }

  // Emergency (spec 5.6), office.
  EMERGENCY_CLOSED: None
  EMERGENCY_REASON_REQUIRED: None
  EMERGENCY_SWITCHED: { on: boolean; byName: string }
  EMERGENCY_NOTE_REQUIRED: None
  EMERGENCY_DAYS: None
  EMERGENCY_RECONCILED: { byName: string }

  // The call itself.
  KEY_REUSED: None
  BAD_REQUEST: { fields?: readonly string[] }
  TOO_MANY_SEARCHES: None
  TOO_MANY_HOSTS: None
  TOO_MANY_TRIES: None
  BUSY: None
  INTERNAL: { requestId: string }
  PHOTO_GONE: None
  NETWORK: None
  /** This device makes no keys, as WeChat on a computer: it can't show a pass. */
  PHONE_ONLY: None
  /** The cloud answered by itself, with its own code: the function wasn't reached or didn't end. */
  CLOUD: { cloudCode: number | string }
}

/** The code says it all. */
type None = null

/** A vehicle on a campus: whom to ask, and about what; not with which booking it came. */
interface InCampus {
  stayId: string
  campusId: string
  campusName: string
  deskPhone?: string | null
}

export type ErrorCode = keyof ErrorDetails

/** Details as they travel: plain values, `{}` for a code that has none. */
export type Details = Readonly<Record<string, unknown>>

/** What has to be said beside a code: nothing for most, the typed details for the others. */
export type WithDetails<C extends ErrorCode> = ErrorDetails[C] extends None
  ? []
  : Record<never, never> extends ErrorDetails[C]
    ? [details?: ErrorDetails[C]]
    : [details: ErrorDetails[C]]

/** One thing wrong with a form. `field` is the form's key; of a companion `companions.0.name`. */
export interface FieldError {
  field: string
  code: ErrorCode
  details: Details
}

/** The error `code` beside `field`, with the details that the code asks for. */
export const fieldError = <C extends ErrorCode>(
  field: string,
  code: C,
  ...[details]: WithDetails<C>
): FieldError => ({ field, code, details: { ...details } })

/** A rule said no. The message is the code: sentences are made where they are shown. */
export class DomainError<C extends ErrorCode = ErrorCode> extends Error {
  readonly details: Details

  constructor(
    readonly code: C,
    ...[details]: WithDetails<C>
  ) {
    super(code)
    this.name = 'DomainError'
    this.details = { ...details }
  }
}

/** Whether a rule said no; `instanceof` alone would leave the code untyped. */
export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError

/** The details of `error` when it is the refusal `code`; null for every other one. */
export const detailsOf = <C extends ErrorCode>(error: DomainError, code: C): ErrorDetails[C] | null =>
  error.code === code ? (error.details as ErrorDetails[C]) : null

/** Whether the same question may be answered later, although it was refused. */
export const passesWithTime = (code: string): boolean =>
  code === 'TOO_MANY_SEARCHES' || code === 'WALK_IN_FULL'
