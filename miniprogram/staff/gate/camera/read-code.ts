import { decodeQR } from 'qr/decode.js'

/** The text of the QR code in an RGBA picture; null when there is none that can be read. */
export function readCode(width: number, height: number, data: ArrayBuffer): string | null {
  try {
    return decodeQR({ width, height, data: new Uint8Array(data) })
  } catch {
    // The decoder throws for every picture without a code.
    return null
  }
}
