/** Edwards y coordinates of the points whose order divides 8 (RFC 8032, p = 2^255 − 19), also those not reduced. */
const P = 2n ** 255n - 19n
const EIGHTH = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n
const SMALL_ORDER = [0n, 1n, P - 1n, P, P + 1n, EIGHTH, P - EIGHTH]

/** A point as 32 bytes, little-endian, with the sign of its x in the highest bit. */
const encoded = (y: bigint, sign: bigint): Uint8Array => {
  const all = y | (sign << 255n)
  return Uint8Array.from({ length: 32 }, (_, index) => Number((all >> BigInt(8 * index)) & 255n))
}

/** Keys under which one signature fits many messages: each of these points with both signs. */
export const WEAK_KEYS: readonly Uint8Array[] = SMALL_ORDER.flatMap((y) => [encoded(y, 0n), encoded(y, 1n)])
