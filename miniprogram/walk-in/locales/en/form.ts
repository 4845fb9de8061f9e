import type { walkInFormWords as zh } from '../zh/form'

export const walkInFormWords: typeof zh = {
  title: 'Walk-in visit',
  labels: {
    purpose: 'Purpose',
    notePlaceholder: 'For example: to collect a parcel',
    lookAgain: 'Look for a place again',
  },
  at: (gateName) => `${gateName} · Walk-in`,
  campus: 'Campus',
  valid: 'Valid',
  hours: (hours) => `One entry within ${hours} ${hours === 1 ? 'hour' : 'hours'} from now on`,
  places: 'Places',
  left: (left) => `${left} left in this hour`,
  until: (time) => `Please submit by ${time}`,
  full: (next) => `No place is left now. ${next}`,
  nextAt: (moment) => `More places: ${moment}. Please scan the code at the gate again then`,
  noNext: 'Please ask the person you visit to book for you',
  held: 'You have a walk-in code already',
  note: 'What for',
  noteOptional: 'What for (optional)',
  submit: 'Submit',
  showPass: 'Show my code',
}
