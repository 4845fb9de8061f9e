import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isHolderKey } from '../../../miniprogram/domain/pass/holder-key'
import { rawKey } from '../gate/builders'
import { WEAK_KEYS } from './weak-keys'

/** Which bytes may be the key of a visitor's phone. */
const real = rawKey(generateKeyPairSync('ed25519').privateKey)

test('a key that a phone made', () => {
  expect(isHolderKey(real)).toBe(true)
  expect(isHolderKey(real.slice(0, 31))).toBe(false)
  expect(isHolderKey(Uint8Array.of(...real, 0))).toBe(false)
  expect(isHolderKey(new Uint8Array())).toBe(false)
})

test.each(WEAK_KEYS.map((key) => [Buffer.from(key).toString('hex'), key] as const))(
  'the point of small order %s is none',
  (_, weak) => {
    expect(isHolderKey(weak)).toBe(false)
    // A point that differs from it in any one byte is another.
    for (let index = 0; index < 32; index++) {
      const other = Uint8Array.from(weak, (byte, place) => (place === index ? byte ^ 0x55 : byte))
      expect(isHolderKey(other), `byte ${index}`).toBe(true)
    }
  },
)
