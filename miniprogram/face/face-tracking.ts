import { anchorFrom, type FaceAnchor } from '../domain/face/anchors'

/** RGBA as the camera or a canvas gives it. */
export interface Pixels {
  data: ArrayBuffer
  width: number
  height: number
}

/** Frames may go unanswered for so long before a face that was there counts as gone. */
const SILENCE_MS = 800
const PICTURE_ANSWER_MS = 1500
const SCORE = 0.6

/**
 * The platform's face tracking (VisionKit), where the phone has it. `anchors()` is null without it, and until it has
 * first answered: then light, sharpness and background are judged alone.
 */
export class FaceTracking {
  private session: WechatMiniprogram.VKSession | null = null
  private faces: FaceAnchor[] | null = null
  private heardAt = 0
  private aspect = 1
  private waiting: ((faces: FaceAnchor[]) => void) | null = null

  start(): void {
    if (this.session !== null || !wx.canIUse('createVKSession')) return
    try {
      const session = wx.createVKSession({ track: { face: { mode: 2 } }, version: 'v1' } as never)
      session.on('updateAnchors', (anchors: unknown) =>
        this.hear(anchors as WechatMiniprogram.VKFaceAnchor[]),
      )
      session.on('removeAnchors', () => this.hear([]))
      // Null, undefined and 0 all mean that it runs, depending on the phone.
      session.start((failure: unknown) => {
        if (!failure) this.session = session
      })
    } catch (failure) {
      console.info('createVKSession', failure)
    }
  }

  stop(): void {
    this.session?.destroy()
    this.session = null
    this.faces = null
  }

  /** A frame of the running camera; the answer comes a little later and stands in `anchors`. */
  follow(frame: Pixels): void {
    this.detect(frame, 0)
  }

  anchors(now: number): FaceAnchor[] | null {
    if (this.faces === null) return null
    return now - this.heardAt > SILENCE_MS ? [] : this.faces
  }

  /** The faces in one picture; null when there is no tracking or no answer. */
  find(picture: Pixels): Promise<FaceAnchor[] | null> {
    if (this.session === null || this.faces === null) return Promise.resolve(null)
    return new Promise((resolve) => {
      const end = setTimeout(() => this.answer(null, resolve), PICTURE_ANSWER_MS)
      this.waiting = (faces) => {
        clearTimeout(end)
        this.answer(faces, resolve)
      }
      this.detect(picture, 1)
    })
  }

  private answer(faces: FaceAnchor[] | null, resolve: (faces: FaceAnchor[] | null) => void): void {
    this.waiting = null
    resolve(faces)
  }

  private detect({ data, width, height }: Pixels, sourceType: 0 | 1): void {
    this.aspect = width / height
    // The reference says modelModel, the guide modelMode: each phone reads the one it knows.
    this.session?.detectFace({
      frameBuffer: data,
      width,
      height,
      scoreThreshold: SCORE,
      sourceType,
      modelModel: 1,
      modelMode: 1,
    } as WechatMiniprogram.DetectFaceOption)
  }

  private hear(anchors: WechatMiniprogram.VKFaceAnchor[]): void {
    this.heardAt = Date.now()
    this.faces = anchors.map(({ origin, size, points }) =>
      anchorFrom(
        { x: origin.x, y: origin.y, width: size.width, height: size.height },
        points ?? [],
        this.aspect,
      ),
    )
    if (this.waiting !== null) this.waiting(this.faces)
  }
}
