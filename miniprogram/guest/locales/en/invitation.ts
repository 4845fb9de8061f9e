import type { invitationWords as zh } from '../zh/invitation'

export const invitationWords: typeof zh = {
  title: 'Invitation',
  labels: {
    bookYourself: 'You can also book yourself; the unit you visit then decides',
    home: 'Back to home',
  },
  invitationViewTitle: (inviterName) => `${inviterName} invites you`,
  welcome: 'You are our guest of honour; we look forward to your visit',
  confirming: 'Submitted, waiting for the answer…',
  waitingWords: 'Submitting…',
  hostPerson: 'Host',
  purpose: 'Purpose',
  days: 'Days',
  adviceOf: 'You have accepted this invitation.',
  fillInYourOwn:
    'Only your own details are missing. The unit you visit then decides; once approved, enter with your code.',
  actionOf: 'See the booking',
  fillByWechat: 'Fill in with my WeChat number',
  fillInMine: 'Enter my number myself',

  claimHeading: 'Please confirm that you are the guest',
  claimAdvice:
    'The inviter has filled in your details; they are shown once you confirm. The result and your code then come to this phone.',
  byWechat: 'Confirm by WeChat number',
  orTails: 'My WeChat has another number',
  tailsAdvice: 'Please enter the last four of the numbers that the inviter entered.',
  phoneTail: 'Last four of the mobile number',
  documentTail: 'Last four of the document number',
  byTails: 'Check and accept',
  backToWechat: 'Use my WeChat number instead',
  fourMissing: 'Please enter 4 characters',
  otherPhone:
    'Your WeChat number differs from the one the inviter entered. Use the last four instead, or ask the inviter to correct it',
  wrong: (triesLeft) =>
    triesLeft > 0
      ? `This doesn’t match; please check. ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`
      : 'This doesn’t match; please confirm with your WeChat number or ask the inviter',
  noTries: 'The last four can’t be tried any more; please confirm with your WeChat number or ask the inviter',
}
