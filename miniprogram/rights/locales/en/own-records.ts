import type { dataWords as zh } from '../zh/own-records'

const REQUEST_STATES = {
  open: 'waiting for the security office',
  accepted: 'opened',
  refused: 'not approved',
} as const

const bookings = (count: number): string => `${count} ${count === 1 ? 'booking' : 'bookings'}`

export const dataWords: typeof zh = {
  title: 'My data',
  labels: {
    intro: 'This is everything this system keeps about you. Only you can see this page.',
    withdrawPhoto: 'Withdraw the face photo',
    exporting: 'Export',
    exportNote:
      'Makes a text file with what this page shows. It holds your document and phone numbers; please keep it safe.',
    makeFile: 'Create the file',
    share: 'Send to a chat to keep it',
    erasing: 'Delete my data',
    keptFor: 'Kept for a time by law or for matters under way',
    erase: 'Ask to delete',
  },
  account: 'Who you are',
  wechat: 'WeChat user',
  wechatKnown: 'Known by an identifier that WeChat gives us (OpenID), not by your WeChat ID',
  staff: 'Staff',
  roles: 'Roles',
  roleNames: { approver: 'Approver', guard: 'Guard', desk: 'Campus desk (110)', office: 'Security office' },
  provedPhones: 'Verified numbers',
  numbers: (count) => `${count} (kept only as a one-way hash)`,
  messages: 'Messages left',
  left: (count) => `${count}`,
  listComma: ', ',
  visitHeading: (days, purpose) => `${days} · ${purpose}`,
  state: 'Status',
  host: 'Host',
  name: 'Name',
  phone: 'Mobile number',
  document: (kind) => kind,
  plate: 'Plate number',
  companions: 'With',
  companion: (name, document) => `${name} ${document}`,
  submitted: 'Submitted',
  privacy: 'Privacy guide',
  ticked: (when, version) => `Agreed: ${when}, version ${version}`,
  photo: 'Face photo',
  photoKept: (when) =>
    `Kept since you agreed: ${when}. Deleted within 24 hours after the visit or the long-term pass ends`,
  photoGone: (when) => `Agreed: ${when}. The photo is deleted`,
  accountKept: 'Approver account and console',
  requestLine: ({ unitName, reason, leaderName, state, answer }) =>
    `Asked to approve for ${unitName} (${REQUEST_STATES[state]}${answer ? `: ${answer}` : ''}). Reason: ${reason}. Head of the unit: ${leaderName}`,
  accountSteps: {
    created: 'Account opened',
    unitAdded: 'Unit added',
    frozen: 'Frozen',
    unfrozen: 'Unfrozen',
    removed: 'Removed',
  },
  signIn: (browser, address, seen) => `Signed in to the console: ${browser} (${address}), last used: ${seen}`,
  releases: 'What you asked units for',
  releaseStates: {
    release: {
      open: 'Asked for release, waiting for the answer',
      released: 'Released',
      kept: 'Not released',
    },
    cancel: { open: 'Asked to cancel, waiting for the answer', released: 'Cancelled', kept: 'Not cancelled' },
    change: {
      open: 'Asked for a change, waiting for the answer',
      released: 'Change agreed',
      kept: 'Change not agreed',
    },
  },
  releaseLine: (days, state, reason) => `${days}: ${state}${reason === '' ? '' : `. ${reason}`}`,
  lineWords: (words, by, reason) =>
    `${words}${by === '' ? '' : ` (${by})`}${reason === '' ? '' : `: ${reason}`}`,
  nothing: 'You have no bookings',
  none: 'Bookings',
  eraseAll:
    "Deleted within a day of your request: names, mobile numbers, documents, plates, companions and notes in bookings, photos, messages left and verified numbers. This can't be undone.",
  requestOpen: (when, due) => `You asked to delete (${when}); what can be deleted will be gone by ${due}. `,
  requestHindered: (parts) =>
    `Still kept: ${parts}, with how often you booked and the numbers you verified; after that it is deleted automatically.`,
  requestDone: (when, erased) => `Deleted as you asked (${when}): ${bookings(erased)}.`,
  hindrances: {
    live: (count) => `${bookings(count)} waiting or approved, until cancelled or over`,
    inside: (count) => `${bookings(count)} with somebody inside, until they have left`,
    vehicle: (count) => `${bookings(count)} with a vehicle inside or a fee unpaid, until settled`,
  },
  semicolon: '; ',
  kept: [
    {
      what: 'Entries and exits (gate, direction, time)',
      why: 'The security office keeps them by law for safety on campus; name and plate are taken out',
    },
    {
      what: 'Audit log',
      why: 'Article 21 of the Cybersecurity Law asks for six months; your identifier is taken out after 184 days',
    },
    {
      what: 'Gate lists and answers at the gates',
      why: 'Lists are removed within two days after the last booked day, answers within 30 days of the check',
    },
    {
      what: 'Staff directory and accounts',
      why: 'Kept by the personnel and security offices; no longer valid once somebody leaves or is removed',
    },
    {
      what: 'Matters of campus safety',
      why: 'Matters under way by law are not shown or deleted here; please contact the security office',
    },
  ],
  confirmTitle: 'Ask to delete',
  confirmContent: "This can't be undone, and ended bookings can no longer be seen. Ask to delete?",
  confirmText: 'Delete',
  asked: 'Request sent',
  photoTitle: 'Withdraw the photo',
  photoConfirm: 'Withdraw',
  photoContent:
    'The photo will be deleted; you can no longer enter by face recognition. Other ways to enter are not affected.',
  photoDone: 'Withdrawn',
  fileName: (day) => `my-data-${day}.txt`,
  fileHeading: (when) => `Campus Visitor: all that is kept about me (${when})`,
  notWritten: 'The file was not created; please try again',
}
