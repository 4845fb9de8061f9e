import type { helpQuestionsWords as zh } from '../../zh/pages/help-questions'

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** A sentence that goes on in another one. */
const inSentence = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)

export const helpQuestionsWords: typeof zh = {
  title: 'Help',
  labels: {
    source: 'According to the rules in force now',
    contacts: 'Phone numbers',
    contactsNote: 'Security office, campus desks and units',
  },
  question: 'How do I book a visit?',
  bookingAnswerLines:
    'Tap “Book a visit” under Home. Choose host, purpose and days; enter name, document and mobile number, and the plate number if you drive.',
  approvalLine:
    'Once an approver of the unit you visit has approved it, enter with your code. You can leave the form half filled in: this phone keeps it for next time.',
  daysAnswerQuestion: 'For how many days can I book, and how far ahead?',
  daysAnswerLines: (maxDays, tooLongAdvice) =>
    `${days(maxDays)} at most, counting the first and the last day. ${tooLongAdvice}`,
  aheadUnlimited: 'You can book as far ahead as you like.',
  aheadUntil: (day) => `At present a visit can start on ${day} at the latest.`,
  daysAnswerLines2: (adviseLongDays, adviseAheadDays) =>
    `Please book only the days you need: a booking of more than ${days(adviseLongDays)} or more than ${days(adviseAheadDays)} ahead ties up the document, mobile number and plate, which affects others who share a car.`,
  listComma: ', ',
  heading: (purposeClass, list) => `${purposeClass} (${list})`,
  gatesAnswerQuestion: 'Which gates may I use?',
  gatesAnswerLines:
    'On foot or by bicycle you may use the pedestrian gates, whatever the purpose. By car, the purpose decides which gates.',
  reasonInBrackets: (reason) => ` (${reason})`,
  gatesAnswerLines2: (list, from, until, reason) =>
    `Traffic control, ${from} – ${until}: no vehicles at ${list}${reason}.`,
  feeAnswerQuestion: 'Is there a parking fee, and how is it worked out?',
  feeAnswerLines: 'No fee on foot or by bicycle.',
  fullStopAfter: (head) => `${head}.`,
  colon: ':',
  fullStop: '.',
  privateVehicles: (head, end) => `On private visits ${inSentence(head)}${end}`,
  unpaidFeeLine:
    'A vehicle with an unpaid fee can be booked again only once it is paid. If you have questions about a fee, please contact the campus desk.',
  waitingAnswerQuestion: 'My booking is still waiting. What can I do?',
  waitingAnswerLines: (reminder) =>
    `As soon as you submit, it waits with the unit you visit, and approvers who allowed messages get one. If it is still waiting shortly before the visit, they are reminded again (${reminder}).`,
  seeReminders:
    'Open the booking under Bookings to see who was reminded and when, and to call the unit you visit.',
  unitWithoutApprover: 'If the unit has no approver yet, please contact your host or the security office.',
  statewordsWords: 'waiting',
  stateReturned: 'returned',
  stateApprovedNotEntered: 'approved before the first entry',
  changeAnswerQuestion: 'How do I change or cancel a booking?',
  either: (states) => states.join(', ').replace(/, ([^,]*)$/, ' or $1'),
  mayCancel: (list) =>
    `You can cancel a booking yourself while it is ${list}. Its document, mobile number and plate can then be booked again at once.`,
  mayRevise: (list) =>
    `You can change and submit again a booking that is ${list}. It then needs approval again.`,
  approvedMayAsk:
    'Once it is approved, tap “Ask the approver to cancel” in the booking; the approver decides.',
  enteredMayAsk:
    'After the first entry, tap “Ask the approver to cancel” in the booking; the approver decides.',
  duplicateAnswerQuestion: (sentence) => `What does “${sentence}” mean?`,
  duplicateAnswerLines:
    'Below it you see what matches, and the days and unit already booked. If an approved booking covers your days, enter with it; there is no need to book again.',
  duplicateAnswerLines2:
    "If the booking is yours, cancel it or wait until it ends. If it is somebody else's (a shared car, for example), tap “Ask for release”; the unit of that booking decides.",
  insideAnswerQuestion: 'It says my vehicle is in the car park, but it is not on campus. What can I do?',
  insideAnswerLines:
    'You can book once the vehicle has left. If it left long ago and the record was not updated, tap “Ask for a check” or call the desk of that campus; once the record is cleared, submit again. What you entered is kept.',
  passAnswerQuestion: 'How do I enter? What if my phone has no network?',
  passAnswerLines:
    '; face recognition needs a photo added when booking, or in the booking details of a long-term pass',
  passAnswerLines2: (list, face) =>
    `Once approved you can use: ${list}. Plate recognition needs the plate number in the booking; ID card works with mainland ID cards only${face}.`,
  passOffline:
    'Once opened while it is valid, the code also works without a network. A screenshot is not valid, because the code keeps changing.',
  leaveAnytime: 'You can leave at any time.',
  companionsAnswerQuestion: 'Do companions need their own bookings? What about people without a phone?',
  companionsAnswerLines: (maxCompanions) =>
    `No. Add up to ${maxCompanions} companions to your booking, by name and document; they enter with you.`,
  withoutPhone: 'Somebody without a phone can come as a companion, or their host can help.',
  walkInQuestion: 'I am at the gate without a booking. What can I do?',
  walkInScan:
    'While the gate takes walk-ins, use WeChat to scan the code the guard shows, and enter name, document and mobile number; if a place is left, you are approved on the spot.',
  walkInValid: (hours) =>
    `It is then valid for one entry by this gate within ${hours} ${hours === 1 ? 'hour' : 'hours'}. If all places are taken, the page shows when the next ones open.`,
  activityQuestion: 'How do I join a meeting, training or another event?',
  activityJoin:
    "Scan the organiser's code and enter name, document and mobile number. While places are left you are approved automatically and enter with your code.",
  activityFull:
    'When all places are taken you join the waiting list; as others cancel, you are approved automatically, in turn. One WeChat account can take one place in an event.',
  standingQuestion: (maxDays) => `I need to come for more than ${days(maxDays)}. What can I do?`,
  standingApply: (latest, renewalDays) =>
    `An approver of the unit you work with applies for a long-term pass, and the security office decides. One that begins today can be valid until ${latest}, and can be renewed in its last ${days(renewalDays)}.`,
  standingPass:
    'Once approved, enter within its hours with your ID card or plate. If your mobile number was registered with it, tap “Get a long-term pass” under Me to get its code.',
  emergencyAnswerQuestion: "The Mini Program doesn't work. Can a visit be reported by phone?",
  emergencyAnswerLines: (reason) => `, reason: ${reason}`,
  sinceInBrackets: (moment, reason) => ` (since ${inSentence(moment)}${reason})`,
  emergencyOpen: (since) => `Yes. Phone reporting is open${since}.`,
  emergencyAnswerLines2:
    'Ask your host to call the desk of the campus with host, visitor, plate, gate and days; at the gate, just give the guard the number you are given.',
  emergencyAnswerLines3: (sentence) =>
    `Not now. ${sentence}. Visits can be reported by phone only while the security office has opened it, for example when the system fails.`,
  elsewhereAnswerQuestion: (list) => `How do I book a visit to ${list}?`,
  elsewhereAnswerLines: (name) =>
    `${name} has no gate system; please ask the unit you visit to apply on the university's service portal (一网通办).`,
  privacyAnswerQuestion: 'How are my personal details kept?',
  privacyAnswerLines:
    'Document and mobile numbers are stored encrypted and shown with the middle hidden. Approvers, the campus desk and the security office can see a full number when they need it, and each time is recorded; in an evacuation, guards can see the mobile numbers of people on campus.',
  privacyAnswerLines2: (anonymiseAfterDays) =>
    `${days(anonymiseAfterDays)} after the visit, personal details are removed from the booking.`,
  keptEncrypted:
    'Drafts and codes on this phone are encrypted too; “Clear data on this phone” under Me removes them all.',
}
