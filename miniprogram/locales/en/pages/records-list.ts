import type { recordsListWords as zh } from '../../zh/pages/records-list'

export const recordsListWords: typeof zh = {
  title: 'My bookings',
  labels: {
    loading: 'Loading',
    tapToRetry: '. Tap to try again',
    more: 'Load more',
    all: 'No more',
  },
  tabsLabel: 'Waiting',
  approved: 'Approved',
  returned: 'Returned',
  ended: 'Ended',
  pendingSentence: 'No bookings waiting for approval',
  pendingAdvice: 'To visit, just book ahead',
  pendingAction: 'Book a visit',
  approvedSentence: 'No approved bookings',
  approvedAdvice: 'Once a booking is approved, you find its code here',
  returnedSentence: 'No returned bookings',
  returnedBookings: 'A returned booking can be changed and submitted again',
  nothingSentence: 'No bookings yet',
  endedSentence: 'No ended bookings',
  endedAdvice: 'An ended booking can be booked again with one tap',
}
