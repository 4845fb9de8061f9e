import type { helpQuestionsWords as zh } from '../../zh/pages/help-questions'

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

export const helpQuestionsWords: typeof zh = {
  title: 'Help',
  labels: {
    source: 'By the rules as they are now',
    contacts: 'Telephone numbers',
    contactsNote: 'Security office, campus desks and units',
  },
  question: 'How do I book a visit?',
  bookingAnswerLines:
    'Tap “Book a visit” on the first page. Choose host, purpose and days; enter name, document and mobile number, and the plate if you drive.',
  approvalLine:
    'Once an approver of the unit you visit agrees, enter with your code. You can leave the form half filled in: this phone keeps it for the next time.',
  daysAnswerQuestion: 'For how many days can I book, and how far ahead?',
  daysAnswerLines: (maxDays, tooLongAdvice) =>
    `${days(maxDays)} at most, first and last day counted. ${tooLongAdvice}`,
  aheadUnlimited: 'You can book as far ahead as you like.',
  aheadUntil: (day) => `At present visits can start until ${day}.`,
  daysAnswerLines2: (adviseLongDays, adviseAheadDays) =>
    `Please book only the days you need. A booking of more than ${days(adviseLongDays)} or more than ${days(adviseAheadDays)} ahead holds the same document, number and plate, which keeps others from using a shared car.`,
  listComma: ', ',
  heading: (purposeClass, list) => `${purposeClass} (${list})`,
  gatesAnswerQuestion: 'Which gates may I use?',
  gatesAnswerLines:
    'On foot or by bicycle you may use the pedestrian gates, whatever the purpose. By car the purpose decides.',
  reasonInBrackets: (reason) => ` (${reason})`,
  gatesAnswerLines2: (list, from, until, reason) =>
    `Traffic control: no vehicles at ${list}, from ${from} to ${until}${reason}.`,
  feeAnswerQuestion: 'Is there a parking fee?',
  feeAnswerLines: 'No fee on foot or by bicycle.',
  fullStopAfter: (head) => `${head}.`,
  colon: ':',
  fullStop: '.',
  privateVehicles: (head, end) => `On a private visit: ${head}${end}`,
  unpaidFeeLine:
    'With a fee unpaid, a vehicle can be booked again once it is paid. For questions on a fee please call the campus desk.',
  waitingAnswerQuestion: 'My booking still waits. What can I do?',
  waitingAnswerLines: (reminder) =>
    `It waits with the unit you visit from the moment you submit, and approvers who allowed messages get one. If it still waits shortly before the visit, they are reminded (${reminder}).`,
  seeReminders: 'Open the booking under Bookings to see who was reminded and when, and to call the unit.',
  unitWithoutApprover: 'If the unit has no approver, please contact your host or the security office.',
  statewordsWords: 'waiting',
  stateReturned: 'returned',
  stateApprovedNotEntered: 'approved before the first entry',
  changeAnswerQuestion: 'How do I change or cancel a booking?',
  either: (states) => states.join(', or '),
  mayCancel: (list) =>
    `You can cancel a booking that is ${list}. Document, mobile number and plate can be booked again at once.`,
  mayRevise: (list) =>
    `You can change and submit again a booking that is ${list}. It then needs a new approval.`,
  approvedMayAsk:
    'Once it is approved, tap “Ask the approver to cancel” in the booking; the approver decides.',
  enteredMayAsk:
    'After the first entry, tap “Ask the approver to cancel” in the booking; the approver decides.',
  duplicateAnswerQuestion: (sentence) => `What does “${sentence}” mean?`,
  duplicateAnswerLines:
    'Beneath it stands what matches, and the days and unit already booked. If an approved booking covers your days, pass with it; no need to book again.',
  duplicateAnswerLines2:
    'If the booking is yours, cancel it or wait until it ends. If it is somebody else’s (a shared car, for example), tap “Ask for release”; the unit of that booking decides.',
  insideAnswerQuestion: 'It says my vehicle is in the car park, but it isn’t. What can I do?',
  insideAnswerLines:
    'Once the vehicle has left you can book. If it left long ago and the record was not updated, tap “Ask for a check” or call that campus’s desk; once the record is cleared, submit again. What you entered stays.',
  passAnswerQuestion: 'How do I enter? What if my phone has no network?',
  passAnswerLines: '; by face needs a photo left with the booking',
  passAnswerLines2: (list, face) =>
    `Once approved you can use: ${list}. By plate needs the plate in the booking; by ID card works with mainland ID cards only${face}.`,
  passOffline:
    'Once opened on its days, the code works without network. A screenshot is of no use, because the code keeps changing.',
  leaveAnytime: 'You can leave at any time.',
  companionsAnswerQuestion: 'Do companions need bookings of their own? And people without a phone?',
  companionsAnswerLines: (maxCompanions) =>
    `No. Add up to ${maxCompanions} companions to your booking, by name and document; they enter with you.`,
  withoutPhone: 'Someone without a phone can come as a companion, or the host can help.',
  walkInQuestion: 'I am at the gate without a booking. What can I do?',
  walkInScan:
    'While the gate takes walk-in visits, scan the code at the guard’s with WeChat and enter name, document and mobile number; if a place is left, you are approved on the spot.',
  walkInValid: (hours) =>
    `It is good for one entry by this gate within ${hours} ${hours === 1 ? 'hour' : 'hours'}. If all places are taken, it tells you when there are more.`,
  activityQuestion: 'How do I join a meeting, a course or another event?',
  activityJoin:
    'Scan the organiser’s code and enter name, document and mobile number. While places are left you are approved at once and enter with your code.',
  activityFull:
    'When all places are taken you join the waiting list; as others cancel, you are approved in turn. One WeChat takes one place in an event.',
  standingQuestion: 'I need to come for more than 15 days. What can I do?',
  standingApply:
    'An approver of the unit you work with applies for a standing pass, and the security office decides. It holds a term at most and can be renewed in its last 30 days.',
  standingPass:
    'Then enter within its hours with your ID card or plate. If it has your mobile number, tap “Get a standing pass” under Me to get its code.',
  emergencyAnswerQuestion: 'This program doesn’t work. Can a visit be reported by phone?',
  emergencyAnswerLines: (reason) => `, reason: ${reason}`,
  sinceInBrackets: (moment, reason) => ` (since ${moment}${reason})`,
  emergencyOpen: (since) => `Yes. Phone reports are open${since}.`,
  emergencyAnswerLines2:
    'Ask your host to call the desk of the campus with host, visitor, plate, gate and day; at the gate, tell the number given.',
  emergencyAnswerLines3: (sentence) =>
    `Not now. ${sentence}. It is possible only while the security office has opened it, when the system fails for example.`,
  elsewhereAnswerQuestion: (list) => `How do I visit ${list}?`,
  elsewhereAnswerLines: (name) =>
    `${name} has no gate system; please ask the unit you visit to apply on the university’s service portal.`,
  privacyAnswerQuestion: 'How are my personal details kept?',
  privacyAnswerLines:
    'Document and mobile numbers are encrypted and shown with the middle hidden. Approvers, the desk and the security office can see a whole number when they need it, and each time is recorded; in an evacuation guards see the mobile numbers of who is on campus.',
  privacyAnswerLines2: (anonymiseAfterDays) =>
    `${days(anonymiseAfterDays)} after the visit, personal details are taken out of the booking.`,
  keptEncrypted:
    'Drafts and codes on this phone are encrypted too; “Clear this phone” under Me removes them all.',
}
