const LENGTH = 32
const SIGN_BIT = 0x80

/**
 * Points of small order on Curve25519, with the sign bit taken off: under such a key one signature fits many messages,
 * so that a picture of a pass would stay live (the list of libsodium's ge25519_has_small_order).
 */
const SMALL_ORDER: readonly Uint8Array[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16)))

/** Whether these bytes can be the Ed25519 public key of a visitor's phone. */
export const isHolderKey = (key: Uint8Array): boolean =>
  key.length === LENGTH && !SMALL_ORDER.some((weak) => isSamePoint(weak, key))

const isSamePoint = (weak: Uint8Array, key: Uint8Array): boolean =>
  weak.every((byte, index) => byte === ((key[index] ?? 0) & (index === LENGTH - 1 ? ~SIGN_BIT : 0xff)))
