import type { Checked } from '../../../../contract'
import { gateResultWords } from '../../../locales/zh/pages/gate-result'

/**
 * The visitor's face photo on the guard's screen (spec 6): big enough to compare. It is fetched for this check alone;
 * without it the guard looks at the document, so nobody waits for it.
 */
export type FaceShown =
  | { stage: 'none' | 'asking' | 'failed' | 'gone' }
  /** The address is there; the picture comes, or has come. */
  | { stage: 'loading' | 'shown'; url: string }

export const NO_FACE: FaceShown = { stage: 'none' }

/** Where a check with this answer begins. */
export const faceOf = ({ visit, passageId }: Checked): FaceShown =>
  visit?.photo === true && passageId !== null ? { stage: 'asking' } : NO_FACE

export interface FaceView {
  /** There is a place for it. */
  there: boolean
  url: string
  /** Instead of the picture; empty once it is seen. */
  words: string
  waits: boolean
  /** A tap on its place tries again. */
  retries: boolean
}

const WORDS: Readonly<Record<FaceShown['stage'], string>> = {
  none: '',
  asking: gateResultWords.asking,
  loading: gateResultWords.asking,
  shown: '',
  failed: gateResultWords.failed,
  gone: gateResultWords.gone,
}

export const faceView = (face: FaceShown): FaceView => ({
  there: face.stage !== 'none',
  url: 'url' in face ? face.url : '',
  words: WORDS[face.stage],
  waits: isComing(face),
  retries: face.stage === 'failed',
})

/** The screen stays until the picture could be compared, or won't come. */
export const isComing = ({ stage }: FaceShown): boolean => stage === 'asking' || stage === 'loading'
