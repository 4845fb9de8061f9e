import type { Guidance } from '../../domain/face/guide'
import { hintWords } from '../../locales/face'
import { ovalOnView, type Size } from '../../domain/face/oval'
import type { Photo } from '../photo'
import { faceCaptureWords } from '../locales/capture'

/** What the photo is for: each has a consent of its own. */
export type PhotoUse = 'booking' | 'standing'

export interface CaptureState {
  use: PhotoUse
  stage: 'intro' | 'camera' | 'checking' | 'review' | 'denied'
  /** Why there is no camera: refused by the person, or not there. */
  denied: 'refused' | 'missing'
  consent: boolean
  /** Tried to begin without consent. */
  asked: boolean
  guidance: Pick<Guidance, 'hint' | 'progress'> | null
  photo: Photo | null
  sending: boolean
  /** Sentence of why the photo wasn't accepted; empty when it was or wasn't sent yet. */
  refused: string
  /** The camera's place on the screen, px; null until it stands. */
  view: Size | null
  statusBar: number
}

export const newCapture = (use: PhotoUse = 'booking'): CaptureState => ({
  use,
  stage: 'intro',
  denied: 'refused',
  consent: false,
  asked: false,
  guidance: null,
  photo: null,
  sending: false,
  refused: '',
  view: null,
  statusBar: 0,
})

export interface CaptureView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof faceCaptureWords>['labels']
  stage: CaptureState['stage']
  statusBar: number
  consent: boolean
  consentIssue: string
  consentWords: string
  /** Who sees the photo and how long it is kept (spec 9). */
  consentNote: string
  rules: { icon: string; title: string; words: string }[]
  /** The one thing to do now, and whether that is to keep still because all is well. */
  hint: string
  good: boolean
  progress: number
  /** px; zero width until the camera's size is known. */
  oval: { left: number; top: number; width: number; height: number }
  photo: string
  verdict: { good: boolean; sentence: string }
  sending: boolean
  denied: { title: string; words: string; settings: boolean }
  withoutWords: string
}

/** What a camera can't judge (spec 6). */
const rules = (): CaptureView['rules'] => [
  { icon: 'browse', title: faceCaptureWords().rulesTitle, words: faceCaptureWords().rulesWords },
  { icon: 'user-circle', title: faceCaptureWords().fringe, words: faceCaptureWords().fringeNote },
  { icon: 'user', title: faceCaptureWords().alone, words: faceCaptureWords().aloneNote },
]

const denials = (): Record<CaptureState['denied'], CaptureView['denied']> => ({
  refused: {
    title: faceCaptureWords().refusedTitle,
    words: faceCaptureWords().refusedWords,
    settings: true,
  },
  missing: {
    title: faceCaptureWords().missingTitle,
    words: faceCaptureWords().missingWords,
    settings: false,
  },
})

/** Steps of the bar that fills while somebody keeps still: a finer one would only cost updates. */
const PROGRESS_STEP = 10

/** The capture page from its state. */
export function captureView(state: CaptureState): CaptureView {
  const { use, stage, guidance, photo, sending, consent } = state
  const uses = faceCaptureWords().uses[use]
  return {
    words: faceCaptureWords().labels,
    stage,
    statusBar: state.statusBar,
    consent,
    consentWords: uses.consent,
    consentNote: uses.consentNote,
    consentIssue: state.asked && !consent ? faceCaptureWords().consentIssue : '',
    rules: rules(),
    hint: hintOf(guidance),
    good: guidance !== null && guidance.hint === null,
    progress: guidance === null ? 0 : Math.floor((guidance.progress * 100) / PROGRESS_STEP) * PROGRESS_STEP,
    oval: ovalOf(state.view),
    photo: photo === null ? '' : photo.path,
    verdict: verdictOf(state),
    sending,
    denied: denials()[state.denied],
    withoutWords: uses.without,
  }
}

function hintOf(guidance: CaptureState['guidance']): string {
  if (guidance === null) return faceCaptureWords().hintOf
  if (guidance.hint !== null) return hintWords(guidance.hint)
  return faceCaptureWords().holdOn
}

function ovalOf(view: Size | null): CaptureView['oval'] {
  if (view === null) return { left: 0, top: 0, width: 0, height: 0 }
  const { x, y, rx, ry } = ovalOnView(view)
  return {
    left: Math.round((x - rx) * view.width),
    top: Math.round((y - ry) * view.height),
    width: Math.round(2 * rx * view.width),
    height: Math.round(2 * ry * view.height),
  }
}

function verdictOf({ photo, refused }: CaptureState): CaptureView['verdict'] {
  if (refused !== '') return { good: false, sentence: refused }
  if (photo === null || photo.issue === null)
    return { good: true, sentence: faceCaptureWords().verdictOfSentence }
  if (photo.issue === 'size') return { good: false, sentence: faceCaptureWords().tooSmall }
  return { good: false, sentence: faceCaptureWords().againBecause(hintWords(photo.issue)) }
}
