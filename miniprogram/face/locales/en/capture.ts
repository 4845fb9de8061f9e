import type { faceCaptureWords as zh } from '../zh/capture'

export const faceCaptureWords: typeof zh = {
  labels: {
    back: 'Back',
    heading: 'Face photo',
    lead: 'With a photo you can enter by face recognition. You can do without it: the QR code and other ways work as well.',
    guide: 'Privacy guide',
    start: 'Take the photo',
    fromAlbum: 'Choose from album',
    without: 'Without a photo',
    album: 'Album',
    shutter: 'Take the photo',
    stop: 'Stop',
    checking: 'Checking the photo…',
    yourPhoto: 'Your photo',
    again: 'Retake',
    sending: 'Uploading',
    use: 'Use it',
    settings: 'Open settings',
    retry: 'Try again',
  },
  onShutterTitle: 'No photo was taken; please try again',
  onAlbumTitle: "This photo can't be read; please choose another",
  rulesTitle: 'Please take off your glasses',
  rulesWords: 'Sunglasses, mask and hat too',
  fringe: 'Keep hair off your eyebrows',
  fringeNote: 'Show your whole face and eyebrows',
  alone: 'Only you in the picture',
  aloneNote: 'Please ask others to step aside for a moment',
  refusedTitle: 'No permission to use the camera',
  refusedWords:
    'Taking a photo needs the camera; you can allow it in the settings. You can do without one: the QR code, the short code and other ways work as well.',
  missingTitle: 'The camera did not open',
  missingWords:
    'It may be in use, or this device has none. Choose a photo from the album, or do without it: the QR code, the short code and other ways work as well.',
  uses: {
    booking: {
      consent:
        'I agree that the university takes my face photo, used only to check me at the gates on this visit',
      consentNote:
        "It is sent encrypted and stored separately. Those who can see it: the approvers of the unit you visit, and the guards of the gates you pass, to compare it when they check you; the gates' face recognition devices recognise you by it. It is deleted within 24 hours after the visit, a return or your withdrawal; you can withdraw at any time in the booking details.",
      without: 'Continue without a photo',
    },
    standing: {
      consent:
        'I agree that the university takes my face photo, used only to check me at the gates with this long-term pass',
      consentNote:
        "It is sent encrypted and stored separately. Those who can see it: the approvers of the unit that applied, and the guards of the gates you pass, to compare it when they check you; the gates' face recognition devices recognise you by it. If the pass is renewed, it is kept until the renewed pass ends. It is deleted within 24 hours after the pass ends or is taken back, or you withdraw; you can withdraw at any time in the booking details.",
      without: 'Without a photo',
    },
  },
  consentIssue: 'Please read it and tick to agree first',
  hintOf: 'Bring your face into the frame',
  holdOn: 'Good, hold still',
  verdictOfSentence: 'It can be used if the face is clear and complete',
  tooSmall: 'The photo is too small; take it again or choose another',
  againBecause: (hint) => `${hint}; please take it again`,
}
