import { gateSentencesIn, type GateWords } from '../gate-words'
import { formatRange } from './days'

const OTHERS = 'the guard checks the others and lets them in'
const ASK = 'Please contact your host, or see the booking in the Mini Program'

const words: GateWords = {
  formatRange,
  comeIn: 'Booking valid, please come in',
  goodbye: 'Goodbye, safe journey',
  onFootOnly: 'The vehicle can’t pass this gate; please use a gate open to vehicles',
  companionsStay: (companions) => `Please have ${companions.join(', ')} wait outside; ${OTHERS}`,
  reasons: {
    OK: () => ({ sentence: 'Booking valid', nextStep: '' }),
    NOT_FOUND: () => ({
      sentence: 'No such booking found',
      nextStep: 'Ask the visitor to show the pass in the Mini Program',
    }),
    PENDING: () => ({
      sentence: 'The booking is still waiting for approval',
      nextStep: 'Ask the visitor to have the visited unit approve it',
    }),
    RETURNED: () => ({
      sentence: 'The booking was returned',
      nextStep: 'Ask the visitor to change it and submit it again',
    }),
    REVOKED: () => ({ sentence: 'The approval was withdrawn', nextStep: ASK }),
    CANCELLED: () => ({ sentence: 'The booking was cancelled', nextStep: 'Please book again for a visit' }),
    NOT_YET: (days) => ({ sentence: 'The booking starts on a later day', nextStep: `Booked for: ${days}` }),
    EXPIRED: (days) => ({ sentence: 'The booking has expired', nextStep: `Booked for: ${days}` }),
    WRONG_GATE: () => ({
      sentence: 'This visit may not use this gate',
      nextStep: 'The pass shows which gates it may use',
    }),
    EXIT_ONLY: () => ({
      sentence: 'This gate is for leaving only',
      nextStep: 'Please enter by another gate',
    }),
    ALREADY_INSIDE: () => ({
      sentence: 'Recorded as inside already',
      nextStep: 'Check whether the visitor has left, or ask the campus desk to check',
    }),
    NOT_INSIDE: () => ({ sentence: 'No entry on record', nextStep: '' }),
    NO_VEHICLE: () => ({
      sentence: 'No vehicle on this booking',
      nextStep: 'Change the booking in the Mini Program, or walk in',
    }),
    FEE_DUE: () => ({
      sentence: 'A parking fee is due for this vehicle',
      nextStep: 'Please settle it with the campus desk (110)',
    }),
    TRAFFIC_CONTROL: () => ({
      sentence: 'Traffic control: vehicles can’t pass this gate',
      nextStep: 'Please use another gate',
    }),
    OVERRIDE: () => ({ sentence: 'Let through by the guard', nextStep: '' }),
    BLACKLIST: () => ({ sentence: 'Can’t be let through', nextStep: 'Please contact the security office' }),
    ENTRY_ONLY: () => ({
      sentence: 'This gate is for entering only',
      nextStep: 'Please leave by another gate',
    }),
    BAD_SIGNATURE: () => ({
      sentence: 'Not a valid pass code',
      nextStep: 'Ask the visitor to open the pass in the Mini Program again',
    }),
    STALE_CODE: () => ({
      sentence: 'The code is out of date',
      nextStep: 'Please show the live pass; a screenshot is not valid',
    }),
    REPLAYED: () => ({
      sentence: 'This code was just used',
      nextStep: 'Wait until the pass shows a new code, then scan again',
    }),
    COMPANION_REFUSED: () => ({
      sentence: 'A companion may not enter',
      nextStep: `Please have them wait outside; ${OTHERS}`,
    }),
    LOW_CONFIDENCE: () => ({
      sentence: 'Not recognised clearly',
      nextStep: 'Please show the pass, or let the guard check',
    }),
  },
}

/** What a gate says in English. */
export const { gateSentence, reasonSentence } = gateSentencesIn(words)
