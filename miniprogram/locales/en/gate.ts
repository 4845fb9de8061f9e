import type { RefusedCompanion } from '../../domain/gate/rules'
import { gateSentencesIn, type GateWords } from '../gate-words'
import { formatRange } from './days'

const OTHERS = 'the guard checks the others and lets them in'

const companionName = ({ maskedName, documentEnd }: RefusedCompanion): string =>
  `${maskedName} (document ending ${documentEnd})`

const words: GateWords = {
  formatRange,
  greetings: { in: 'Booking valid, please come in', out: 'Goodbye, safe journey' },
  onFootOnly: "The vehicle can't pass this gate; please use a gate open to vehicles",
  stayOutside: (companions) => `Please have ${companions.map(companionName).join(', ')} wait outside`,
  others: (step) => `${step}; ${OTHERS}`,
  together: (steps) => steps.join('; '),
  reasons: {
    OK: 'Booking valid',
    NOT_FOUND: 'No such booking found',
    PENDING: 'The booking is still waiting for approval',
    RETURNED: 'The booking was returned',
    REVOKED: 'The approval was withdrawn',
    CANCELLED: 'The booking was cancelled',
    NOT_YET: 'The booking starts on a later day',
    EXPIRED: 'The booking has expired',
    WRONG_GATE: 'This visit may not use this gate',
    EXIT_ONLY: 'This gate is for leaving only',
    ALREADY_INSIDE: 'Recorded as already inside',
    NOT_INSIDE: 'No entry on record',
    NO_VEHICLE: 'No vehicle on this booking',
    FEE_DUE: 'A parking fee is due for this vehicle',
    TRAFFIC_CONTROL: "Traffic control: vehicles can't pass this gate",
    OVERRIDE: 'Let through by the guard',
    BLACKLIST: "Can't be let through",
    ENTRY_ONLY: 'This gate is for entering only',
    BAD_SIGNATURE: 'Not a valid code',
    STALE_CODE: 'The code is out of date',
    REPLAYED: 'This code has just been used',
    COMPANION_REFUSED: 'A companion may not enter',
    LOW_CONFIDENCE: 'Not recognised clearly',
    OUTSIDE_HOURS: 'Outside the permitted hours',
    NO_ENTRIES_LEFT: 'All entries have been used',
    GUARD_ONLY: 'Only a guard can check this code',
    CODE_USED: 'The short code has been used',
    OTHER_PHONE: 'The pass was opened on another phone',
    PAPERS_EXPIRED: 'The certificates on file have expired',
  },
  standing: {
    REVOKED: {
      sentence: 'The long-term pass was withdrawn',
      nextStep: 'Please contact the unit that applied for it',
    },
  },
  nextSteps: {
    nothing: () => '',
    showPass: () => 'Ask the visitor to show the pass in the Mini Program',
    askUnit: () => 'Ask the visitor to contact the unit they visit for approval',
    correctBooking: () => 'Ask the visitor to change it and submit it again',
    askHost: () => 'Please contact your host, or see the booking in the Mini Program',
    bookAnew: () => 'To visit, please book again',
    bookedDays: (days) => `Booked days: ${days}`,
    comeInHours: () => 'Please come within the hours on the pass',
    renewPapers: () => 'The unit that applied has to update the certificates in the Mini Program',
    gatesOnPass: () => 'The pass shows which gates to use',
    enterElsewhere: () => 'Please enter by another gate',
    leaveElsewhere: () => 'Please leave by another gate',
    askSecurity: () => 'Please contact the security office',
    checkWhetherLeft: () => 'Check whether the visitor has left, or ask the campus desk to check',
    addVehicle: () => 'Ask the visitor to change the booking in the Mini Program, or to enter on foot',
    payFee: () => 'Please pay at the campus desk (110)',
    otherGate: () => 'Please use another gate',
    showAgain: () => 'Ask the visitor to open the pass in the Mini Program again',
    showLive: () => 'Please show the live code; screenshots are not valid',
    waitForCode: () => 'Please wait for a new code, then scan again',
    companionsStay: () => `Please have them wait outside; ${OTHERS}`,
    showPassOrGuard: () => 'Please show the pass, or let the guard check',
  },
  advice: {
    askGuard: 'Ask whoever let them through what happened',
    findNow: 'Call the campus desk at once and find out whether they are still inside',
    askUnit: 'Ask the unit they visit about it; if they are still inside, have the campus desk follow up',
    comparePassages:
      'The same code was let through twice, perhaps as a screenshot: check whether it was the same person',
    compareShortCode: 'The short code was used more than once: check whether it was the same person',
    registerLate: 'Ask whoever let them through who it was, and register them',
    askWhoPassed: 'The code is forged or from elsewhere: ask whoever let them through who it was',
    checkLane:
      "Booked, but not for this way: remind whoever let them through, and check the device's gate and direction",
    checkVehicle: "Have the campus desk check the vehicle's entries, exits and payments",
  },
}

/** What a gate says in English. */
export const { gateSentence, reasonSentence, adviceSentence } = gateSentencesIn(words)
