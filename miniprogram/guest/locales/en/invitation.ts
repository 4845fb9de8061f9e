import type { invitationWords as zh } from '../zh/invitation'

export const invitationWords: typeof zh = {
  title: 'Invitation',
  labels: {
    bookYourself: 'You can also book a visit yourself; the unit you visit then decides',
    home: 'Back to home',
  },
  invitationViewTitle: (inviterName) => `${inviterName} invites you`,
  welcome: 'You are our guest of honour; we look forward to your visit',
  confirming: 'No answer yet, trying again…',
  waitingWords: 'Submitting…',
  hostPerson: 'Host',
  purpose: 'Purpose',
  days: 'Days',
  adviceOf: 'You have accepted this invitation.',
  fillInYourOwn:
    'Just fill in your own details. The unit you visit then decides; once approved, enter with your code.',
  actionOf: 'See the booking',
  fillByWechat: 'Fill in my WeChat number',
  fillInMine: 'Enter my number myself',

  claimHeading: 'Please confirm that you are the guest',
  claimAdvice:
    'The person who invited you has filled in your details; they are shown once you confirm. The result and your code are then on this phone.',
  byWechat: 'Confirm with WeChat',
  orTails: 'My WeChat has another number',
  tailsAdvice:
    'Please enter the last four characters of the numbers that the person who invited you entered.',
  phoneTail: 'Last 4 of mobile number',
  documentTail: 'Last 4 of document number',
  byTails: 'Check and accept',
  backToWechat: 'Use my WeChat number instead',
  fourMissing: 'Please enter 4 characters',
  otherPhone:
    'Your WeChat number differs from the one entered for you. Use the last four instead, or ask the person who invited you to correct it',
  wrong: (triesLeft) =>
    triesLeft > 0
      ? `This doesn't match; please check. ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`
      : "This doesn't match; please confirm with your WeChat number, or contact the person who invited you",
  noTries:
    'No tries are left for the last four; please confirm with your WeChat number, or contact the person who invited you',
}
