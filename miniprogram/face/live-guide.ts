import { LightMeter } from '../domain/face/frame-statistics'
import { guide, NO_HISTORY, type Guidance } from '../domain/face/guide'
import { ovalInPicture, type Size } from '../domain/face/oval'
import type { FaceTracking } from './face-tracking'

/** Ten frames a second are enough to guide somebody; cameras send up to sixty, at a rate nobody documents. */
const FRAME_MS = 100

/** Measures camera frames and says what to tell, from `start` to `stop`. */
export class LiveGuide {
  private readonly meter = new LightMeter()
  private history = NO_HISTORY
  private listener: WechatMiniprogram.CameraFrameListener | null = null
  private seenAt = 0

  constructor(
    private readonly tracking: FaceTracking,
    private readonly tell: (guidance: Guidance) => void,
  ) {}

  /** `view`: the size of the camera on the screen, which the frames fill. */
  start(view: Size): void {
    this.stop()
    this.history = NO_HISTORY
    this.meter.forget()
    this.listener = wx.createCameraContext().onCameraFrame((frame) => this.see(frame, view))
    this.listener.start()
  }

  stop(): void {
    this.listener?.stop()
    this.listener = null
  }

  private see(frame: WechatMiniprogram.OnCameraFrameCallbackResult, view: Size): void {
    const at = Date.now()
    // A frame that was on its way when the listener stopped.
    if (this.listener === null || at - this.seenAt < FRAME_MS) return
    this.seenAt = at
    const { data, width, height } = frame
    const oval = ovalInPicture(view, { width, height })
    const statistics = this.meter.measure(new Uint8Array(data), width, height, oval)
    this.tracking.follow({ data, width, height })
    const guidance = guide({ at, statistics, oval }, this.tracking.anchors(at), this.history)
    this.history = guidance.history
    this.tell(guidance)
  }
}
