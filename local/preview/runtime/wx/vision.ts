import { openCamera } from '../builtins/camera'
import { showFaceControl, simulatedFace } from '../simulated-face'

interface Detection {
  frameBuffer: ArrayBuffer
  width: number
  height: number
  /** 0: the next frame of the camera, 1: any picture. */
  sourceType?: 0 | 1
}
interface Anchor {
  id: number
  type: 3
  detectId: number
  origin: { x: number; y: number }
  size: { width: number; height: number }
  points: { x: number; y: number }[]
  confidence: number[]
  angle: number[]
}
type Listener = (anchors: Anchor[]) => void

interface FaceDetector {
  detect(image: ImageData): Promise<{ boundingBox: DOMRectReadOnly }[]>
}
declare const FaceDetector: (new () => FaceDetector) | undefined

/** How long a phone takes for one frame, about. */
const ANSWER_MS = 30
const HEAD_ASPECT = 1.3
const OUTLINE_POINTS = 33
const ALL_POINTS = 106
const EYES = { left: 74, right: 77 }

/** wx.createVKSession, as far as it follows faces: by the browser's own detector, or a face moved by hand. */
function createVKSession({ track = {} }: { track?: { face?: { mode: number } } }) {
  const listeners = new Map<string, Set<Listener>>()
  const detector = typeof FaceDetector === 'undefined' ? null : new FaceDetector()
  let running = false
  const emit = (name: string, anchors: Anchor[]) =>
    listeners.get(name)?.forEach((listener) => listener(anchors))
  const stop = () => {
    running = false
    if (!detector) showFaceControl(false)
  }
  return {
    on: (name: string, listener: Listener) =>
      void listeners.set(name, (listeners.get(name) ?? new Set()).add(listener)),
    off: (name: string, listener: Listener) => void listeners.get(name)?.delete(listener),
    start(callback: (failure: number | null) => void) {
      if (!track.face) {
        console.error('createVKSession without track.face is not provided by the preview')
        return callback(2000000)
      }
      running = true
      if (!detector) showFaceControl(true)
      setTimeout(() => callback(null))
    },
    stop,
    destroy: stop,
    detectFace(detection: Detection) {
      if (!running) return
      const found = detector ? detected(detector, detection) : simulated(detection)
      void found.then(
        (anchors) => running && emit(anchors.length > 0 ? 'updateAnchors' : 'removeAnchors', anchors),
      )
    },
  }
}

async function detected(
  detector: FaceDetector,
  { frameBuffer, width, height }: Detection,
): Promise<Anchor[]> {
  const image = new ImageData(new Uint8ClampedArray(frameBuffer), width, height)
  return (await detector.detect(image)).map(({ boundingBox: box }, id) =>
    anchor(id, box.x / width, box.y / height, box.width / width, box.height / height, null),
  )
}

async function simulated(detection: Detection): Promise<Anchor[]> {
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS))
  const { x, y, size, turn, count } = simulatedFace()
  // In a picture that isn't the camera's the face is where portraits have it.
  const seen = detection.sourceType === 1 ? { x: 0.5, y: 0.5, width: 0.6 } : onScreen(detection, x, y, size)
  const height = (seen.width * HEAD_ASPECT * detection.width) / detection.height
  return Array.from({ length: count }, (_, id) =>
    anchor(
      id,
      seen.x - seen.width / 2 + id * seen.width * 0.9,
      seen.y - height / 2,
      seen.width,
      height,
      turn,
    ),
  )
}

/** From fractions of the screen to fractions of the frame, which fills it. */
function onScreen({ width, height }: Detection, x: number, y: number, size: number) {
  const { clientWidth = width, clientHeight = height } = openCamera()?.host ?? {}
  const scale = Math.max(clientWidth / width, clientHeight / height)
  const [across, down] = [clientWidth / (width * scale), clientHeight / (height * scale)]
  return { x: 0.5 + (x - 0.5) * across, y: 0.5 + (y - 0.5) * down, width: size * across }
}

/** `turn`: degrees; null: the detector gives no points. */
function anchor(
  id: number,
  x: number,
  y: number,
  width: number,
  height: number,
  turn: number | null,
): Anchor {
  const features = turn === null ? 0 : Math.sin((turn * Math.PI) / 180) * 0.35
  const point = (at: number) => {
    if (at < OUTLINE_POINTS) {
      const angle = (Math.PI * at) / (OUTLINE_POINTS - 1)
      return { x: x + (width * (1 - Math.cos(angle))) / 2, y: y + height * (0.4 + 0.6 * Math.sin(angle)) }
    }
    const aside = at === EYES.left ? -0.2 : at === EYES.right ? 0.2 : 0
    return { x: x + width * (0.5 + aside + features), y: y + height * (aside === 0 ? 0.6 : 0.45) }
  }
  const points = turn === null ? [] : Array.from({ length: ALL_POINTS }, (_, index) => point(index))
  const confidence = points.map(() => 1)
  return {
    id,
    type: 3,
    detectId: id,
    origin: { x, y },
    size: { width, height },
    points,
    confidence,
    angle: [0, turn ?? 0, 0],
  }
}

export const vision = { createVKSession }
