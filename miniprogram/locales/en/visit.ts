import type { VisitWords } from '../zh/visit'
import { formTextsIn } from '../form-texts'

export const visitWords: VisitWords = {
  states: {
    pending: 'Waiting',
    approved: 'Approved',
    returned: 'Returned',
    revoked: 'Withdrawn',
    cancelled: 'Cancelled',
    expired: 'Expired',
    finished: 'Ended',
  },
  waitsForPlace: 'Waiting list',
  validUntil: (moment) => `Valid until ${moment}`,
  standing: 'Long-term pass',
  entry: {
    now: 'You may enter today',
    notYet: (day) => `You may enter from ${day}`,
    over: 'The booked days have passed',
    otherHours: 'Outside the entry hours',
    papersExpired: "The certificates on file have expired; you can't enter for now",
    noEntriesLeft: 'All entries are used; you can still show it when you leave',
  },
  purposeClasses: { official: 'Official', private: 'Private' },
  ways: {
    qr: 'QR code',
    shortCode: 'Short code',
    face: 'Face recognition',
    plate: 'Plate recognition',
    idCard: 'ID card',
  },
  documentKinds: {
    mainlandId: 'Mainland ID card',
    passport: 'Passport',
    hkMacauPermit: 'Mainland Travel Permit for Hong Kong and Macao Residents',
    taiwanPermit: 'Mainland Travel Permit for Taiwan Residents',
    foreignerPermit: 'Foreign Permanent Resident ID Card',
  },
  texts: formTextsIn('en'),
  anonymous: 'Name removed',
  systemReasons: {
    EMERGENCY_ENDED: 'Phone reporting has been closed, and its report numbers have ended',
    WAITED_IN_VAIN: 'The event is over, and no place came free',
    JOINING_STOPPED: 'The event takes no more guests, and no place became free',
    BLACKLISTED: 'Booking is not possible; please contact the security office',
  },
  duplicateRules: {
    anyLive:
      'A document, mobile number or plate can be in only one active booking at a time (waiting, or approved and not expired).',
    overlap:
      'A document, mobile number or plate can be in only one active booking on a day (waiting, or approved and not expired); other days can be booked.',
  },
  hostConfirmations: {
    none: 'The host has not confirmed yet',
    confirmed: 'Host: the visit is agreed',
    denied: 'Host: does not know the visitor',
  },
  riskHints: {
    long: 'A long booking; please confirm that all of it is needed',
    farAhead: 'A booking far ahead; please confirm that the plan is settled',
    officialByPrivateCar: 'Vehicles on official visits park free; please confirm that the purpose is true',
    officialCarAgain:
      'This vehicle was often booked for official visits lately; please confirm that the purpose is true',
    officialUnconfirmed: 'An official visit that the host has not confirmed yet',
  },
  propagation: { delivering: 'Being sent', effective: 'Active', failed: 'Failed' },
  gates: {
    onFoot: 'On foot or by bicycle',
    byCar: 'By car',
    entryOnly: ' (entry only)',

    comma: ',\u00a0',
  },
}
