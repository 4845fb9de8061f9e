import { openCamera, type OpenCamera } from '../builtins/camera'
import { videoFrame } from '../computer-camera'
import { keepTempFile } from '../temp-files'
import { api, ApiFailure } from './api'
import { canvasBlob } from './media'

/** Longer side of a frame by `frame-size`. */
const frameSides: Record<string, number> = { small: 288, medium: 480, large: 640 }

/** About what phones deliver. */
const FRAMES_PER_SECOND = 15

interface CameraFrame {
  width: number
  height: number
  data: ArrayBuffer
}

function requireCamera(): OpenCamera {
  const camera = openCamera()
  if (!camera?.video.videoWidth) throw new ApiFailure('camera is not ready')
  return camera
}

function cameraFrame({ video, frameSize }: OpenCamera): CameraFrame {
  const scale = Math.min(1, (frameSides[frameSize] ?? 480) / Math.max(video.videoWidth, video.videoHeight))
  const canvas = videoFrame(
    video,
    Math.round(video.videoWidth * scale),
    Math.round(video.videoHeight * scale),
  )
  const image = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  return { width: image.width, height: image.height, data: image.data.buffer }
}

/** Calls the listener with RGBA frames between `start` and `stop`, as long as the camera's page lives. */
function onCameraFrame(listener: (frame: CameraFrame) => void) {
  let timer = 0
  const stop = () => clearInterval(timer)
  return {
    start: api('CameraFrameListener.start', () => {
      stop()
      timer = window.setInterval(() => {
        const camera = openCamera()
        if (!camera?.host.isConnected) return stop()
        if (camera.video.videoWidth) listener(cameraFrame(camera))
      }, 1000 / FRAMES_PER_SECOND)
    }),
    stop: api('CameraFrameListener.stop', stop),
  }
}

export const camera = {
  createCameraContext: () => ({
    takePhoto: api('CameraContext.takePhoto', async ({ quality = 'normal' }) => {
      const { video } = requireCamera()
      const photo = await canvasBlob(
        videoFrame(video),
        'image/jpeg',
        { high: 0.95, normal: 0.85, low: 0.6 }[quality as string] ?? 0.85,
      )
      return { tempImagePath: keepTempFile(photo), width: video.videoWidth, height: video.videoHeight }
    }),
    onCameraFrame,
    setZoom: api('CameraContext.setZoom', () => ({ zoom: 1 })),
  }),
}
