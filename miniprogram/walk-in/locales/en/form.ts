import type { walkInFormWords as zh } from '../zh/form'

export const walkInFormWords: typeof zh = {
  title: 'Walk-in visit',
  labels: {
    purpose: 'Purpose',
    notePlaceholder: 'E.g. a parcel',
    lookAgain: 'Check for places',
  },
  at: (gateName) => `${gateName} · Walk-in`,
  campus: 'Campus',
  valid: 'Valid',
  hours: (hours) => `One entry within ${hours} ${hours === 1 ? 'hour' : 'hours'} once approved`,
  places: 'Places',
  left: (left) => `${left} left this hour`,
  until: (time) => `Please submit by ${time}`,
  full: (next) => `No places left now. ${next}`,
  nextAt: (moment) => `Next places: ${moment}. Please scan the code at the gate again then`,
  noNext: 'Please contact your host to arrange a booking',
  held: 'You already have a walk-in pass',
  note: 'What the visit is for',
  noteOptional: 'What the visit is for (optional)',
  submit: 'Submit',
  showPass: 'Show my code',
}
