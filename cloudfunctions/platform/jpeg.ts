import decode from 'jpeg-js/lib/decoder.js'

/** A JPEG's pixels, RGBA. */
export interface DecodedPicture {
  width: number
  height: number
  data: Uint8Array
}

const [SOI, SOS, EOI, APP0, APP14, APP15, COM] = [0xd8, 0xda, 0xd9, 0xe0, 0xee, 0xef, 0xfe]
/** Frame headers, without the tables that share their range. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Adobe's segment says how colours are coded; JFIF's says that it is a JPEG. All others tell of the camera or its owner. */
const isMetadata = (marker: number): boolean =>
  marker === COM || (marker > APP0 && marker <= APP15 && marker !== APP14)

/**
 * The most scans a picture may have: a progressive one of usual programs has ten. Each costs a pass over the whole picture,
 * so a small file of hundreds would keep the processor busy (spec 9).
 */
const MAX_SCANS = 12

/** Size and bytes of a JPEG without its metadata (place, time, device, thumbnail); null when it isn't one, or has too many scans. */
export function bareJpeg(bytes: Buffer): { width: number; height: number; bytes: Buffer } | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) return null
  const parts: Buffer[] = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | null = null
  for (let index = 2; index + 4 <= bytes.length;) {
    if (bytes[index] !== 0xff) return null
    const marker = bytes[index + 1] as number
    if (marker === 0xff) {
      index++
      continue
    }
    const end = index + 2 + bytes.readUInt16BE(index + 2)
    if (end > bytes.length) return null
    if (isFrame(marker) && index + 9 <= end)
      size = { height: bytes.readUInt16BE(index + 5), width: bytes.readUInt16BE(index + 7) }
    if (marker === SOS) {
      // What follows the end of the picture is no picture.
      const last = bytes.lastIndexOf(Buffer.from([0xff, EOI]))
      if (size === null || last < end || scansIn(bytes.subarray(index)) > MAX_SCANS) return null
      parts.push(bytes.subarray(index, last + 2))
      return { ...size, bytes: Buffer.concat(parts) }
    }
    if (!isMetadata(marker)) parts.push(bytes.subarray(index, end))
    index = end
  }
  return null
}

/** Within a scan 0xff is followed by 0x00 or by a marker, so this counts headers and nothing else. */
function scansIn(bytes: Buffer): number {
  const header = Buffer.from([0xff, SOS])
  let scans = 0
  for (let index = bytes.indexOf(header); index >= 0; index = bytes.indexOf(header, index + 2)) scans++
  return scans
}

/** The pixels; null when the picture is damaged. Its size has been looked at before. */
export function decodeJpeg(bytes: Buffer): DecodedPicture | null {
  try {
    return decode(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      tolerantDecoding: false,
      maxResolutionInMP: 1,
      maxMemoryUsageInMB: 48,
    })
  } catch {
    return null
  }
}
