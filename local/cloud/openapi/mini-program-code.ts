import QRCode from 'qrcode'
import type { OpenApiReply } from './envelope'
import { refusal } from './subscribe-message'

type Arguments = { scene?: string; page?: string; width?: number }

/** WeChat's alphabet for a scene, at most 32 of it. */
const SCENE = /^[\w!#$&'()*+,/:;=?@.~-]{1,32}$/

/**
 * `wxacode.getUnlimited`. WeChat draws a round code that only WeChat reads; here it is a QR code with
 * `weapp://<page>?scene=<scene>`, which the preview's scanner opens as a phone would: page, and scene in its
 * query, URL-encoded.
 */
export async function miniProgramCode({
  scene = '',
  page = '',
  width = 430,
}: Arguments): Promise<OpenApiReply> {
  if (!SCENE.test(scene)) return refusal(40169, 'invalid length for scene, or the data is not json string')
  if (page.startsWith('/') || page.includes('?')) return refusal(41030, 'invalid page')
  const text = `weapp://${page}?scene=${encodeURIComponent(scene)}`
  const bytes = await QRCode.toBuffer(text, {
    type: 'png',
    errorCorrectionLevel: 'M',
    width: Math.min(Math.max(width, 280), 1280),
  })
  return { bytes, contentType: 'image/png' }
}
