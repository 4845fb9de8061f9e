import type { recordsListWords as zh } from '../../zh/pages/records-list'

export const recordsListWords: typeof zh = {
  title: 'My bookings',
  labels: {
    loading: 'Loading',
    tapToRetry: '. Tap to try again',
    more: 'Load more',
    all: 'That is all',
  },
  tabsLabel: 'Waiting',
  approved: 'Approved',
  returned: 'Returned',
  ended: 'Ended',
  pendingSentence: 'No booking waits for approval',
  pendingAdvice: 'To visit, book ahead',
  pendingAction: 'Book a visit',
  approvedSentence: 'No approved booking',
  approvedAdvice: 'Once a booking is approved, its code is found here',
  returnedSentence: 'No returned booking',
  returnedBookings: 'A returned booking can be changed and submitted again',
  nothingSentence: 'No booking yet',
  endedSentence: 'No ended booking',
  endedAdvice: 'An ended booking can be booked again with one tap',
}
