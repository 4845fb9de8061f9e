import { expect, test } from 'vitest'
import { unreadPass } from '../../../miniprogram/domain/gate/read-pass'
import { stepOf, type PassCheck } from '../../../miniprogram/domain/pass/pass'
import { NOW } from '../builders'
import { statementOf } from './builders'

const step = stepOf(NOW)
const statement = statementOf()
/** Narrows the right in a way that this reader doesn't know. */
const narrowed = statementOf({ extensions: [{ type: 200, bytes: Uint8Array.of(1) }] })

test.each<[string, PassCheck, entering: string | null, leaving: string | null]>([
  ['a good one', { valid: true, statement, step }, null, null],
  ['out of time', { valid: false, reason: 'STALE_CODE', statement, step }, 'STALE_CODE', null],
  ['narrowed by what isn’t known', { valid: true, statement: narrowed, step }, 'LOW_CONFIDENCE', null],
  ['forged', { valid: false, reason: 'BAD_SIGNATURE' }, 'BAD_SIGNATURE', 'BAD_SIGNATURE'],
  ['of a newer format', { valid: false, reason: 'NEWER_FORMAT' }, 'LOW_CONFIDENCE', 'LOW_CONFIDENCE'],
])('a pass %s', (_, check, entering, leaving) => {
  expect(unreadPass(check, 'in')).toBe(entering)
  expect(unreadPass(check, 'out')).toBe(leaving)
})
