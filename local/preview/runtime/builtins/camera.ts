import { isRefused } from '../wx/settings'
import { defineBuiltin, nativeControl } from './definition'

/** The camera of the shown page: WeChat allows one. */
export interface OpenCamera {
  video: HTMLVideoElement
  host: HTMLElement
  frameSize: string
}

let open: OpenCamera | null = null

export function openCamera(): OpenCamera | null {
  return open
}

export function defineCamera(): void {
  const properties = {
    mode: { type: String, value: 'normal' },
    resolution: String,
    devicePosition: { type: String, value: 'back' },
    flash: String,
    frameSize: { type: String, value: 'medium' },
    outputDimension: String,
  }
  defineBuiltin('camera', properties, (element) => {
    const { host, read, fire } = element
    const video = nativeControl(element, 'video')
    Object.assign(video, { autoplay: true, muted: true, playsInline: true })
    const own: OpenCamera = { video, host, frameSize: read('frameSize') }
    open = own
    let stream: MediaStream | null = null
    let released = false
    const stop = () => stream?.getTracks().forEach((track) => track.stop())

    element.watch(['devicePosition'], () => {
      const facingMode = read('devicePosition') === 'front' ? 'user' : 'environment'
      host.toggleAttribute('front', facingMode === 'user')
      const cameras = navigator.mediaDevices as MediaDevices | undefined
      void Promise.resolve(
        isRefused('scope.camera')
          ? Promise.reject(new Error('auth deny'))
          : (cameras?.getUserMedia({ video: { facingMode } }) ?? Promise.reject(new Error('no camera'))),
      ).then(
        (opened) => {
          stop()
          stream = opened
          if (released) return stop()
          video.srcObject = opened
          host.removeAttribute('no-camera')
          fire('initdone', { maxZoom: 1 })
        },
        (error: Error) => {
          host.setAttribute('no-camera', '')
          fire('error', { errMsg: `insertCamera:fail ${error.message}` })
        },
      )
    })
    element.watch(['frameSize'], () => (own.frameSize = read('frameSize')))
    element.onRelease(() => {
      released = true
      stop()
      fire('stop')
      if (open === own) open = null
    })
  })
}
