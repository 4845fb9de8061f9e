import type { joinWords as zh } from '../zh/join'

export const joinWords: typeof zh = {
  labels: {
    gone: "Please check the event's code or contact the organiser; you can also book a visit yourself",
    gates: 'Gates you may use',
  },
  title: 'Join an event',
  days: 'Days',
  hours: 'Entry hours',
  unit: 'Organised by',
  organiser: 'Contact',
  places: 'Places',
  left: (quota, left) => `${quota} in all, ${left} left`,
  full: (quota) => `${quota} in all, none left; you can join the waiting list`,
  span: (from, until) => `${from}–${until}`,
  overnight: (from, until) => `${from}–${until} the next day`,
  over: 'This event has ended',
  joined: 'You have joined and can enter with your code',
  waits: 'You are on the waiting list; when a place becomes free you are approved automatically',
  showPass: 'Show my code',
  seeBooking: 'See the booking',
  join: 'Join',
  wait: 'Join the waiting list',
  done: 'You have joined',
  doneNext: 'Show your code at the gate to enter',
  doneWaiting: 'You are on the waiting list',
  doneWaitingNext: (willTell) =>
    willTell
      ? 'When a place becomes free you are approved automatically, and a message will tell you'
      : 'When a place becomes free you are approved automatically; please check under Bookings',
}
