import { expect, test } from 'vitest'
import { readCount } from '../../../miniprogram/domain/values/counts'

test.each([
  ['12', 12],
  [' 12 ', 12],
  ['１２', 12],
  ['999999', 999_999],
  ['', 0],
  ['1000000', 0],
  ['1.5', 0],
  ['-3', 0],
  ['1e3', 0],
  ['十', 0],
])('“%s” is read as %d', (typed, count) => expect(readCount(typed)).toBe(count))
