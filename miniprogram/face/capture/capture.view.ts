import type { Guidance } from '../../domain/face/guide'
import { hintWords } from '../../locales/face'
import { ovalOnView, type Size } from '../../domain/face/oval'
import type { Photo } from '../photo'

export interface CaptureState {
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

export const newCapture = (): CaptureState => ({
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
  stage: CaptureState['stage']
  statusBar: number
  consent: boolean
  consentIssue: string
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
}

/** What a camera can't judge (spec 6). */
const RULES = [
  { icon: 'browse', title: '请摘下眼镜', words: '墨镜、口罩和帽子也请摘下' },
  { icon: 'user-circle', title: '刘海不要遮住眉毛', words: '露出完整的脸和眉毛' },
  { icon: 'user', title: '画面中只有您一人', words: '请他人暂时离开镜头' },
]

const DENIED = {
  refused: {
    title: '没有使用摄像头的权限',
    words: '拍照需要摄像头权限，可以在设置中打开。不拍也不影响预约，凭二维码、短码等方式同样可以入校。',
    settings: true,
  },
  missing: {
    title: '没有打开摄像头',
    words:
      '摄像头可能正被占用，或这台设备没有摄像头。可以从相册选一张，或者不用照片：凭二维码、短码等方式同样可以入校。',
    settings: false,
  },
}

/** Steps of the bar that fills while somebody keeps still: a finer one would only cost updates. */
const PROGRESS_STEP = 10

/** The capture page from its state. */
export function captureView(state: CaptureState): CaptureView {
  const { stage, guidance, photo, sending, consent } = state
  return {
    stage,
    statusBar: state.statusBar,
    consent,
    consentIssue: state.asked && !consent ? '请先阅读并勾选同意' : '',
    rules: RULES,
    hint: hintOf(guidance),
    good: guidance !== null && guidance.hint === null,
    progress: guidance === null ? 0 : Math.floor((guidance.progress * 100) / PROGRESS_STEP) * PROGRESS_STEP,
    oval: ovalOf(state.view),
    photo: photo === null ? '' : photo.path,
    verdict: verdictOf(state),
    sending,
    denied: DENIED[state.denied],
  }
}

function hintOf(guidance: CaptureState['guidance']): string {
  if (guidance === null) return '请将脸放入框内'
  if (guidance.hint !== null) return hintWords(guidance.hint)
  return '很好，请保持'
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
  if (photo === null || photo.issue === null) return { good: true, sentence: '脸部清晰、完整即可使用' }
  if (photo.issue === 'size') return { good: false, sentence: '照片太小，请重新拍摄或另选一张' }
  return { good: false, sentence: `${hintWords(photo.issue)}，再拍一张` }
}
