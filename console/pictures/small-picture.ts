import { MAX_SENT_BYTES, type PictureEnding } from '../../miniprogram/domain/file/uploads'

/** Legible on a whole screen, and a fraction of what a phone's camera makes. */
const LONGEST_SIDE = 2400
const QUALITY = 0.85
/** Below this a picture goes as it is. */
const SMALL_BYTES = 600 * 1024

const ENDINGS: Readonly<Record<string, PictureEnding>> = {
  ...{ 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/heic': 'heic' },
}

/** A picture as it is sent. */
export interface SentPicture {
  ending: PictureEnding
  /** Base64. */
  content: string
}

/** A file as a picture to send, made smaller where the browser can read it; a word: why it can't be sent. */
export async function smallPicture(file: File): Promise<SentPicture | 'noPicture' | 'tooLarge'> {
  const ending = ENDINGS[file.type] ?? (/\.heic$/i.test(file.name) ? 'heic' : undefined)
  if (ending === undefined) return 'noPicture'
  const smaller = file.size <= SMALL_BYTES ? null : await shrunk(file)
  const sent = smaller ?? file
  if (sent.size > MAX_SENT_BYTES) return 'tooLarge'
  return { ending: smaller === null ? ending : 'jpg', content: await base64Of(sent) }
}

/** Null: this browser can't read it, as most can't read HEIC. */
async function shrunk(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const context = canvas.getContext('2d')
  if (context === null) return null
  // What was transparent is paper, not black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}

const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    // An address of the data, which says its kind first.
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(new Error('the file went while it was read'))
    reader.readAsDataURL(blob)
  })
