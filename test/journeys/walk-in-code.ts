import fs from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const WASM = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')

/** What a phone reads off the picture of a gate's code: the scene of its Mini Program code, without `w=`. */
export async function codeInPicture(base64: string): Promise<string> {
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(fs.readFileSync(WASM)).buffer } })
  const [found] = await readBarcodes(new Uint8Array(Buffer.from(base64, 'base64')), { formats: ['QRCode'] })
  const scene = /scene=([^&]+)/.exec(found?.text ?? '')?.[1] ?? ''
  return decodeURIComponent(scene).replace(/^w=/, '')
}
