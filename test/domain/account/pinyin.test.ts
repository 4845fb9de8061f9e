import { expect, test } from 'vitest'
import { readPinyin } from '../../../miniprogram/domain/account/pinyin'

test.each([
  ['', ''],
  [' Qin  Haiyan ', 'qin haiyan'],
  ['覃', null],
  ['qin1', null],
  ['q'.repeat(100), 'q'.repeat(100)],
  ['q'.repeat(101), null],
])('“%s” is read as %j', (typed, read) => expect(readPinyin(typed)).toBe(read))
