import type { VisitDetail } from '../../../../contract'
import { formatMoment } from '../../../locales/days'
import { recordsVisitWords } from '../../../locales/pages/records-visit'

export interface VisitFaceState {
  detail: VisitDetail | null
  withdrawing: boolean
  /** A photo that was taken is on its way to the visit. */
  adding: boolean
  /** One that was taken and didn't get there for want of an answer: it can be sent again. Empty: none. */
  unsent: string
  /** Why it isn't there. */
  photoRefused: string
  now: number
}

/** Nothing was done with it yet. */
export const UNTOUCHED_FACE = { withdrawing: false, adding: false, unsent: '', photoRefused: '' } as const

/** The card of the face photo: the one that the visitor consented to, and adding one where that can be done here. */
export interface VisitFaceView {
  /** Empty: there is none. */
  url: string
  words: string
  /** It opens no gate yet; empty: it does. */
  asked: string
  /** Empty: it can't be added here. */
  addWords: string
  adding: boolean
  refused: string
  mayWithdraw: boolean
  withdrawing: boolean
}

/** Null: there is no photo, and none can be added. */
export function visitFaceView(state: VisitFaceState): VisitFaceView | null {
  const { detail, withdrawing, adding, unsent, photoRefused, now } = state
  const face = detail?.face ?? null
  const mayAdd = detail?.allowedActions.addPhoto === true
  if (detail === null || (face === null && !mayAdd)) return null
  const words = recordsVisitWords()
  const standing = detail.visit.standing === true
  const addWords = unsent !== '' ? words.addAgain : face === null ? words.addPhoto : words.anotherPhoto
  return {
    url: face?.url ?? '',
    words:
      face === null
        ? detail.photoRefused
          ? words.photoNotTaken
          : words.addPhotoNote
        : words.faceOfWords(formatMoment(face.consentAt, now), standing),
    asked: face?.asked === true ? words.photoAsked : '',
    addWords: mayAdd ? addWords : '',
    adding,
    refused: photoRefused === '' ? '' : words.photoNotAdded(photoRefused),
    mayWithdraw: face !== null,
    withdrawing,
  }
}
