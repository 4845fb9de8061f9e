import { videoFrame } from './computer-camera'
import { element } from './dom'
import { openLayer } from './overlay'
import { neighbours, stage } from './phone'
import { readCode } from './read-code'
import { drawnCodes } from './screen-picture'
import { cancelled } from './wx/api'
import { pickFiles } from './wx/media'

const LOOKS_PER_SECOND = 5

/** WeChat's scanner: another phone's screen, the computer's camera or a picture. Resolves with the code's text. */
export function openScanScreen(onlyFromCamera: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const message = element('p', { class: 'wx-message', role: 'status' }, '选择要对准的东西')
    const finder = element('div', { class: 'wx-finder' })
    let stream: MediaStream | null = null
    let timer = 0
    const close = () => {
      clearInterval(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
      layer.close()
    }
    const found = (text: string | null, otherwise: string) => {
      if (text === null) {
        message.textContent = otherwise
        return
      }
      close()
      resolve(text)
    }
    const fromPhone = async (id: string, name: string) => {
      const screen = stage()?.screen(id)
      found(screen ? await readCode(drawnCodes(screen)) : null, `没有在${name}的屏幕上找到二维码`)
    }
    const fromCamera = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: true })
      } catch (error) {
        message.textContent = `打不开电脑的摄像头：${(error as Error).message}`
        return
      }
      const video = element('video', { autoplay: true, playsinline: true })
      video.muted = true
      video.srcObject = stream
      finder.replaceChildren(video)
      message.textContent = '将二维码对准电脑的摄像头'
      const look = async () => {
        if (!video.videoWidth) return
        const text = await readCode([videoFrame(video)])
        if (text !== null && layer.root.isConnected) found(text, '')
      }
      timer = window.setInterval(() => void look(), 1000 / LOOKS_PER_SECOND)
    }
    const fromPicture = async () => {
      const [file] = await pickFiles('image/*', false).catch(() => [])
      if (file) found(await readCode([await drawn(file)]), '这张图片里没有二维码')
    }
    const others = neighbours().map(({ id, label, person }) =>
      element(
        'button',
        { class: 'wx-target', 'data-phone': id, onclick: () => void fromPhone(id, person.name) },
        element('b', {}, person.name),
        element('span', {}, label),
      ),
    )
    const layer = openLayer(
      'scan',
      element(
        'header',
        {},
        element('button', { 'aria-label': '取消', onclick: () => (close(), reject(cancelled())) }, '×'),
        element('b', {}, '扫一扫'),
      ),
      finder,
      message,
      element(
        'footer',
        {},
        element('h2', {}, '对准另一部手机'),
        element(
          'div',
          { class: 'wx-targets' },
          ...(others.length ? others : [element('p', {}, '台上没有别的手机')]),
        ),
        element(
          'div',
          { class: 'wx-ways' },
          element('button', { onclick: () => void fromCamera() }, '用电脑的摄像头'),
          onlyFromCamera ? null : element('button', { onclick: () => void fromPicture() }, '选一张图片'),
        ),
      ),
    )
  })
}

/** The page behind a Mini Program code of the local cloud (`weapp://page?scene=…`); null for any other text. */
export function programPage(text: string): string | null {
  return /^weapp:\/\/(.+)$/.exec(text)?.[1] ?? null
}

async function drawn(file: Blob): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(file)
  const canvas = element('canvas', { width: bitmap.width, height: bitmap.height })
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  return canvas
}
