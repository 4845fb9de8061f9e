import sharp from 'sharp'
import type { Started } from '../../../local/start'
import { GOOD, portraitSvg } from '../../domain/face/portrait'
import { offStage } from '../people'
import type { Stage } from './campus-life'

/** Puts pictures into the private storage, as a phone of the stage would. */
export function uploadsTo(started: Started): Pick<Stage, 'upload' | 'handIn'> {
  let number = 0
  const upload = async (cloudPath: string): Promise<string> => {
    const background = ++number % 2 === 0 ? '#c9d6cf' : '#d8cdb8'
    const source = cloudPath.startsWith('faces')
      ? sharp(Buffer.from(portraitSvg({ ...GOOD, width: 450, height: 600 })))
      : sharp({ create: { width: 600, height: 800, channels: 3, background } })
    const picture = await source.jpeg().toBuffer()
    const form = new FormData()
    form.set('cloudPath', cloudPath)
    form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'picture.jpg')
    const answer = await fetch(`${started.url}/client/upload`, {
      method: 'POST',
      headers: { 'x-phone': '1' },
      body: form,
    })
    return ((await answer.json()) as { fileID: string }).fileID
  }
  const handIn: Stage['handIn'] = async (openid, use) => {
    const { uploadId, cloudPath } = await offStage({ started }, openid, 'file.begin', { use, ending: 'jpg' })
    await upload(cloudPath)
    await offStage({ started }, openid, 'file.keep', { uploadId })
    return uploadId
  }
  return { upload, handIn }
}
