import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  concatBytes,
  fromBase45,
  fromBase64Url,
  toBase45,
  toBase64Url,
} from '../../../miniprogram/domain/values/bytes'

const anyBytes = fc.uint8Array({ maxLength: 200 })
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('base64url', () => {
  it('agrees with Node’s for every length and content', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = toBase64Url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64Url(text)).toEqual(bytes)
      }),
    )
  })

  test.each(['A', 'AAAAA', 'AA==', 'A+', 'A/', 'A B', 'AB', 'AAB', '中文', '😀', 'AA\n'])(
    'refuses %j',
    (text) => {
      expect(fromBase64Url(text)).toBeNull()
    },
  )

  it('reads any text either as what writes it again, or not at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z0-9_-]*$/)), (text) => {
        const bytes = fromBase64Url(text)
        if (bytes !== null) expect(toBase64Url(bytes)).toBe(text)
      }),
    )
  })
})

describe('base45', () => {
  // RFC 9285, section 4.3 and 4.4.
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
    ['', ''],
  ])('%j ⇄ %s', (plain, encoded) => {
    expect(toBase45(utf8(plain))).toBe(encoded)
    expect(fromBase45(encoded)).toEqual(utf8(plain))
  })

  it('gives back every byte it was given, in the QR code’s alphanumeric alphabet', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = toBase45(bytes)
        expect(text).toMatch(/^[0-9A-Z $%*+\-./:]*$/)
        expect(fromBase45(text)).toEqual(bytes)
      }),
    )
  })

  // RFC 9285, section 6: GGW is 65536, one more than fits; :: is 2024, more than a byte.
  test.each(['GGW', ':::', '::', 'A', 'AAAA', 'aB8', 'B,8', '中文码', 'BB8\n'])('refuses %j', (text) => {
    expect(fromBase45(text)).toBeNull()
  })

  it('takes the largest that fits', () => {
    expect(fromBase45('FGW')).toEqual(Uint8Array.of(255, 255))
    expect(fromBase45('U5')).toEqual(Uint8Array.of(255))
  })
})

it('joins parts in their order', () => {
  expect(concatBytes()).toEqual(new Uint8Array())
  expect(concatBytes(Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3))).toEqual(Uint8Array.of(1, 2, 3))
})
