import { expect, test } from 'vitest'
import { ApiError } from '../../console/api/api-error'
import { failedState } from '../../console/shell/page-state'
import { errorSentences } from '../../miniprogram/locales/zh/errors'

const AGAIN = ['NETWORK', 'BUSY', 'INTERNAL', 'TOO_MANY_SEARCHES', 'WALK_IN_FULL']

test.each(Object.keys(errorSentences))('%s on the console: 重试 where it may succeed', (code) => {
  const { sentence, again, advice } = failedState(new ApiError(code))
  expect(again).toBe(AGAIN.includes(code))
  expect(sentence).not.toBe('')
  if (again) expect(advice).toBe('')
})

test.each([
  ['NOT_FOUND', '没有找到这条记录', '请在列表中查找'],
  ['BAD_REQUEST', '地址不完整或已失效', '重新打开'],
  ['NOT_ALLOWED', '您没有此项权限', '可能已变更'],
  ['FROZEN', '冻结', ''],
])('%s says what to do now', (code, sentence, advice) => {
  const shown = failedState(new ApiError(code))
  expect(shown.sentence).toContain(sentence)
  expect(shown.advice).toContain(advice)
})

test('a fault of the page itself may pass', () => expect(failedState(new TypeError('x')).again).toBe(true))
