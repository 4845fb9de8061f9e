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
  standing: 'Standing pass',
  entry: {
    now: 'You may enter today',
    notYet: (day) => `You may enter from ${day}`,
    over: 'The booked days have passed',
    otherHours: 'Not within the entry hours now',
    papersExpired: 'The papers on file have expired: you can’t enter for now',
    noEntriesLeft: 'Its entries are used up; show it when you leave',
  },
  purposeClasses: { official: 'Official', private: 'Private' },
  ways: { qr: 'QR code', shortCode: 'Short code', face: 'Face', plate: 'Plate', idCard: 'ID card' },
  documentKinds: {
    mainlandId: 'Mainland ID card',
    passport: 'Passport',
    hkMacauPermit: 'Mainland permit (Hong Kong, Macao)',
    taiwanPermit: 'Mainland permit (Taiwan)',
    foreignerPermit: 'Foreigner’s permanent residence card',
  },
  texts: formTextsIn('en'),
  anonymous: 'Name taken out',
  systemReasons: { EMERGENCY_ENDED: 'Phone reports have ended, and their numbers with them' },
  duplicateRules: {
    anyLive:
      'One document, number or plate holds one booking at a time (waiting, or approved and not yet over).',
    overlap:
      'One document, number or plate holds one booking a day (waiting, or approved and not yet over); other days can be booked.',
  },
  hostConfirmations: {
    none: 'The host has not confirmed yet',
    confirmed: 'Host: this is agreed',
    denied: 'Host: not known to me',
  },
  riskHints: {
    long: 'A long booking; please confirm that it is needed',
    farAhead: 'A booking far ahead; please confirm that the plan is settled',
    officialByPrivateCar: 'Official vehicles park free; please confirm the purpose',
    officialCarAgain: 'This vehicle often came on official visits lately; please confirm the purpose',
    officialUnconfirmed: 'An official visit that the host has not confirmed yet',
  },
  propagation: { delivering: 'On its way', effective: 'In force', failed: 'Failed' },
  gates: {
    onFoot: 'On foot or by bicycle',
    byCar: 'By car',
    entryOnly: ' (entry only)',

    comma: ',\u00a0',
  },
}
