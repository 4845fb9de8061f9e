/**
 * Bytes as text, without Buffer, atob or TextEncoder: the oldest phones have none of them.
 * Base45 is RFC 9285: its alphabet is exactly the QR code's alphanumeric mode, so a code stays small.
 */
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** Character codes are looked up, not searched for: a gate reads hundreds of them per pass, a snapshot millions. */
const valuesOf = (alphabet: string): Int16Array => {
  const values = new Int16Array(128).fill(-1)
  for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index
  return values
}
const BASE64URL_VALUES = valuesOf(BASE64URL)
const BASE45_VALUES = valuesOf(BASE45)

export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    const characters = left >= 3 ? 4 : left + 1
    for (let place = 0; place < characters; place++)
      text += BASE64URL.charAt((group >> (18 - 6 * place)) & 63)
  }
  return text
}

/** Null when `text` isn't canonical base64url without padding. */
export function fromBase64Url(text: string): Uint8Array | null {
  const rest = text.length % 4
  // Of the last character some bits belong to no byte: only zeros are canonical.
  const unused =
    rest === 0 ? 0 : (BASE64URL_VALUES[text.charCodeAt(text.length - 1)] ?? 0) & (rest === 2 ? 15 : 3)
  if (rest === 1 || unused !== 0) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let written = 0
  for (let index = 0; index < text.length; index += 4) {
    let group = 0
    for (let place = 0; place < 4; place++) {
      const value = index + place < text.length ? (BASE64URL_VALUES[text.charCodeAt(index + place)] ?? -1) : 0
      if (value < 0) return null
      group = (group << 6) | value
    }
    for (let place = 0; place < 3 && written < bytes.length; place++)
      bytes[written++] = (group >> (16 - 8 * place)) & 255
  }
  return bytes
}

export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 2) {
    const pair = index + 1 < bytes.length
    let value = pair ? (bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0) : (bytes[index] ?? 0)
    for (let place = 0; place < (pair ? 3 : 2); place++) {
      text += BASE45.charAt(value % 45)
      value = Math.floor(value / 45)
    }
  }
  return text
}

/** Null when `text` isn't base45. */
export function fromBase45(text: string): Uint8Array | null {
  const rest = text.length % 3
  if (rest === 1) return null
  const bytes = new Uint8Array(((text.length - rest) / 3) * 2 + rest / 2)
  let written = 0
  for (let index = 0; index < text.length; index += 3) {
    const places = Math.min(3, text.length - index)
    let value = 0
    for (let place = places - 1; place >= 0; place--) {
      const digit = BASE45_VALUES[text.charCodeAt(index + place)] ?? -1
      if (digit < 0) return null
      value = value * 45 + digit
    }
    if (value > (places === 3 ? 0xffff : 0xff)) return null
    if (places === 3) bytes[written++] = value >> 8
    bytes[written++] = value & 255
  }
  return bytes
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
