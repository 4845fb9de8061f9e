/** Money is an integer of 分 everywhere: no fraction is ever rounded, because none arises. */

/** '¥3.00', '¥0.05', '-¥1.20'. Throws RangeError for anything but a whole number of 分. */
export function formatMoney(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`)
  const amount = Math.abs(fen)
  const cents = String(amount % 100).padStart(2, '0')
  return `${fen < 0 ? '-' : ''}¥${Math.floor(amount / 100)}.${cents}`
}
