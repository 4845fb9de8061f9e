import sharp from 'sharp'
import { GOOD, portraitSvg, type Portrait } from '../domain/face/portrait'

/** A portrait as the capture page sends it: the oval in the middle. */
const KEPT: Portrait = { ...GOOD, width: 450, height: 600, face: { x: 0.375, y: 0.52, width: 0.44 } }

/** That portrait as a JPEG, with what the changes spoil. */
export function keptFace(changes: Partial<Portrait> = {}): Promise<Buffer> {
  const portrait = { ...KEPT, ...changes }
  const image = sharp(Buffer.from(portraitSvg(portrait)))
  return (portrait.blur > 0 ? image.blur(portrait.blur) : image).jpeg({ quality: 85 }).toBuffer()
}
