import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

prepareZXingModule({ overrides: { locateFile: () => '/preview/runtime/zxing_reader.wasm' } })

/** The text of the QR code in a picture, or null. Really decoded, as a phone's scanner would. */
export async function readQrCode(picture: HTMLCanvasElement): Promise<string | null> {
  const context = picture.getContext('2d', { willReadFrequently: true })
  if (!context || !picture.width || !picture.height) return null
  const pixels = context.getImageData(0, 0, picture.width, picture.height)
  const [code] = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })
  return code?.isValid ? code.text : null
}
