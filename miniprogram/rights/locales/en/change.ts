import type { changeWords as zh } from '../zh/change'

export const changeWords: typeof zh = {
  title: 'Ask for change',
  labels: {
    now: 'Approved booking',
    keepDay: 'Stays as it is',
    keepPlate: 'Stays as it is',
    reason: 'Reason (optional)',
    send: 'Ask the approver',
    sending: 'Submitted, waiting for the answer…',
    lastDay: 'New last day',
    newPlate: 'New plate',
    enterPlate: 'Enter the plate',
    decided:
      'An approver of the unit you visit decides. Until then the approved days stay valid; once agreed, the gates go by the change at once.',
  },
  days: 'Days',
  plate: 'Plate',
  noPlate: 'No car',
  later: (day) => `Until ${day}`,
  sent: 'Submitted, waiting for the approver',
  pickSomething: 'Please choose a later day or enter another plate',
}
