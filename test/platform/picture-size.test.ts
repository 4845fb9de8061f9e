import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { pictureSize } from '../../cloudfunctions/platform/picture-size'

/** What a picture says of its own size, before anybody decodes it (spec 9). */
const size = { width: 60, height: 34 }
const drawn = (alpha: number) =>
  sharp({ create: { ...size, channels: 4, background: { r: 20, g: 120, b: 80, alpha } } })

const box = (type: string, ...content: Buffer[]): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0))
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, ...content])
}
const numbers = (...values: number[]): Buffer =>
  Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(value)
      return bytes
    }),
  )
/** As iPhones write them: tiles of 512, and the whole that they make. */
const heic = (...sizes: readonly [number, number][]): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from('heic'), numbers(0), Buffer.from('mif1heic')),
    box(
      'meta',
      numbers(0),
      box('iprp', box('ipco', ...sizes.map(([wide, high]) => box('ispe', numbers(0, wide, high))))),
    ),
    box('mdat', Buffer.from('ispe of no picture')),
  ])
const vp8x = (wide: number, high: number): Buffer => {
  const bytes = Buffer.alloc(30)
  bytes.write('RIFF', 0, 'latin1')
  bytes.write('WEBPVP8X', 8, 'latin1')
  bytes.writeUIntLE(wide - 1, 24, 3)
  bytes.writeUIntLE(high - 1, 27, 3)
  return bytes
}

describe('as it is', () => {
  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['JPEG', () => drawn(1).jpeg().toBuffer()],
    ['progressive JPEG', () => drawn(1).jpeg({ progressive: true }).toBuffer()],
    ['PNG', () => drawn(0.5).png().toBuffer()],
    ['WebP with losses', () => drawn(1).webp({ quality: 80 }).toBuffer()],
    ['WebP without', () => drawn(1).webp({ lossless: true }).toBuffer()],
    ['WebP that one can see through', () => drawn(0.5).webp({ quality: 80 }).toBuffer()],
    ['HEIC', () => heic([8, 8], [60, 34])],
  ])('%s', async (_, bytes) => {
    expect(pictureSize(await bytes())).toMatchObject(size)
  })
})

test('the whole of a HEIC counts, not its tiles', () => {
  expect(pictureSize(heic([512, 512], [16_000, 12_000], [320, 240]))).toEqual({
    ...{ width: 16_000, height: 12_000 },
  })
})

test('a WebP of 16,383 by 16,383 says so', () => {
  expect(pictureSize(vp8x(16_383, 16_383))).toEqual({ width: 16_383, height: 16_383 })
})

describe('no picture', () => {
  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a page that begins like a WebP', Buffer.from('RIFF0000WEBP<html><script>alert(1)</script></html>')],
    ['a WebP cut off', vp8x(10, 10).subarray(0, 26)],
    ['a PNG cut off', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['a HEIC that tells of no picture', heic()],
    ['a HEIC without properties', box('ftyp', Buffer.from('heic'), numbers(0))],
    ['boxes that lead nowhere', Buffer.concat([box('ftyp', Buffer.from('heic')), numbers(4, 4, 4)])],
  ])('%s', (_, bytes) => expect(pictureSize(bytes)).toBeNull())
})
