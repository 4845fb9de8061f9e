import type { changeWords as zh } from '../zh/change'

export const changeWords: typeof zh = {
  title: 'Ask for a change',
  labels: {
    now: 'Approved booking',
    keepDay: 'No change',
    keepPlate: 'No change',
    reason: 'Reason (optional)',
    send: 'Ask the approver',
    sending: 'No answer yet, trying again…',
    lastDay: 'New last day',
    newPlate: 'New plate',
    enterPlate: 'Enter the plate number',
    decided:
      'An approver of the unit you visit decides. Until then the approved days stay valid; once agreed, the gates follow the change at once.',
  },
  days: 'Days',
  plate: 'Plate',
  noPlate: 'Not by car',
  later: (day) => `Until ${day}`,
  sent: "Submitted, waiting for the approver's answer",
  pickSomething: 'Please choose a later day, or enter another plate number',
}
