import { element } from './dom'
import { openLayer } from './overlay'
import { cancelled } from './wx/api'

/** Full screen with the computer's camera; resolves with the photo taken as JPEG. */
export async function photographWithComputer(): Promise<Blob> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true })
  const video = element('video', { autoplay: true, playsinline: true })
  video.muted = true
  video.srcObject = stream
  return new Promise((resolve, reject) => {
    const close = () => {
      layer.close()
      for (const track of stream.getTracks()) track.stop()
    }
    const take = () =>
      videoFrame(video).toBlob(
        (photo) => {
          close()
          if (photo) resolve(photo)
          else reject(new Error('takePhoto failed'))
        },
        'image/jpeg',
        0.92,
      )
    const cancel = () => {
      close()
      reject(cancelled())
    }
    const layer = openLayer(
      'camera',
      video,
      element(
        'footer',
        {},
        element('button', { onclick: cancel }, '取消'),
        element('button', { class: 'wx-shutter', 'aria-label': '拍照', onclick: take }),
      ),
    )
  })
}

/** What a video shows now. */
export function videoFrame(
  video: HTMLVideoElement,
  width = video.videoWidth,
  height = video.videoHeight,
): HTMLCanvasElement {
  const canvas = element('canvas', { width, height })
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0, width, height)
  return canvas
}
