import type { VisitState } from '../../domain/visit/visit-state'
import { dayOf, formatTime, isDay } from '../../domain/values/days'
import { formSentence, named, shown, type ErrorSentences } from '../error-words'
import { formatFullDay } from './days'
import { HINT_WORDS } from './face'

const DECIDED: Readonly<Record<VisitState, string>> = {
  approved: 'approved',
  returned: 'returned',
  revoked: 'withdrawn',
  cancelled: 'cancelled by the visitor',
  expired: 'expired',
  finished: 'ended',
  pending: 'waiting for approval',
}

const decided = (state: VisitState): string => `This booking is ${DECIDED[state] ?? 'no longer open'}`

const ACTIVITY_CLOSED: Readonly<Record<string, string>> = {
  asked: 'This event is still waiting for approval; please come back later',
  refused: 'This event was not approved',
  cancelled: 'This event was cancelled',
}

const dayTime = (at: number): string =>
  Number.isFinite(at) ? `${formatFullDay(dayOf(at))} ${formatTime(at)}` : ''

/** Every refusal says what to do next and blames nobody. */
export const errorSentences: ErrorSentences = {
  UNKNOWN: (code) => `That did not work. Please try again later, or update the Mini Program (${code})`,

  // The form itself: one field error per field (visit-form.ts), all at once.
  FORM: (details) =>
    formSentence(errorSentences, details, '; ') || 'Some fields need a change, please check them',
  HOST_REQUIRED: 'Please choose your host',
  HOST_GONE: 'This host was not found and may have moved; please choose again',
  HOST_MOVED: (d) =>
    `The host ${shown(d.name)} has moved to ${shown(d.unitName)}. To visit this host all the same, submit once more`,
  CAMPUS_WITHOUT_GATES:
    'Wangcheng campus has no gate system; please ask the unit you visit to apply for you (一网通办)',
  PURPOSE_REQUIRED: 'Please choose a purpose',
  PURPOSE_GONE: 'Please choose the purpose again',
  NAME_REQUIRED: 'Please enter the name',
  NAME_INVALID: 'A name has 1 to 50 characters: letters, Chinese characters, “·” and spaces',
  PHONE_REQUIRED: 'Please enter the mobile number',
  PHONE_INVALID: 'A mainland mobile number has 11 digits and begins with 13 to 19',
  PHONE_INTERNATIONAL_INVALID: 'A foreign number begins with “+country code”, as +85212345678',
  DOCUMENT_REQUIRED: 'Please enter the document number',
  DOCUMENT_LENGTH: 'A mainland ID number has 18 characters, please check',
  DOCUMENT_FORM: 'This number does not fit the document, please compare',
  DOCUMENT_REGION: 'The first 6 digits of the ID number are wrong, please check',
  DOCUMENT_BIRTH_DATE: 'The date of birth in the ID number is wrong, please check',
  DOCUMENT_CHECK: 'One character of the ID number is wrong, please compare',
  DOCUMENT_REPEATED: 'This document number was entered before, please check',
  FIRST_DAY_REQUIRED: 'Please choose the first day',
  FIRST_DAY_PAST: 'The first day can’t be before today',
  FIRST_DAY_TOO_FAR: (d) =>
    `At present visits can start until ${isDay(d.latest) ? formatFullDay(d.latest) : shown(d.latest)}`,
  LAST_DAY_REQUIRED: 'Please choose the last day',
  LAST_DAY_BEFORE_FIRST: 'The last day can’t be before the first',
  TOO_LONG: 'One visit can last 15 days at most',
  PLATE_REQUIRED: 'Please enter the plate, or switch “By car” off',
  PLATE_INVALID:
    'Please check the plate, as 桂C12345; new-energy plates have 8 characters; for others choose “Other plate”',
  TOO_MANY_COMPANIONS: '10 companions at most',
  PRIVACY_REQUIRED: 'Please read the privacy guide and tick it',
  TEXT_TOO_LONG: (d) => `At most ${shown(d.limit)} characters`,
  REASON_REQUIRED: 'Please give a reason; the visitor will see it',
  REASON_TOO_LONG: 'The reason has 100 characters at most',

  // What refuses a booking (spec 2, What refuses a booking).
  BLACKLISTED: 'Booking is not possible; please contact the security office',
  VEHICLE_INSIDE: (d) => `This vehicle is inside ${shown(d.campusName)} already, so it can’t be booked`,
  FEE_DUE: (d) => `This vehicle has an unpaid parking fee at ${shown(d.campusName)}; book once it is paid`,
  DUPLICATE: () => 'The number of bookings allowed is reached',
  TOO_MANY_LIVE: (d) => `${shown(d.max)} live bookings a person at most`,
  TOO_MANY_BOOKINGS: (d) => `You have sent ${shown(d.max)} bookings today; please try again tomorrow`,
  NO_APPROVER: (d) =>
    `${shown(d.unitName)} can’t approve bookings yet; please contact your host or the security office`,

  // Life of a booking (spec 3).
  NOT_FOUND: 'This record was not found',
  ALREADY_DECIDED: (d) =>
    shown(d.byName) ? `${decided(d.state)}, decided by ${shown(d.byName)}` : decided(d.state),
  CHANGED_MEANWHILE: 'This has just changed; please look at it again first',
  EXISTS_ALREADY: 'There is one already; please look it up and change that',
  NOT_REVISABLE: (d) => `${decided(d.state)} and can’t be changed; you can “Book again”`,
  NOTHING_ADDED: 'Please choose a later last day, or give another plate',
  NOT_CANCELLABLE: (d) => `${decided(d.state)} and can’t be cancelled`,
  CANCEL_BY_APPROVER: 'An approved booking can’t be cancelled here; please contact the approver',
  ALREADY_ENTERED: 'You have entered already; please contact the approver to cancel',
  DAYS_PAST: 'The days have passed, so it can’t be approved; the visitor can book again',
  NO_PASS: (d) => `${decided(d.state)} and has no pass`,

  PASS_ELSEWHERE: 'Another phone shows this pass now; the code on this one no longer works',

  // Who may (spec 1).
  NOT_ALLOWED: 'You don’t have this permission',
  FROZEN: (d) => {
    const since = typeof d.since === 'number' ? ` since ${formatFullDay(dayOf(d.since))}` : ''
    const reason = shown(d.reason) ? ` (${shown(d.reason)})` : ''
    return `Your approver account is frozen${since}${reason}; please contact the security office`
  },
  CONSOLE_CODE: 'This sign-in code is no longer valid; please refresh it on the computer and scan again',
  SIGNED_OUT: 'You are signed out; please scan again to sign in',
  OTHER_PERSON: 'Somebody else has signed in here; please reload the page',
  WRONG_GATE_ACCOUNT: 'Your account is not for this gate; please choose the gate again',

  STAFF_NOT_FOUND:
    'The staff directory has no such mobile number; please ask your unit or the security office',
  STAFF_UNBOUND: 'This member of staff has not bound their WeChat yet',
  STAFF_BOUND: 'Another WeChat is bound to this staff member; ask the security office to unbind it',
  STAFF_ALREADY: (d) =>
    `Your WeChat is bound to ${shown(d.name)}; if that is wrong, contact the security office`,
  STAFF_PHONE_TAKEN: (d) => `This mobile number is registered for ${shown(d.name)}, please check`,
  PHONE_CODE: 'The mobile number did not arrive, please tap once more',
  ACCOUNT_EXISTS: 'You have an approver account of this unit already',
  ACCOUNT_ASKED: 'Your request is being handled; please wait for the security office',
  ACCOUNT_ANSWERED: 'This request was handled already, please refresh',
  ACCOUNT_CHANGED: 'This account has just changed, please refresh',
  ACCOUNT_REASON_REQUIRED: 'Please give a reason',
  LEADER_REQUIRED: 'Please enter the name of the unit’s leader',
  UNIT_REQUIRED: 'This unit was not found, please choose again',
  DEPUTY_DAYS: 'Choose up to 60 days that end today or later',
  ACCOUNT_LEFT: 'The applicant has left the directory or is no longer bound',
  OWN_REQUEST: 'Your own request has to be answered by a colleague',
  DEPUTY_UNFIT: 'A deputy is another member of this unit whose WeChat is bound',

  // Invitations and the host's word (spec 3, 4).
  INVITATION_USED: 'This invitation was used; please ask for a new one',
  INVITATION_CLOSED: 'This invitation is no longer valid; please ask for a new one',
  CLAIM_NOT_TAKEN: 'Nobody has taken this invitation; please refresh',
  CLAIM_KEPT:
    'The guest has come in, or the booking is their own by now, another unit’s, or over; decide about it in the approvals',
  INVITE_OWN_UNIT: 'You can invite guests of your own unit only',
  SELF_APPROVAL: 'Another approver of the unit has to approve your own invitation or booking',
  HOST_CONFIRMATION_LATE: 'This booking is over and needs no confirmation',

  // Vehicles, desk, gates (spec 5).
  VEHICLE_NOT_INSIDE: 'The record says the vehicle is not inside; you can submit again',
  NOTHING_DUE: 'No parking fee is due for this vehicle, please refresh',
  DESK_REASON_REQUIRED: 'Please give the grounds',
  OVERRIDE_REASON_REQUIRED: 'Please give the reason for letting through',
  OVERRIDE_REFUSED: 'A guard can’t let this person through; please contact the security office',
  PASSAGE_TIME: 'This passage is too long ago to be recorded; please contact the security office',
  DEVICE_DIRECTION: 'A device that can’t sign needs one direction: in or out',
  GATES_REQUIRED: 'Please choose a gate at least',
  CAMPUS_REQUIRED: 'Please choose a campus',
  CONFLICT_SETTLED: (d) => `${shown(d.byName) || 'A colleague'} has settled this already`,
  CONTROL_TIME: 'Please check the times: the end after the start and after now, 31 days at most',

  // Blacklist (spec 5.4).
  BLACKLIST_SUBJECT: 'Enter a document number, a mobile number or a plate',
  BLACKLIST_DAYS: 'The last day can’t be before the first',
  BLACKLIST_REASON_REQUIRED: 'Please give the reason for listing or lifting',
  BLACKLIST_REASON_TOO_LONG: 'The reason has 200 characters at most',
  BLACKLIST_ANSWERED: (d) => `${shown(d.byName)} has handled this entry, please refresh`,
  SECOND_PERSON_NEEDED: 'A colleague has to confirm this, not yourself',

  // Activities (spec 4.2).
  ACTIVITY_TITLE: 'Enter a title of at most 40 characters',
  ACTIVITY_HOURS: 'The beginning and the end must differ',
  ACTIVITY_QUOTA: (d) => `The number of places is a whole number from 1 to ${shown(d.max)}`,
  ACTIVITY_QUESTION: 'The question has at most 20 characters',
  GATES_LET_NOBODY_IN:
    'Nobody gets in by the gates chosen; add one for people on foot, or one for vehicles where guests may drive',
  ACTIVITY_ANSWERED: 'Somebody has dealt with this event already; please refresh',
  ACTIVITY_CLOSED: (d) => ACTIVITY_CLOSED[String(d.state)] ?? 'Registration for this event is closed',
  ACTIVITY_FULL: 'No place is left. Those who wait move up by themselves when one is given back',
  ACTIVITY_JOINED: () => 'You have registered already; look at your booking',
  ACTIVITY_ANSWER_REQUIRED: 'Please fill this in',

  // Standing passes (spec 4.4).
  STANDING_WHY: 'Enter what it is for, at most 30 characters',
  STANDING_TOO_LONG: (d) =>
    `A standing pass lasts until ${shown(d.latest)} at most; it can be renewed before its end`,
  STANDING_STATE: () => 'This standing pass has changed; please refresh',
  STANDING_FULL: (d) => `A standing pass has at most ${shown(d.max)} people; apply for the others separately`,
  STANDING_EMPTY: 'Nobody is on the list yet; add people or vehicles first',
  STANDING_NO_WAY_IN: (d) =>
    `Not let in by any of the gates chosen: ${named(d.names, ', ')}. Please add gates`,
  RENEWAL_NOT_YET: (d) => `It can be renewed within 30 days of its end; please ask from ${shown(d.from)} on`,
  PAPER_NAME: 'Enter the name of the paper, at most 20 characters',
  PAPER_UNTIL: 'Choose until when the paper is valid, today or later',
  PAPERS_TOO_MANY: (d) => `At most ${shown(d.max)} papers`,
  DOCUMENT_OR_PLATE: 'Enter a document number or a plate',
  PHONE_REPEATED: 'An earlier row has this phone number; leave it empty for who has none',
  PLATE_REPEATED: 'An earlier row has this plate; remove one of them',

  // Walk-ins (spec 4.3).
  WALK_IN_HOURS: 'Hours are whole hours from 0 to 24, and the end is after the beginning',
  WALK_IN_QUOTA: (d) => `The number of places is a whole number from 1 to ${shown(d.max)}`,
  WALK_IN_NOTE_REQUIRED: 'Please say what you come for',
  WALK_IN_CODE: 'This code is no longer valid; please scan the one shown at the gate now',
  WALK_IN_TICKET: 'The time for the form is over; please scan the code shown at the gate again',
  WALK_IN_CLOSED: (d) => `${shown(d.gateName)} lets nobody in without a booking now; please ask your host`,
  WALK_IN_FULL: (d) =>
    d.nextAt === null
      ? 'No place is left; please ask your host to book'
      : `No place is left; the next ones come ${dayTime(Number(d.nextAt))}`,
  WALK_IN_HELD: () => 'You have a walk-in pass already; look at your bookings',

  // Face photos (spec 6).
  FACE_OFF: 'Face photos are not taken at present; the QR code and other ways stay open',
  FILE_MISSING: 'The photo did not arrive, please try again',
  PICTURE_FORM: 'This picture can’t be used, please take or choose another',
  FACE_FORM: 'The photo does not fit, please take it again',
  FACE_HINT: (d) => `${HINT_WORDS[d.hint] ?? 'The photo is not clear enough'}; please take it again`,

  // Asking another booking to let go (spec 2, Conflict card).
  RELEASE_NOT_NEEDED: 'The earlier booking is gone; you can submit again',
  RELEASE_ANSWERED: (d) =>
    d.byName === ''
      ? 'That booking has ended: no answer is needed'
      : `${shown(d.byName)} has handled this request`,

  // Emergency (spec 5.6), office.
  EMERGENCY_CLOSED: 'Phone reports are closed; please book as usual',
  EMERGENCY_REASON_REQUIRED: 'Please give the reason for opening or closing',
  PURPOSE_NAME: (d) => `Enter a name of at most ${shown(d.max)} characters`,
  PURPOSE_TWICE: 'There is a purpose of this name already; please choose another name',
  PURPOSES_NONE: (d) =>
    `Keep at least one ${d.purposeClass === 'private' ? 'private' : 'official'} purpose to choose from`,
  RULE_CHANGED: (d) =>
    `${shown(d.byName) || 'A colleague'} has just changed the same rule; what you typed is still there, check it and save again`,
  EMERGENCY_SWITCHED: (d) => {
    const state = d.on === true ? 'open' : 'closed'
    return shown(d.byName)
      ? `Phone reports: ${state}, switched by ${shown(d.byName)}`
      : `Phone reports are ${state}`
  },
  EMERGENCY_NOTE_REQUIRED: 'Please write what has to be explained',
  EMERGENCY_DAYS: 'Please check the days: not before today, 15 days at most',
  EMERGENCY_RECONCILED: (d) => `${shown(d.byName)} has checked this report`,
  TEMPLATE_FIELDS: (d) => `These don’t fit the fields of the template: ${shown(d.faults)}`,
  TEMPLATE_UNKNOWN: 'The account has no such template',
  TARIFF: () => 'Some fields of the tariff need a change, please see the marks',

  // The call itself.
  KEY_REUSED: 'This is not what was sent before under the same number; go back and send it anew',
  BAD_REQUEST: () => 'The request was not right; go back and retry, or update the Mini Program',
  TOO_MANY_HOSTS: 'Many people were looked up today; try again tomorrow, or ask your host for their card',
  TOO_MANY_SEARCHES: 'Too many searches, please try again later',
  TOO_MANY_TRIES: 'Too many wrong tries, please wait a minute or scan the code',
  BUSY: 'Many people are using the service, please try again later',
  INTERNAL: (d) => `Something went wrong, please try again later (No. ${shown(d.requestId)})`,
  PHOTO_GONE: 'This photo was deleted as the rules say; please take and upload it again',
  NETWORK: 'No network; check the connection and retry',
  PHONE_ONLY: 'This device cannot show a pass; open the Mini Program in WeChat on a phone',
  CLOUD: (d) =>
    `The cloud service did not manage (code ${shown(d.cloudCode)}), please try again later or tell the security office`,
}
