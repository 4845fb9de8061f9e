import { element } from '../dom'
import { chooseFrom, openLayer } from '../overlay'
import { fileUrl, keepTempFile, readFile } from '../temp-files'
import { api, ApiFailure, cancelled } from './api'
import { requirePrivacy } from './privacy'
import { requireScope } from './settings'
import { photographWithComputer } from '../computer-camera'

/** The computer's own file dialog stands for the album. */
export function pickFiles(accept: string, multiple: boolean): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const input = element('input', {
      type: 'file',
      accept,
      multiple,
      class: 'wx-file-picker',
      'data-purpose': 'album',
    })
    document.body.append(input)
    input.addEventListener('change', () => {
      input.remove()
      resolve([...(input.files ?? [])])
    })
    input.addEventListener('cancel', () => {
      input.remove()
      reject(cancelled())
    })
    input.click()
  })
}

async function choosePictures(count: number, sources: string[]): Promise<Blob[]> {
  const offered = [sources.includes('camera') && '拍照', sources.includes('album') && '从相册选择'].filter(
    (label) => label !== false,
  )
  const choice = offered.length > 1 ? offered[await chooseFrom(offered)] : offered[0]
  if (!choice) throw cancelled()
  if (choice === '拍照') {
    await requireScope('scope.camera')
    return [await photographWithComputer()]
  }
  return (await pickFiles('image/*', count > 1)).slice(0, count)
}

export async function chooseAvatar(): Promise<string> {
  const [picture] = await choosePictures(1, ['album', 'camera'])
  return picture ? keepTempFile(picture) : ''
}

function preview(url: string): void {
  const layer = openLayer('image', element('img', { src: fileUrl(url), alt: '' }))
  layer.root.addEventListener('click', layer.close)
}

async function drawnSize(picture: Blob): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(picture)
  const { width, height } = bitmap
  bitmap.close()
  return { width, height }
}

/** Pictures: choosing, looking at, saving, and their sizes. */
export const media = {
  chooseMedia: api(
    'chooseMedia',
    async ({ count = 9, sourceType = ['album', 'camera'], mediaType = ['image', 'video'] }) => {
      if (!mediaType.includes('image') && !mediaType.includes('mix'))
        throw new ApiFailure('video is not provided by the preview')
      await requirePrivacy('chooseMedia')
      const pictures = await choosePictures(count, sourceType)
      const tempFiles = pictures.map((picture) => ({
        tempFilePath: keepTempFile(picture),
        size: picture.size,
        fileType: 'image',
      }))
      return { type: 'image', tempFiles }
    },
  ),
  chooseImage: api('chooseImage', async ({ count = 9, sourceType = ['album', 'camera'] }) => {
    await requirePrivacy('chooseImage')
    const tempFiles = (await choosePictures(count, sourceType)).map((picture) => ({
      path: keepTempFile(picture),
      size: picture.size,
    }))
    return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles }
  }),
  /** A file of the computer stands for one that was sent in a chat. */
  chooseMessageFile: api('chooseMessageFile', async ({ count, type = 'all', extension = [] }) => {
    await requirePrivacy('chooseMessageFile')
    const accept = type === 'image' ? 'image/*' : extension.map((ending: string) => `.${ending}`).join(',')
    const chosen = (await pickFiles(accept, count > 1)).slice(0, count)
    return {
      tempFiles: chosen.map((file) => ({
        path: keepTempFile(file, file.name.split('.').pop()),
        ...{ name: file.name, size: file.size, type: 'file', time: Math.floor(file.lastModified / 1000) },
      })),
    }
  }),
  previewImage: api('previewImage', ({ current, urls }) => preview(current ?? urls[0])),
  previewMedia: api('previewMedia', ({ sources, current = 0 }) => preview(sources[current].url)),
  getImageInfo: api('getImageInfo', async ({ src }) => {
    const picture = await readFile(src)
    return {
      ...(await drawnSize(picture)),
      path: src,
      orientation: 'up',
      type: picture.type.replace('image/', ''),
    }
  }),
  compressImage: api('compressImage', async ({ src, quality = 80, compressedWidth }) => {
    const bitmap = await createImageBitmap(await readFile(src))
    const scale = compressedWidth ? compressedWidth / bitmap.width : 1
    const canvas = element('canvas', {
      width: Math.round(bitmap.width * scale),
      height: Math.round(bitmap.height * scale),
    })
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return { tempFilePath: keepTempFile(await canvasBlob(canvas, 'image/jpeg', quality / 100)) }
  }),
  saveImageToPhotosAlbum: api('saveImageToPhotosAlbum', async ({ filePath }) => {
    await requireScope('scope.writePhotosAlbum')
    const picture = await readFile(filePath)
    const url = URL.createObjectURL(picture)
    element('a', { href: url, download: filePath.split('/').pop() }).click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }),
  canvasToTempFilePath: api(
    'canvasToTempFilePath',
    async ({ canvas, fileType = 'png', quality = 1, x = 0, y = 0, width, height, destWidth, destHeight }) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new ApiFailure('canvas is empty')
      const [w, h] = [width ?? canvas.width - x, height ?? canvas.height - y]
      const copy = element('canvas', { width: destWidth ?? w, height: destHeight ?? h })
      copy.getContext('2d')?.drawImage(canvas, x, y, w, h, 0, 0, copy.width, copy.height)
      return {
        tempFilePath: keepTempFile(
          await canvasBlob(copy, fileType === 'jpg' ? 'image/jpeg' : 'image/png', quality),
        ),
      }
    },
  ),
}

export function canvasBlob(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new ApiFailure('write file failed'))),
      type,
      quality,
    ),
  )
}
