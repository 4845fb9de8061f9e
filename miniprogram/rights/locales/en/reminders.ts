import type { remindersWords as zh } from '../zh/reminders'

export const remindersWords: typeof zh = {
  title: 'Messages',
  labels: {
    explanation:
      'WeChat allows one message each time you agree; you can add several. Tick “Always keep the above choices” when you agree, and later ones are added without asking.',
    add: 'Add one',
    noneHere: 'This university has not set up messages yet; please see results under Bookings.',
  },
  none: 'None left; you get no more messages',
  left: (left) => `${left} left`,
  newBooking: 'New bookings',
  auditHead: 'Audit code (one a day)',
  decision: 'Results of your bookings',
  added: 'One added',
}
