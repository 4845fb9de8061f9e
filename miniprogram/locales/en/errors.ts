import type { VisitState } from '../../domain/visit/visit-state'
import { dayOf, formatTime, isDay } from '../../domain/values/days'
import { formSentence, named, shown, type ErrorSentences } from '../error-words'
import { formTextsIn } from '../form-texts'
import { formatFullDay } from './days'
import { HINT_WORDS } from './face'

const formTexts = formTextsIn('en')

const DECIDED: Readonly<Record<VisitState, string>> = {
  approved: 'is approved',
  returned: 'was returned',
  revoked: 'was withdrawn',
  cancelled: 'was cancelled by the visitor',
  expired: 'has expired',
  finished: 'has ended',
  pending: 'is waiting for approval',
}

/** What somebody decides, so that who it was can be told. */
const DECISIONS: Partial<Readonly<Record<VisitState, string>>> = {
  approved: 'was approved',
  returned: 'was returned',
  revoked: 'was withdrawn',
  cancelled: 'was cancelled',
}

function decided(state: VisitState, byName = ''): string {
  const decision = DECISIONS[state]
  if (byName !== '' && decision !== undefined) return `This booking ${decision} by ${byName}`
  return `This booking ${DECIDED[state] ?? 'is no longer open'}`
}

const ACTIVITY_CLOSED: Readonly<Record<string, string>> = {
  asked: 'This event is still waiting for approval; please come back later',
  refused: 'This event was not approved',
  cancelled: 'This event was cancelled',
}

const STANDING_STATE: Readonly<Record<string, string>> = {
  approved: 'was approved; please refresh',
  returned: 'was returned; please refresh',
  withdrawn: 'was withdrawn',
  ended: 'has ended; please apply again if you still need one',
}

const fullDay = (day: unknown): string => (isDay(day) ? formatFullDay(day) : '')

const dayTime = (at: number): string =>
  Number.isFinite(at) ? `${formatFullDay(dayOf(at))} ${formatTime(at)}` : ''

/** Every refusal says what to do next and blames nobody. */
export const errorSentences: ErrorSentences = {
  UNKNOWN: (code) => `That did not work. Please try again later, or update the Mini Program (${code})`,
  // The form itself: one field error per field (visit-form.ts), all at once.
  FORM: (details) =>
    formSentence(errorSentences, details, '; ') || 'Some fields need correcting; please check them',
  HOST_REQUIRED: 'Please choose your host',
  HOST_GONE: 'This host was not found and may have left the unit; please choose again',
  HOST_MOVED: (d) =>
    `${shown(d.name)} has moved to ${shown(d.unitName)}; please check. To visit this host all the same, submit once more`,
  CAMPUS_WITHOUT_GATES:
    "Wangcheng campus (王城校区) has no gate system; please ask the unit you visit to apply on the university's service portal (一网通办)",
  PURPOSE_REQUIRED: 'Please choose a purpose',
  PURPOSE_GONE: 'Please choose the purpose again',
  NAME_REQUIRED: 'Please enter the name',
  NAME_INVALID: 'A name has 1 to 50 characters: letters, Chinese characters, “·” and spaces',
  PHONE_REQUIRED: 'Please enter the mobile number',
  PHONE_INVALID: 'A mainland mobile number has 11 digits and begins with 13 to 19; please check',
  PHONE_INTERNATIONAL_INVALID:
    'A foreign number begins with “+” and the country code, e.g. +85212345678, with all its digits; for a mainland number choose “Use a mainland number”',
  DOCUMENT_REQUIRED: 'Please enter the document number',
  DOCUMENT_LENGTH: 'A mainland ID number has 18 characters; please check',
  DOCUMENT_FORM: 'The document number has the wrong format; please compare it with the document',
  DOCUMENT_REGION: 'The first 6 digits of the ID number are wrong; please check',
  DOCUMENT_BIRTH_DATE: 'The date of birth in the ID number is wrong; please check',
  DOCUMENT_CHECK: 'One character of the ID number is wrong; please compare it with the document',
  DOCUMENT_REPEATED: 'This document number was entered before; please check',
  FIRST_DAY_REQUIRED: 'Please choose the first day',
  FIRST_DAY_PAST: "The first day can't be before today",
  FIRST_DAY_TOO_FAR: (d) => `At present a visit can start on ${fullDay(d.latest)} at the latest`,
  LAST_DAY_REQUIRED: 'Please choose the last day',
  LAST_DAY_BEFORE_FIRST: "The last day can't be before the first",
  TOO_LONG: 'One visit can last 15 days at most',
  PLATE_REQUIRED: 'Please enter the plate number, or switch “By car” off',
  PLATE_INVALID:
    'Please check the plate number, e.g. 桂C12345; new-energy plates have 8 characters; for temporary and other plates choose “Other plate”',
  TOO_MANY_COMPANIONS: '10 companions at most',
  PRIVACY_REQUIRED: 'Please read the privacy guide and tick it',
  TEXT_TOO_LONG: (d) =>
    `${d.field in formTexts ? `${formTexts[d.field]}: at` : 'At'} most ${shown(d.limit)} characters`,
  REASON_REQUIRED: 'Please give a reason; the visitor will see it',
  REASON_TOO_LONG: 'The reason can have 100 characters at most',

  // What refuses a booking (spec 2, What refuses a booking).
  BLACKLISTED: 'Booking is not possible; please contact the security office',
  VEHICLE_INSIDE: (d) =>
    `This vehicle is already in the car park of ${shown(d.campusName)}, so it can't be booked`,
  FEE_DUE: (d) =>
    `This vehicle has an unpaid parking fee at ${shown(d.campusName)}; you can book once it is paid`,
  DUPLICATE: () => 'The booking limit has been reached',
  TOO_MANY_LIVE: (d) => `You can have at most ${shown(d.max)} active bookings at a time`,
  TOO_MANY_BOOKINGS: (d) => `You have submitted ${shown(d.max)} bookings today; please try again tomorrow`,
  NO_APPROVER: (d) =>
    `${shown(d.unitName)} can't approve bookings yet; please contact your host or the security office`,

  // Life of a booking (spec 3).
  NOT_FOUND: 'This record was not found',
  ALREADY_DECIDED: (d) => decided(d.state, shown(d.byName)),
  CHANGED_MEANWHILE: 'This has just changed; please look at the latest version first',
  EXISTS_ALREADY: 'This entry exists already; please find it and change it there',
  NOT_REVISABLE: (d) => `${decided(d.state)} and can't be changed; you can “Book again”`,
  NOTHING_ADDED: 'Please choose a later last day, or enter another plate number',
  NOT_CANCELLABLE: (d) => `${decided(d.state)} and can't be cancelled`,
  CANCEL_BY_APPROVER: "You can't cancel an approved booking yourself; please contact the approver",
  ALREADY_ENTERED: "You have already entered, so you can't cancel this yourself; please contact the approver",
  DAYS_PAST: "The booked days have passed, so it can't be approved; the visitor can book again",
  NO_PASS: (d) => `${decided(d.state)} and has no pass`,

  PASS_ELSEWHERE: 'The code was opened on another phone and no longer works on this one',

  // Who may (spec 1).
  NOT_ALLOWED: 'You are not allowed to do this',
  FROZEN: (d) => {
    const frozen =
      typeof d.since === 'number' ? `was frozen on ${formatFullDay(dayOf(d.since))}` : 'is frozen'
    const reason = shown(d.reason) ? ` (${shown(d.reason)})` : ''
    return `Your approver account ${frozen}${reason}; if you have questions, please contact the security office`
  },
  CONSOLE_CODE: 'This sign-in code is no longer valid; please refresh it on the computer and scan again',
  SIGNED_OUT: 'You are signed out; please scan again to sign in',
  OTHER_PERSON: 'Somebody else has signed in in this browser; please reload the page',
  WRONG_GATE_ACCOUNT: 'Your account is not for this gate; please choose the gate again',

  STAFF_NOT_FOUND:
    'This mobile number is not in the staff directory; please ask your unit or the security office to update it',
  STAFF_UNBOUND: 'This member of staff has not linked their WeChat yet; that has to be done first',
  STAFF_BOUND:
    'The member of staff with this number has linked another WeChat; if that has changed, ask the security office to unlink it',
  STAFF_ALREADY: (d) =>
    `Your WeChat is linked to ${shown(d.name)}; if that is wrong, please contact the security office`,
  STAFF_PHONE_TAKEN: (d) => `This mobile number is registered to ${shown(d.name)}; please check`,
  PHONE_CODE: 'Your mobile number did not arrive; please tap again',
  ACCOUNT_EXISTS: 'You already have an approver account for this unit',
  ACCOUNT_ASKED: "Your request is being handled; please wait for the security office's answer",
  ACCOUNT_ANSWERED: 'This request has already been handled; please refresh',
  ACCOUNT_CHANGED: 'This account has just changed; please refresh',
  ACCOUNT_REASON_REQUIRED: 'Please give a reason',
  LEADER_REQUIRED: 'Please enter the name of the head of the unit',
  UNIT_REQUIRED: 'This unit was not found; please choose again',
  DEPUTY_DAYS: 'Please choose the days: 60 at most, the last one today or later',
  ACCOUNT_LEFT: "The applicant has left the directory or is no longer linked, so the account can't be opened",
  OWN_REQUEST: "You can't answer your own request; please leave it to a colleague",
  LAST_OFFICE: 'This is the last account of the security office; please give a colleague one first',
  DEPUTY_UNFIT: 'A deputy must be another member of staff of this unit who has linked their WeChat',

  // Invitations and the host's word (spec 3, 4).
  INVITATION_USED: 'This invitation has been used; please ask the person who invited you for a new one',
  INVITATION_CLOSED:
    'This invitation is no longer valid; please ask the person who invited you for a new one',
  CLAIM_NOT_TAKEN: 'Nobody has accepted this invitation at present; please refresh',
  CLAIM_KEPT:
    "This can't be undone: the guest has entered, or the booking is now their own or another unit's, or has ended. If they should not be let in, decide about it in the approvals",
  INVITE_OWN_UNIT: 'You can invite guests to your own unit only',
  SELF_APPROVAL: 'Your own invitation or booking must be approved by another approver of the unit',
  HOST_CONFIRMATION_LATE: 'This booking has ended and needs no confirmation',

  // Vehicles, desk, gates (spec 5).
  VEHICLE_NOT_INSIDE: 'The records show that the vehicle is no longer inside; you can submit again',
  NOTHING_DUE: 'No parking fee is due for this vehicle; please refresh',
  DESK_REASON_REQUIRED: 'Please give the grounds',
  OVERRIDE_REASON_REQUIRED: 'Please give the reason for letting them through',
  OVERRIDE_REFUSED: "A guard can't let this person through; please contact the security office",
  PASSAGE_TIME: 'This entry or exit is too long ago to be recorded; please contact the security office',
  DEVICE_NAME: 'Please enter a name, such as: plate camera, west gate in',
  DEVICE_GATE: 'Please choose the gate where the device stands',
  DEVICE_SIGNS: 'Only QR scanners and plate cameras may be without a signature',
  DEVICE_OVERRIDE: "A device that can't sign can't let people through with a reason",
  DEVICE_ADDRESSES: (d) => `Please enter IP addresses, ${shown(d.max)} at most, with blanks between`,
  DEVICE_DIRECTION: "A device that can't sign needs one direction: in or out",
  GATES_REQUIRED: 'Please choose at least one gate',
  CAMPUS_REQUIRED: 'Please choose a campus',
  CONFLICT_SETTLED: (d) => `${shown(d.byName) || 'A colleague'} has already settled this`,
  CONTROL_TIME: 'Please check the times: the end must be after the start and after now, 31 days at most',

  // Blacklist (spec 5.4).
  BLACKLIST_SUBJECT: 'Please enter at least one of document number, mobile number and plate number',
  BLACKLIST_DAYS: "The last day can't be before the first",
  BLACKLIST_REASON_REQUIRED: 'Please give the reason for listing or lifting',
  BLACKLIST_REASON_TOO_LONG: 'The reason can have 200 characters at most',
  BLACKLIST_ANSWERED: (d) => `${shown(d.byName)} has handled this entry; please refresh`,
  SECOND_PERSON_NEEDED: "A colleague has to confirm this; you can't do it yourself",

  // Activities (spec 4.2).
  ACTIVITY_TITLE: 'Please enter the name of the event, at most 40 characters',
  ACTIVITY_HOURS: 'The start and the end must differ',
  ACTIVITY_QUOTA: (d) => `The number of places is a whole number from 1 to ${shown(d.max)}`,
  ACTIVITY_QUESTION: 'The question can have 20 characters at most',
  GATES_LET_NOBODY_IN:
    'Nobody can enter by the gates chosen; add one for people on foot, or one for vehicles where guests may drive',
  ACTIVITY_ANSWERED: 'Somebody has already handled this event; please refresh',
  ACTIVITY_CLOSED: (d) => ACTIVITY_CLOSED[String(d.state)] ?? 'This event takes no more guests',
  ACTIVITY_FULL:
    'All places are taken; guests on the waiting list are approved automatically when a place becomes free',
  ACTIVITY_JOINED: () => 'You have already joined; you can look at your booking',
  ACTIVITY_ANSWER_REQUIRED: 'Please fill this in',

  // Standing passes (spec 4.4).
  STANDING_WHY: 'Please enter what it is for, at most 30 characters',
  STANDING_TOO_LONG: (d) =>
    `A long-term pass is valid until ${fullDay(d.latest)} at the latest; you can ask to renew it before it ends`,
  STANDING_STATE: (d) =>
    `This long-term pass ${STANDING_STATE[String(d.state)] ?? 'has changed; please refresh'}`,
  STANDING_FULL: (d) =>
    `A long-term pass can have at most ${shown(d.max)} people; please apply for the others separately`,
  STANDING_WEEKDAYS: 'None of the days is on a chosen weekday; please choose again',
  STANDING_EMPTY: 'Nobody is on the list yet; please add people or vehicles first',
  STANDING_NO_WAY_IN: (d) =>
    `${named(d.names, ', ')} can't enter by the gates chosen: people on foot need a pedestrian gate, vehicles a vehicle gate. Please add gates`,
  RENEWAL_NOT_YET: (d) => `It can be renewed in its last 30 days; please ask on ${fullDay(d.from)} or later`,
  PAPER_NAME: 'Please enter the name of the certificate, at most 20 characters',
  PAPER_UNTIL: 'Please choose until when the certificate is valid, today or later',
  PAPERS_TOO_MANY: (d) => `At most ${shown(d.max)} certificates`,
  PAPER_PHOTO: (d) => `Please add a new photo of ${shown(d.name)}`,
  PAPER_KEPT: (d) =>
    `An approved pass keeps ${shown(d.name)}; if it is no longer needed, apply anew and the security office decides`,
  DOCUMENT_OR_PLATE: 'Please enter a document number or a plate number',
  PHONE_REPEATED: 'An earlier row has this mobile number; leave it empty for anyone without their own',
  PLATE_REPEATED: 'An earlier row has this plate number; please remove one of them',

  // Walk-ins (spec 4.3).
  WALK_IN_HOURS: 'Please check the hours: whole hours from 0 to 24, the end after the start',
  WALK_IN_QUOTA: (d) => `The number of places is a whole number from 1 to ${shown(d.max)}`,
  WALK_IN_NOTE_REQUIRED: 'Please say what the visit is for',
  WALK_IN_CODE: 'This code is no longer valid; please scan the one shown at the gate now',
  WALK_IN_TICKET: 'The time for the form has run out; please scan the code shown at the gate again',
  WALK_IN_CLOSED: (d) =>
    `${shown(d.gateName)} takes no walk-ins now; please contact your host to arrange a booking`,
  WALK_IN_FULL: (d) =>
    d.nextAt === null
      ? 'All walk-in places are taken; please contact your host to arrange a booking'
      : `All walk-in places are taken; the next ones open on ${dayTime(Number(d.nextAt))}`,
  WALK_IN_HELD: () => 'You already have a walk-in pass; see it under Bookings',

  // Face photos (spec 6).
  FACE_OFF: 'Face photos are not taken at present; you can enter with the QR code and in other ways',
  FILE_MISSING: 'The photo was not uploaded; please try again',
  PICTURE_FORM: "This photo can't be used; please take it again or choose another",
  FACE_FORM: 'The photo does not meet the requirements; please take it again',
  FACE_HINT: (d) => `${HINT_WORDS[d.hint] ?? 'The photo is not clear enough'}; please take it again`,

  // Asking another booking to let go (spec 2, Conflict card).
  RELEASE_NOT_NEEDED: 'The other booking is gone; you can submit again',
  RELEASE_ANSWERED: (d) =>
    d.byName === ''
      ? 'That booking has ended; no answer is needed'
      : `${shown(d.byName)} has handled this request`,

  // Emergency (spec 5.6), office.
  EMERGENCY_CLOSED: 'Phone reporting is closed; please book as usual',
  EMERGENCY_REASON_REQUIRED: 'Please give the reason for opening or closing',
  PURPOSE_NAME: (d) => `Please enter a name of at most ${shown(d.max)} characters`,
  PURPOSE_TWICE: 'There is already a purpose with this name; please choose another name',
  PURPOSES_NONE: (d) =>
    `Keep at least one ${d.purposeClass === 'private' ? 'private' : 'official'} purpose to choose from`,
  CONTACT_NAME: 'Please enter a name',
  CONTACT_PHONE: 'A number has 3 to 20 digits and may have +, blanks and -',
  CONTACT_TWICE: 'A campus has one number of its desk',
  RULE_CHANGED: (d) =>
    `${shown(d.byName) || 'A colleague'} has just changed the same setting. What you entered is kept; please check it and save again`,
  EMERGENCY_SWITCHED: (d) => {
    if (shown(d.byName))
      return `Phone reporting was ${d.on === true ? 'opened' : 'closed'} by ${shown(d.byName)}`
    return `Phone reporting is ${d.on === true ? 'already' : 'not'} open`
  },
  EMERGENCY_NOTE_REQUIRED: 'Please write what needs to be explained',
  EMERGENCY_DAYS: 'Please check the days: today or later, 15 days at most',
  EMERGENCY_RECONCILED: (d) => `${shown(d.byName)} has checked this report`,
  TEMPLATE_FIELDS: (d) => `These don't fit the fields of the template: ${shown(d.faults)}`,
  TEMPLATE_UNKNOWN:
    'The WeChat account has no such template. If you have just added it, save again in a minute',
  TARIFF: () => 'Some parts of the tariff need correcting; please see the marks',
  GATE_LOCATION: () => "The gate can't be there; please check latitude and longitude",

  // The call itself.
  KEY_REUSED: 'This differs from what was sent before; please go back and submit again',
  BAD_REQUEST: () =>
    'The request was not valid; please go back and try again. If it still fails, update the Mini Program',
  TOO_MANY_HOSTS:
    'You have looked up many people today; please try again tomorrow, or ask your host to send you their visitor card',
  TOO_MANY_SEARCHES: 'Too many searches; please try again later',
  TOO_MANY_TRIES: 'Too many wrong tries; please wait a minute, or scan the code',
  BUSY: 'Many people are using this now; please try again later',
  INTERNAL: (d) => `Something went wrong; please try again later (No. ${shown(d.requestId)})`,
  PHOTO_GONE: 'This photo was deleted as the rules require; please take and upload it again',
  NETWORK: 'No network; please check the connection and try again',
  PHONE_ONLY: "This device can't show the code; please open “Campus Visitor” in WeChat on a phone",
  CLOUD: (d) =>
    `The cloud service failed (code ${shown(d.cloudCode)}); please try again later, and tell the security office if it keeps failing`,
}
