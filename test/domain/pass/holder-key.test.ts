import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isHolderKey } from '../../../miniprogram/domain/pass/holder-key'
import { rawKey } from '../gate/builders'

/** Which bytes may be the key of a visitor's phone. */
const real = rawKey(generateKeyPairSync('ed25519').privateKey)

/** Edwards y coordinates of the points whose order divides 8 (RFC 8032, p = 2^255 − 19), also those not reduced. */
const P = 2n ** 255n - 19n
const EIGHTH = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n
const SMALL_ORDER = [0n, 1n, P - 1n, P, P + 1n, EIGHTH, P - EIGHTH]

/** A point as 32 bytes, little-endian, with the sign of its x in the highest bit. */
const encoded = (y: bigint, sign: bigint): Uint8Array => {
  const all = y | (sign << 255n)
  return Uint8Array.from({ length: 32 }, (_, index) => Number((all >> BigInt(8 * index)) & 255n))
}

test('a key that a phone made', () => {
  expect(isHolderKey(real)).toBe(true)
  expect(isHolderKey(real.slice(0, 31))).toBe(false)
  expect(isHolderKey(Uint8Array.of(...real, 0))).toBe(false)
  expect(isHolderKey(new Uint8Array())).toBe(false)
})

test.each(SMALL_ORDER.flatMap((y) => [0n, 1n].map((sign) => [y.toString(16), sign, y] as const)))(
  'the point of small order with y = %s, sign %i, is none',
  (_, sign, y) => {
    const weak = encoded(y, sign)
    expect(isHolderKey(weak)).toBe(false)
    // A point that differs from it in any one byte is another.
    for (let index = 0; index < 32; index++) {
      const other = Uint8Array.from(weak, (byte, place) => (place === index ? byte ^ 0x55 : byte))
      expect(isHolderKey(other), `byte ${index}`).toBe(true)
    }
  },
)
