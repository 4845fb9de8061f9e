import { MAX_PHOTO, MAX_PHOTO_BYTES, photoIssue, photoSizeFits } from '../domain/face/face-photo'
import { LightMeter } from '../domain/face/frame-statistics'
import type { Hint } from '../domain/face/hints'
import { PHOTO_OVAL, type Crop, type Size } from '../domain/face/oval'
import type { FaceTracking } from './face-tracking'

/** A picture cut to what is kept, and what is wrong with it. */
export interface Photo {
  path: string
  /** `size`: too small to be cut to what a gate can use. */
  issue: Hint | 'size' | null
}

/** From good to just good enough; after that the picture is no portrait. */
const QUALITIES = [0.92, 0.84, 0.74, 0.62, 0.5]

/** The part of canvas 2d that is used here, as the official typings leave it open. */
interface Canvas {
  width: number
  height: number
  getContext(type: '2d'): {
    drawImage(image: unknown, ...numbers: number[]): void
    getImageData(left: number, top: number, width: number, height: number): { data: Uint8ClampedArray }
    fillStyle: string
    fillRect(left: number, top: number, width: number, height: number): void
  }
  createImage(): {
    src: string
    width: number
    height: number
    onload: () => void
    onerror: (e: unknown) => void
  }
}

/**
 * Cuts a taken or chosen picture to what is kept, checks it and writes it as a JPEG of at most 200 KB, whatever the
 * platform gave (iPhones photograph PNG). Drawn anew, it holds nothing of where and with what it was taken.
 */
export async function makePhoto(
  canvas: WechatMiniprogram.Canvas,
  source: string,
  crop: (size: Size) => Crop,
  tracking: FaceTracking,
): Promise<Photo> {
  const paper = canvas as unknown as Canvas
  const image = await load(paper, source)
  const { left, top, width, height } = crop(image)
  paper.width = Math.min(MAX_PHOTO.width, width)
  paper.height = Math.round((paper.width * MAX_PHOTO.height) / MAX_PHOTO.width)
  const context = paper.getContext('2d')
  // A PNG may have holes; a JPEG would show them black.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, paper.width, paper.height)
  context.drawImage(image, left, top, width, height, 0, 0, paper.width, paper.height)
  const path = await write(canvas, paper)
  if (!photoSizeFits(paper)) return { path, issue: 'size' }

  const { data } = context.getImageData(0, 0, paper.width, paper.height)
  const statistics = new LightMeter().measure(data, paper.width, paper.height, PHOTO_OVAL)
  const { width: across, height: down } = paper
  const faces = await tracking.find({ data: data.buffer as ArrayBuffer, width: across, height: down })
  return { path, issue: photoIssue(statistics, faces) }
}

function load(canvas: Canvas, source: string): Promise<ReturnType<Canvas['createImage']>> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('the picture could not be read'))
    image.src = source
  })
}

async function write(canvas: WechatMiniprogram.Canvas, { width, height }: Size): Promise<string> {
  for (const quality of QUALITIES) {
    const { tempFilePath } = await wx.canvasToTempFilePath({
      canvas,
      x: 0,
      y: 0,
      width,
      height,
      destWidth: width,
      destHeight: height,
      fileType: 'jpg',
      quality,
    })
    if ((await sizeOf(tempFilePath)) <= MAX_PHOTO_BYTES) return tempFilePath
  }
  throw new Error('the picture stays too large')
}

const sizeOf = (filePath: string): Promise<number> =>
  new Promise((resolve, reject) =>
    wx
      .getFileSystemManager()
      .getFileInfo({ filePath, success: ({ size }: { size: number }) => resolve(size), fail: reject }),
  )
