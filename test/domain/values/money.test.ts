import { expect, test } from 'vitest'
import { formatMoney } from '../../../miniprogram/domain/values/money'

test.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [99, '¥0.99'],
  [100, '¥1.00'],
  [300, '¥3.00'],
  [123_456, '¥1234.56'],
  [-120, '-¥1.20'],
])('%i fen: %s', (fen, text) => expect(formatMoney(fen)).toBe(text))

test.each([NaN, Infinity, 0.5])('%d is no amount', (fen) => {
  expect(() => formatMoney(fen)).toThrow(RangeError)
})
