import sharp from 'sharp'
import type { Started } from '../../../local/start'
import { GOOD, portraitSvg } from '../../domain/face/portrait'
import type { Stage } from './campus-life'

/** Puts a picture into the private storage, as a phone of the stage would. */
export function uploadBy({ url }: Started): Stage['upload'] {
  let number = 0
  return async (use) => {
    const background = number % 2 === 0 ? '#c9d6cf' : '#d8cdb8'
    const source =
      use === 'faces'
        ? sharp(Buffer.from(portraitSvg({ ...GOOD, width: 450, height: 600 })))
        : sharp({ create: { width: 600, height: 800, channels: 3, background } })
    const picture = await source.jpeg().toBuffer()
    const form = new FormData()
    const cloudPath = `${use}/${String(++number).padStart(32, '0')}.jpg`
    form.set('cloudPath', cloudPath)
    form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'picture.jpg')
    const answer = await fetch(`${url}/client/upload`, {
      method: 'POST',
      headers: { 'x-phone': '1' },
      body: form,
    })
    return ((await answer.json()) as { fileID: string }).fileID
  }
}
